"""The tour of `zige demo`, taken in a real browser as it is told.

The browser is given what the program answers, without a server; each visitor's cookies are kept by the test's own client.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from looking import HOST, answered
from playwright.sync_api import Browser, Route

import screenshots
from casework.config.demo import city, steps
from casework.config.demo.passwords import password_of
from casework.config.demo.tour import TOUR
from zige.store.home import Home

NOVEMBER = 2026 * 12 + 10


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A demonstration of four months, small, in which somebody is told dead."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(city, "MONTHS", 4)
        return city.make_demo_home(tmp_path_factory.mktemp("tour") / "home", 2000, "", NOVEMBER, lambda _step: None)


@pytest.fixture
def browser(home: Home, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[Browser]:
    """Chromium; the program works on the demonstration, beside the loop in which the browser is driven."""
    monkeypatch.setattr(settings, "HOME", home)
    monkeypatch.setattr(settings, "DEMO", True)
    (home.path / steps.DONE).unlink(missing_ok=True)
    list(steps.fill(home))
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with screenshots.chromium() as chromium:
        yield chromium


def answer(client: Client, route: Route) -> None:
    """Give the browser what the program answers."""
    address = route.request.url.removeprefix(HOST)
    if address.startswith("/static/"):
        route.fulfill(path=finders.find(address.removeprefix("/static/")))
        return
    given = answered(client, route.request)
    headers = {name: value for name, value in given.headers.items() if name.lower() != "set-cookie"}
    route.fulfill(status=given.status_code, headers=headers, body=given.content)


def test_every_stop_of_the_tour_can_be_taken_as_it_is_told(browser: Browser, home: Home) -> None:
    seen: list[str] = []
    assert len(screenshots.WALKS) == len(TOUR)
    for stop, (walk, (width, height)) in zip(TOUR, screenshots.WALKS, strict=True):
        client, page = Client(), browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        page.set_default_timeout(60_000)
        page.route("**/*", partial(answer, client))
        signed: list[str] = []

        def given(login: str, signed: list[str] = signed) -> str:
            signed.append(login)
            return password_of(home, login)

        walk(screenshots.Visit(page, HOST, given, lambda _page, name: seen.append(name)))
        assert signed == [stop.login]
        page.close()
    assert len(set(seen)) == len(seen)


def test_the_pictures_of_the_manuals_are_those_of_the_tour_and_small() -> None:
    pictures = sorted(Path(screenshots.PICTURES).glob("*.png"))
    assert 0 < len(pictures) <= 10
    assert all(picture.stat().st_size < 150_000 for picture in pictures)
