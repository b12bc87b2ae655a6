"""The style guide in a real browser: WCAG 2.2 AA, text 7:1, touch areas, keyboard, no page wider than the screen.

The pages are drawn first and then given to the browser, so that no server and no thread is needed.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Playwright, Route, sync_playwright
from staff import administrator, signed_in

from casework.ui.style_guide import PAGES

SIGNING_IN = ["/sign-in"]
STAFF = ["/", "/accounts", "/accounts/new", "/offices", "/offices/new", "/my-account", "/my-account/password"]
STAFF += [
    "/my-account/authenticator",
    "/my-account/passkey",
    "/my-account/confirm",
    "/my-account/recovery-codes",
    "/accounts/1",
]
ADDRESSES = [*(f"/styleguide?page={page}" for page in PAGES), "/law", "/law/8.2.1.4", "/nothing", *SIGNING_IN, *STAFF]
HOST = "http://testserver"
AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
TOUCHED = "button, .button, select, textarea, nav a, label:has(input), input:not([type=hidden], label input)"
TOO_SMALL = """least => [...document.querySelectorAll(%r)].filter(e => e.getClientRects().length)
    .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect().height]).filter(([_, height]) => height < least)"""
REACHED = "() => document.activeElement === document.body ? null : document.activeElement.outerHTML"
INTERACTIVE = """() => [...document.querySelectorAll(
    'a[href], button:not([disabled]), input:not([type=hidden]), select, textarea')].filter(e => e.getClientRects().length).map(e => e.outerHTML)"""


class Look(NamedTuple):
    """How somebody looks at the pages."""

    width: int
    language: str
    size: str

    @property
    def least(self) -> int:
        """The height in pixels of what is touched (FACTS §10.5)."""
        return 60 if self.size == "large" else 44


LOOKS = [Look(360, "zh-hans", "normal"), Look(360, "en", "large"), Look(1440, "zh-hans", "large")]


def drawn(look: Look) -> dict[str, tuple[int, dict[str, str], bytes]]:
    """Status, headers and body of every page as an administrator sees it."""
    staff, nobody = signed_in(administrator()), Client()
    for client in (staff, nobody):
        client.cookies["django_language"], client.cookies["type_size"] = look.language, look.size
    answers = {address: (nobody if address in SIGNING_IN else staff).get(address) for address in ADDRESSES}
    return {address: (one.status_code, dict(one.headers), one.content) for address, one in answers.items()}


@contextmanager
def browser(look: Look) -> Iterator[Page]:
    """A page of Debian's Chromium that is given the pages drawn, and nothing from a network."""
    pages = drawn(look)

    def give(route: Route) -> None:
        address = route.request.url.removeprefix(HOST)
        if address.startswith("/static/"):
            route.fulfill(path=finders.find(address.removeprefix("/static/")))
        else:
            status, headers, body = pages[address]
            route.fulfill(status=status, headers=headers, body=body)

    with sync_playwright() as playwright:
        started = chromium(playwright)
        page = started.new_page(viewport={"width": look.width, "height": 900})
        page.route("**/*", give)
        yield page
        started.close()


def chromium(playwright: Playwright) -> Browser:
    """Debian's."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)


@pytest.mark.django_db
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.width}-{look.language}-{look.size}")
def test_every_page_can_be_read_touched_and_kept_within_the_screen(look: Look) -> None:
    with browser(look) as page:
        for address in ADDRESSES:
            page.goto(HOST + address)
            found = Axe().run(page, options=AXE)
            assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
            assert page.evaluate(TOO_SMALL % TOUCHED, look.least) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= look.width, address


@pytest.mark.django_db
def test_the_keyboard_reaches_everything_and_the_first_stop_skips_to_the_work() -> None:
    with browser(Look(1440, "zh-hans", "normal")) as page:
        for address in ADDRESSES:
            page.goto(HOST + address)
            page.evaluate("() => { document.activeElement.blur(); document.body.focus(); }")
            missed = set(page.evaluate(INTERACTIVE))
            for _ in range(len(missed) + 5):  # the list itself is a stop, and the summary of errors
                page.keyboard.press("Tab")
                missed.discard(page.evaluate(REACHED))
            assert {each for each in missed if 'type="radio"' not in each} == set(), address
        page.goto(HOST + "/law")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.django_db
def test_the_error_summary_is_reached_first_and_leads_to_the_field() -> None:
    with browser(Look(360, "zh-hans", "normal")) as page:
        page.goto(HOST + "/styleguide?page=form")
        assert page.evaluate("document.activeElement.className") == "summary"
        page.click(".summary a >> nth=0")
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.activeElement.name") == "name"
        assert "id_name_error" in page.get_attribute("#id_name", "aria-describedby")
