"""Pages of monthly reports in a real browser, as the villages, towns and counties that work on them see them."""

import pytest
import test_accessibility
from axe_playwright_python.sync_playwright import Axe
from reporting import TODAY, Desks, on
from staff import signed_in
from test_accessibility import AXE, HOST, LOOKS, TOO_SMALL, TOUCHED, Look, browser
from test_report_pages import everything


@pytest.mark.django_db
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.width}-{look.language}-{look.size}")
def test_every_page_of_reports_can_be_read_touched_and_kept_within_the_screen(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, TODAY)
    pages = {}
    for address, who in everything(Desks()).items():
        client = signed_in(who)
        client.cookies["django_language"], client.cookies["type_size"] = look.language, look.size
        answer = client.get(address)
        pages[address] = (answer.status_code, dict(answer.headers), answer.content)
    monkeypatch.setattr(test_accessibility, "drawn", lambda _look: pages)
    with browser(look) as page:
        for address in pages:
            page.goto(HOST + address)
            found = Axe().run(page, options=AXE)
            assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
            assert page.evaluate(TOO_SMALL % TOUCHED, look.least) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= look.width, address
