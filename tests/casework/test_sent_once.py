"""Two clicks on a button send its form once, in a real browser; without the script both would go out."""

import pytest
from django.contrib.staticfiles import finders
from looking import HOST, chromium
from playwright.sync_api import Route, sync_playwright

FORM = '<form method="post" action="/sent"><button>签收</button></form>'
SCRIPT = '<script src="/static/ui/once.js" defer></script>'


@pytest.mark.parametrize(("head", "times"), [(SCRIPT, 1), ("", 2)])
def test_two_clicks_send_a_form_once(head: str, times: int) -> None:
    sent = []

    def give(route: Route) -> None:
        address = route.request.url.removeprefix(HOST)
        if address.startswith("/static/"):
            route.fulfill(path=finders.find(address.removeprefix("/static/")))
        elif address == "/sent":
            sent.append(route)
        else:
            route.fulfill(body=f"<!doctype html><meta charset=utf-8>{head}{FORM}", content_type="text/html")

    with sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_page()
        page.route("**/*", give)
        page.goto(HOST)
        page.evaluate("for (const after of [0, 100]) setTimeout(() => document.querySelector('button').click(), after)")
        page.wait_for_timeout(500)
        browser.close()
    assert len(sent) == times
