"""Who may open which page: every page is in the table; role by page by own and other county, as the table says.

A page joins by its line in `casework.config.pages` and, where its address names something, in `page_examples`.
"""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from page_examples import EXAMPLES, FROM_HOME, PERSONAL
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
@pytest.mark.parametrize("role", ROLES)
def test_a_page_opens_for_its_roles_in_ones_own_county(role: Role | None, page: str) -> None:
    answer = signed_in(account(role)).get(address_of(page, OWN))
    allowed = PAGES[page]
    if allowed is SIGNED_IN:
        assert answer.status_code in OPEN | ({404} if page in PERSONAL else set())
    else:
        found = OPEN | ({404} if page in FROM_HOME else set())
        assert answer.status_code in (found if role in (allowed or ()) else {403})


@pytest.mark.parametrize("page", sorted(EXAMPLES))
@pytest.mark.parametrize("role", NARROW)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_another_countys_is_not_there(role: Role, page: str, method: str) -> None:
    answer = getattr(signed_in(account(role, office_for(role, OWN))), method)(address_of(page, OTHER))
    allowed = PAGES[page]
    if role in (allowed or ()):
        assert answer.status_code in {404, 405}
    else:
        assert answer.status_code == (403 if allowed else 404)


def test_a_page_that_stands_in_no_line_opens_for_nobody() -> None:
    assert not any(may_open(PAGES, "nowhere", frozenset({role})) for role in Role)


def test_no_administrators_page_is_a_workers() -> None:
    for page, allowed in PAGES.items():
        if allowed:
            assert allowed <= ADMINISTRATORS or not allowed & ADMINISTRATORS, page
