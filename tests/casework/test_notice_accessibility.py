"""Pages of notices and reminders in a real browser: WCAG 2.2 AA, touch areas, no page wider than the screen."""

import pytest
from django.test import Client
from looking import Drawn, Look, check_all, drawn, in_every_look, looking
from notices import contact, notice, reminder
from page_examples import EXAMPLES
from staff import OWN, account, office_for, signed_in

from casework.accounts.roles import Role
from casework.notices.kinds import Kind
from casework.notices.queries import content_of


def pages(look: Look) -> dict[str, Drawn]:
    """Each page as whoever works with it sees it: a handler, a village, somebody who holds a notice."""
    contact(OWN)
    person = EXAMPLES["people:person"](OWN)["number"]
    told = [notice(OWN, person, kind) for kind in (Kind.SUSPEND, Kind.STOP_DEATH)]
    called = reminder(OWN, person)
    code = content_of(told[0]).code
    one = f"/notices/{told[0].number}"
    addresses = {
        Role.COUNTY_HANDLER: [
            "/notices/", one, f"{one}/withdrawal", "/notices/messages", "/notices/texts", "/notices/texts/stop_death",
            "/notices/contact",
        ],
        Role.VILLAGE: [
            "/notices/", f"{one}/delivery", "/reminders/", f"/reminders/{called.pk}", f"/notices/messages/{person}",
        ],
        None: ["/check", f"/check/{code}", f"/check/{'0' * 16}", "/check?code=1"],
    }  # fmt: skip
    found: dict[str, Drawn] = {}
    for role, own in addresses.items():
        browsing = looking(signed_in(account(role, office_for(role))) if role else Client(), look)
        for address in own:
            answer = browsing.get(address)
            assert answer.status_code == 200, address
            found[f"{address}{'&' if '?' in address else '?'}as={role}"] = drawn(answer)
    return found


@pytest.mark.django_db
@in_every_look
def test_pages_of_notices_can_be_read_and_touched(look: Look) -> None:
    check_all(look, pages(look))
