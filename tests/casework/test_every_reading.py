"""Every page that shows somebody says so in the audit, and shows nobody's whole name, number or phone unasked (Art. 18)."""

import pytest
from django.http import HttpResponse
from page_examples import FROM_HOME
from staff import OWN, account, office_for, signed_in
from test_page_access import ADDRESSED, address_of

from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.config.pages import PAGES
from casework.people.models import Person

pytestmark = pytest.mark.django_db

WHOLE, MASKED = "赵钱孙", "赵*孙"
NUMBER, PHONE = "511102195001011234", "13812345678"
TOLD = [page for page in ADDRESSED if PAGES[page] is not None and page not in FROM_HOME]


@pytest.fixture
def addresses() -> dict[str, str]:
    """Of every page, with everything that pages are about, about one person."""
    made = {page: address_of(page, OWN) for page in TOLD}
    Person.objects.update(name=WHOLE, pinyin="zhaoqiansun", initials="zqs", id_number=NUMBER, phone=PHONE)
    return made


def said(answer: HttpResponse) -> str:
    """All that the answer to a browser says, its headers too."""
    is_text = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
    return f"{dict(answer.headers)}{answer.content.decode() if is_text else ''}"


def test_whoever_is_shown_somebody_is_recorded_and_shown_no_more_than_a_mask(addresses: dict[str, str]) -> None:
    unrecorded, unmasked, shown = set(), set(), set()
    for page, address in addresses.items():
        roles = [role for role in Role if role in (PAGES[page] or set(Role))]
        for role in {roles[0], roles[-1]}:
            browser, before = signed_in(account(role, office_for(role, OWN))), Entry.objects.count()
            told = said(browser.get(address))
            shown |= {page} if MASKED in told else set()
            unrecorded |= {page} if MASKED in told and Entry.objects.count() == before else set()
            unmasked |= {page} if any(each in told for each in (WHOLE, "zhaoqian", NUMBER, PHONE)) else set()
    assert (unrecorded, unmasked) == (set(), set())
    assert len(shown) > 20
