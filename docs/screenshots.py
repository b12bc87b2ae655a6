"""The tour of `zige demo` taken in a browser: as a test, and to draw the pictures of the manuals.

python docs/screenshots.py [--home DIR]     make (or use) a demonstration, take the tour, write docs/pictures/*.png
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
DESK, PHONE = (1280, 860), (390, 844)
COLOURS = 64
"""Of a picture's palette: pages are grey and blue, and stay below 150 kB."""
PATIENCE = 300
"""Seconds in which a demonstration is made."""


@dataclass
class Visit:
    """Somebody signed in, in a browser of their own; `take` is given a name for a picture of what is seen."""

    page: Page
    address: str
    password_of: Callable[[str], str]
    take: Callable[[Page, str], None]

    def sign_in(self, login: str) -> None:
        """With the password that the command told; the start page comes."""
        self.page.goto(f"{self.address}/sign-in")
        self.page.fill("[name=username]", login)
        self.page.fill("[name=password]", self.password_of(login))
        self.page.click("main form button")
        self.see("今天的工作")

    def see(self, heading: str) -> None:
        """The page with this heading is there."""
        expect(self.page.locator("h1")).to_contain_text(heading)

    def open_card(self, label: str) -> None:
        """The number of a card, which opens its list."""
        self.page.locator(".card", has_text=label).locator("a").first.click()
        self.see(label)

    def open_first_person(self) -> None:
        """The first name of a list."""
        self.page.locator(".list td.main a").first.click()
        expect(self.page.locator("h2", has_text="时间线")).to_be_visible()


def village(visit: Visit) -> None:
    """Whom to visit today, then one person's timeline, on a phone."""
    visit.sign_in("village")
    visit.take(visit.page, "village-today")
    visit.open_card("待提醒")
    visit.open_first_person()
    visit.take(visit.page, "village-person")


def why(visit: Visit) -> None:
    """How the county stands, whom to verify, and why a benefit stands as it does."""
    visit.sign_in("handler")
    visit.take(visit.page, "county-today")
    visit.open_card("待核实")
    visit.open_first_person()
    visit.page.locator("a", has_text="为什么").first.click()
    visit.see("为什么这样认定")
    expect(visit.page.locator(".strip")).to_be_visible()
    visit.take(visit.page, "county-why")


def reveal(visit: Visit) -> None:
    """The whole number, for a purpose."""
    visit.sign_in("handler")
    visit.open_card("待核实")
    visit.open_first_person()
    expect(visit.page.locator("main")).not_to_contain_text(re.compile(r"\d{17}[\dX]"))
    visit.page.locator("summary", has_text="查看完整姓名").click()
    visit.page.select_option("[name=purpose]", "verify")
    visit.page.locator("button", has_text="查看并记录").click()
    expect(visit.page.locator("main")).to_contain_text(re.compile(r"\d{17}[\dX]"))


def review(visit: Visit) -> None:
    """A finding with what follows from it, before a second person approves it."""
    visit.sign_in("reviewer")
    visit.open_card("待复核的结论")
    visit.page.locator(".list td.main a").first.click()
    expect(visit.page.locator(".strip").first).to_be_visible()
    visit.take(visit.page, "review-finding")


def audit(visit: Visit) -> None:
    """What was looked at a minute ago."""
    visit.sign_in("auditor")
    visit.page.locator(".card a").first.click()
    visit.see("审计记录")
    expect(visit.page.locator("main")).to_contain_text("查看完整姓名和号码")
    visit.take(visit.page, "audit")


def city(visit: Visit) -> None:
    """All counties, in English."""
    visit.sign_in("city")
    expect(visit.page.locator("tr", has_text="峨眉山市")).to_be_visible()
    visit.page.locator("header button", has_text="English").click()
    visit.see("My work today")
    visit.take(visit.page, "city-today")


WALKS: tuple[tuple[Callable[[Visit], None], tuple[int, int]], ...] = (
    (village, PHONE),
    (why, DESK),
    (reveal, DESK),
    (review, DESK),
    (audit, DESK),
    (city, DESK),
)
"""What is done at each stop of `casework.config.demo.tour.TOUR`, and the size of the screen."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield browser
        browser.close()


def take_tour(browser: Browser, address: str, password_of: Callable[[str], str]) -> None:
    """Every stop, with a picture of what is seen."""
    PICTURES.mkdir(exist_ok=True)
    for walk, (width, height) in WALKS:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        context.set_default_timeout(PATIENCE * 1000)
        walk(Visit(context.new_page(), address, password_of, _write))
        context.close()


def _write(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of a demonstration that is served while this lasts. Raises RuntimeError where it does not come up."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-c", "from zige.cli.main import run; run()", "demo"]
    process = subprocess.Popen([*words, "--home", str(home), "--port", str(port)])  # noqa: S603 - our own command
    try:
        yield _answering(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait()


def _answering(address: str, process: "subprocess.Popen[bytes]") -> str:
    began = time.monotonic()
    while process.poll() is None and time.monotonic() - began < PATIENCE:
        try:
            urllib.request.urlopen(f"{address}/sign-in").close()  # noqa: S310 - an address of this machine
        except urllib.error.URLError:
            time.sleep(1)
        else:
            return address
    raise RuntimeError("the demonstration did not come up")


def main() -> None:
    """Make, walk, write."""
    from casework.config.demo.passwords import password_of  # noqa: PLC0415 - the test has Django set up otherwise
    from zige.store.home import open_home  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=None)
    given = parser.parse_args().home
    with TemporaryDirectory(prefix="zige-demo-") as folder:
        home = given or Path(folder) / "home"
        with served(home) as address, chromium() as browser:
            take_tour(browser, address, lambda login: password_of(open_home(home), login))


if __name__ == "__main__":
    main()
