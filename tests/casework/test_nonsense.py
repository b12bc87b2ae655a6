"""No page breaks over what an address or a form says: nonsense is answered with a page, never with a failure.

Each page is asked by somebody it opens for. What its forms and links name is filled with what no field is made for.
"""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from staff import OWN, account, office_for, signed_in
from test_page_access import ADDRESSED, address_of

from casework.accounts.roles import Role
from casework.config.pages import PAGES

pytestmark = pytest.mark.django_db

FAILED = 500
DIGITS = "9" * 5000
"""More than Python takes for a number."""
NONSENSE = ("x", "²", "9" * 30, "9999-12-31", "a\0b", DIGITS)
IN_ADDRESSES = {"page", "choose", "month"}
IN_FORMS = {"version", "chosen", "to", "step"}
ALONE = IN_ADDRESSES | IN_FORMS


class Named(HTMLParser):
    """What a page names in its forms, by method, and in its links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: dict[str, set[str]] = {"get": set(IN_ADDRESSES), "post": set(IN_FORMS)}
        self._method = "get"
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._method = told.get("method", "get").lower()
        elif tag == "a":
            self.names["get"] |= {name for name, _ in parse_qsl(urlsplit(told.get("href", "")).query)}
        elif (
            tag in ("input", "select", "textarea") and told.get("name", "csrfmiddlewaretoken") != "csrfmiddlewaretoken"
        ):
            self.names[self._method].add(told["name"])


def browser_for(page: str) -> Client:
    """Of somebody in the first role that the page opens for; of nobody where it is public."""
    allowed = PAGES[page]
    role = next((role for role in Role if role in (allowed or set(Role))), Role.COUNTY_HANDLER)
    browser = Client() if allowed is None else signed_in(account(role, office_for(role, OWN)))
    browser.raise_request_exception = False
    return browser


def status(browser: Client, method: str, address: str, said: dict[str, str]) -> int:
    """Of the answer to a request of which nothing stays."""
    with transaction.atomic():
        answer: Any = getattr(browser, method)(address, said)
        transaction.set_rollback(True)
    return int(answer.status_code)


@pytest.mark.parametrize("page", ADDRESSED)
def test_nonsense_breaks_no_page(page: str) -> None:
    browser, address = browser_for(page), address_of(page, OWN)
    plain = browser.get(address)
    is_text = plain.get("Content-Type", "").startswith("text/html") and not plain.streaming
    names = Named(plain.content.decode() if is_text else "").names
    asked = [(method, dict.fromkeys(names[method], said)) for method in names for said in NONSENSE]
    asked += [(method, {name: DIGITS}) for method in names for name in names[method] & ALONE]
    broken = [(method, sorted(said), next(iter(said.values()))[:20]) for method, said in asked
              if status(browser, method, address, said) >= FAILED]  # fmt: skip
    assert broken == []


@pytest.mark.parametrize("first", ["9999-12-31", "9995-01-01"])
def test_a_plan_that_would_outlast_the_calendar_is_not_spread(first: str) -> None:
    browser, address = browser_for("decisions:plan"), address_of("decisions:plan", OWN)
    assert "日期太远" in browser.get(address, {"way": "returned", "first": first, "count": "60"}).content.decode()
    parts = {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0", "version": "x"}
    assert status(browser, "post", address, parts) < FAILED
