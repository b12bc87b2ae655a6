"""Who may open which page: every page is in the table; role by page by own and other county, as the table says.

A page joins by its line in `casework.config.pages` and, where its address names something, in `page_examples`. What it
names is made once for each test; whatever one role's request changed is undone before the next role asks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from page_examples import EXAMPLES, FROM_HOME, PERSONAL
from pytest_django import DjangoDbBlocker
from staff import OTHER, OWN, account, office_for, signed_in

from casework.accounts.page_access import PUBLIC, SIGNED_IN, may_open
from casework.accounts.roles import ADMINISTRATORS, Role
from casework.config.pages import PAGES

pytestmark = pytest.mark.django_db

OPEN = {200, 302, 405}
"""What an open page answers to a plain GET: itself, the next page, or that it wants a POST."""


def pages_of(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from pages_of(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


ADDRESSED = sorted(pages_of(get_resolver()))
ROLES: list[Role | None] = [None, *Role]
NARROW = sorted(set(Role) - {Role.CITY_OPERATOR, Role.INSPECTOR})
"""Roles whose jurisdiction is less than the city."""


@dataclass(frozen=True)
class Staff:
    """The session of somebody in each role, in an office of one's own county; of one with none."""

    sessions: dict[Role | None, str]

    def ask(self, role: Role | None, method: str, address: str) -> int:
        """The status of the answer to one request, of which nothing stays."""
        browser = Client(headers={"cookie": self.sessions[role]})
        with transaction.atomic():
            status: int = getattr(browser, method)(address).status_code
            transaction.set_rollback(True)
        return status


@pytest.fixture(scope="module")
def staff(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Staff]:
    """Signed in once for all pages; gone with the transaction in which all tests here run."""
    with django_db_blocker.unblock(), transaction.atomic():
        accounts = {role: account(role, office_for(role, OWN) if role else None) for role in ROLES}
        yield Staff({role: signed_in(one).cookies.output(header="", sep=";") for role, one in accounts.items()})
        transaction.set_rollback(True)


def test_every_page_stands_in_the_table_and_every_line_is_a_page() -> None:
    assert sorted(PAGES) == ADDRESSED


def test_every_page_that_names_something_has_an_example() -> None:
    named = {page for page in ADDRESSED if _names_something(page)}
    assert named == EXAMPLES.keys() | PERSONAL.keys()


def _names_something(page: str) -> bool:
    resolver, _, name = page.rpartition(":")
    patterns = get_resolver()
    for space in filter(None, resolver.split(":")):
        patterns = next(one for one in patterns.url_patterns if getattr(one, "namespace", None) == space)
    return any(
        one.name == name and one.pattern.converters for one in patterns.url_patterns if isinstance(one, URLPattern)
    )


def address_of(page: str, county: str) -> str:
    words = EXAMPLES[page](county) if page in EXAMPLES else PERSONAL.get(page, {})
    return reverse(page, kwargs=words)


@pytest.mark.parametrize("page", ADDRESSED)
def test_without_signing_in_only_public_pages_open(page: str) -> None:
    answer = Client().get(address_of(page, OWN))
    if PAGES[page] is PUBLIC:
        assert answer.status_code in OPEN
        return
    assert answer["Location"].startswith("/sign-in?")


@pytest.mark.parametrize("page", [page for page in ADDRESSED if PAGES[page] is not PUBLIC])
def test_a_page_opens_for_its_roles_in_ones_own_county(staff: Staff, page: str) -> None:
    address = address_of(page, OWN)
    answers = {role: staff.ask(role, "get", address) for role in ROLES}
    assert wrong(answers, {role: _in_own_county(page, role) for role in ROLES}) == {}


def _in_own_county(page: str, role: Role | None) -> set[int]:
    allowed = PAGES[page]
    if allowed is SIGNED_IN:
        return OPEN | ({404} if page in PERSONAL else set())
    found = OPEN | ({404} if page in FROM_HOME else set())
    return found if role in (allowed or ()) else {403}


@pytest.mark.parametrize("page", sorted(EXAMPLES))
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_another_countys_is_not_there(staff: Staff, page: str, method: str) -> None:
    address = address_of(page, OTHER)
    answers = {role: staff.ask(role, method, address) for role in NARROW}
    assert wrong(answers, {role: _in_another_county(page, role) for role in NARROW}) == {}


def _in_another_county(page: str, role: Role) -> set[int]:
    allowed = PAGES[page]
    if role in (allowed or ()):
        return {404, 405}
    return {403 if allowed else 404}


def wrong(answers: Mapping[Any, int], allowed: Mapping[Any, set[int]]) -> dict[str, int]:
    """The roles to whom a page answered otherwise than it may, and what."""
    return {str(role): status for role, status in answers.items() if status not in allowed[role]}


def test_a_page_that_stands_in_no_line_opens_for_nobody() -> None:
    assert not any(may_open(PAGES, "nowhere", frozenset({role})) for role in Role)


def test_no_browser_keeps_what_somebody_signed_in_is_shown(staff: Staff) -> None:
    kept = {}
    for page in [page for page in ADDRESSED if page not in EXAMPLES]:
        role = next((role for role in Role if role in (PAGES[page] or set(Role))), None)
        told = Client(headers={"cookie": staff.sessions[role]}).get(address_of(page, OWN)).get("Cache-Control", "")
        if "no-store" not in told:
            kept[page] = told
    assert kept == {}


def test_no_administrators_page_is_a_workers() -> None:
    for page, allowed in PAGES.items():
        if allowed:
            assert allowed <= ADMINISTRATORS or not allowed & ADMINISTRATORS, page
