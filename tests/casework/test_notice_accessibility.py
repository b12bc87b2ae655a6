"""Pages of notices and reminders in a real browser: WCAG 2.2 AA, touch areas, no page wider than the screen."""

import pytest
import test_accessibility
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from notices import contact, notice, reminder
from page_examples import EXAMPLES
from staff import OWN, account, office_for, signed_in
from test_accessibility import AXE, HOST, LOOKS, TOO_SMALL, TOUCHED, Look, browser

from casework.accounts.roles import Role
from casework.notices.kinds import Kind
from casework.notices.queries import content_of

Drawn = dict[str, tuple[int, dict[str, str], bytes]]


def drawn(look: Look) -> Drawn:
    """Each page as whoever works with it sees it: a handler, a village, somebody who holds a notice."""
    contact(OWN)
    person = EXAMPLES["people:person"](OWN)["number"]
    told = [notice(OWN, person, kind) for kind in (Kind.SUSPEND, Kind.STOP_DEATH)]
    called = reminder(OWN, person)
    code = content_of(told[0]).code
    one = f"/notices/{told[0].number}"
    pages = {
        Role.COUNTY_HANDLER: [
            "/notices/", one, f"{one}/withdrawal", "/notices/messages", "/notices/texts", "/notices/texts/stop_death",
            "/notices/contact",
        ],
        Role.VILLAGE: [
            "/notices/", f"{one}/delivery", "/reminders/", f"/reminders/{called.pk}", f"/notices/messages/{person}",
        ],
        None: ["/check", f"/check/{code}", f"/check/{'0' * 16}", "/check?code=1"],
    }  # fmt: skip
    found: Drawn = {}
    for role, addresses in pages.items():
        browsing = signed_in(account(role, office_for(role))) if role else Client()
        browsing.cookies["django_language"], browsing.cookies["type_size"] = look.language, look.size
        for address in addresses:
            answer = browsing.get(address)
            assert answer.status_code == 200, address
            found[f"{address}#{role}"] = (answer.status_code, dict(answer.headers), answer.content)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.width}-{look.language}-{look.size}")
def test_pages_of_notices_can_be_read_and_touched(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = drawn(look)
    by_address = {}
    monkeypatch.setattr(test_accessibility, "drawn", lambda _look: by_address)
    with browser(look) as page:
        for name, answer in pages.items():
            address = name.partition("#")[0]
            by_address[address] = answer
            page.goto(HOST + address)
            found = Axe().run(page, options=AXE)
            assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
            assert page.evaluate(TOO_SMALL % TOUCHED, look.least) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= look.width, address
