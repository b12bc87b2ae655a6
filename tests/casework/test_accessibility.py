"""The style guide and the pages of administrators in a real browser, by eye, finger and keyboard."""

import pytest
from django.test import Client
from looking import HOST, Drawn, Look, browser, check_all, drawn, in_every_look, looking
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
REACHED = "() => document.activeElement === document.body ? null : document.activeElement.outerHTML"
INTERACTIVE = """() => [...document.querySelectorAll(
    'a[href], button:not([disabled]), input:not([type=hidden]), select, textarea')].filter(e => e.getClientRects().length).map(e => e.outerHTML)"""


def pages(look: Look) -> dict[str, Drawn]:
    """Every page as an administrator sees it, but where one signs in."""
    staff, nobody = looking(signed_in(administrator()), look), looking(Client(), look)
    return {address: drawn((nobody if address in SIGNING_IN else staff).get(address)) for address in ADDRESSES}


@pytest.mark.django_db
@in_every_look
def test_every_page_can_be_read_touched_and_kept_within_the_screen(look: Look) -> None:
    check_all(look, pages(look))


@pytest.mark.django_db
def test_the_keyboard_reaches_everything_and_the_first_stop_skips_to_the_work() -> None:
    look = Look(1440, "zh-hans", "normal")
    with browser(look, pages(look)) as page:
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
    look = Look(360, "zh-hans", "normal")
    with browser(look, pages(look)) as page:
        page.goto(HOST + "/styleguide?page=form")
        assert page.evaluate("document.activeElement.className") == "summary"
        page.click(".summary a >> nth=0")
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.activeElement.name") == "name"
        assert "id_name_error" in page.get_attribute("#id_name", "aria-describedby")
