"""Pages in Debian's Chromium: WCAG 2.2 AA, text 7:1, touch areas, no page wider than the screen.

The pages are drawn first and then given to the browser, so that no server and no thread is needed.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, Playwright, Request, Route, sync_playwright

HOST = "http://testserver"
PASSED_ON = ("accept-language", "x-offset")
"""Headers of the browser that the program is told; cookies are kept by the test's own client."""
PICTURES = os.environ.get("ZIGE_TEST_PICTURES", "")
"""A folder for pictures of the pages that are looked at."""
AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
TOUCHED = "button, .button, select, textarea, nav a, label:has(input), input:not([type=hidden], label input)"
TOO_SMALL = """least => [...document.querySelectorAll(%r)].filter(e => e.getClientRects().length)
    .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect().height]).filter(([_, height]) => height < least)"""


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
in_every_look = pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.width}-{look.language}-{look.size}")


class Drawn(NamedTuple):
    """Status, headers and body of a page, as the program answered."""

    status: int
    headers: dict[str, str]
    body: bytes


def looking(client: Client, look: Look) -> Client:
    """The same browser, in the language and type size of a look."""
    client.cookies["django_language"], client.cookies["type_size"] = look.language, look.size
    return client


def drawn(answer: Any) -> Drawn:
    """A page as the program answered."""
    return Drawn(answer.status_code, dict(answer.headers), answer.content)


def answered(client: Client, request: Request) -> Any:
    """What the program answers the browser. The connection of the driver's loop, another than the test's, is closed."""
    headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
    address, body = request.url.removeprefix(HOST), request.post_data_buffer or b""
    answer = client.generic(request.method, address, body, request.headers.get("content-type", ""), headers=headers)
    connection.close()
    return answer


@contextmanager
def browser(look: Look, pages: Mapping[str, Drawn]) -> Iterator[Page]:
    """A page of the browser that is given the pages drawn, by address, and nothing from a network."""

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


def check_all(look: Look, pages: Mapping[str, Drawn]) -> None:
    """Every page can be read, touched, and is kept within the screen. Two of one address are told apart by a query."""
    found = []
    with browser(look, pages) as page:
        for number, address in enumerate(pages):
            page.goto(HOST + address)
            found += [f"{address}\n{flaw}" for flaw in _flaws(page, look)]
            if PICTURES:
                page.screenshot(path=f"{PICTURES}/{look.width}-{look.language}-{number:03d}.png", full_page=True)
    assert not found, "\n".join(found)


def _flaws(page: Page, look: Look) -> Iterator[str]:
    found = Axe().run(page, options=AXE)
    if found.violations_count:
        yield found.generate_report()
    yield from (str(each) for each in page.evaluate(TOO_SMALL % TOUCHED, look.least))
    if page.evaluate("document.documentElement.scrollWidth") > look.width:
        yield "wider than the screen"
