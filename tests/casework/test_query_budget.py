"""How many queries each page may ask, and that twelve rows ask no more than two."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from crowd import addresses, crowd, desks
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from page_examples import EXAMPLES, FROM_HOME, PERSONAL
from staff import TOLD, signed_in

from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.config.pages import PAGES

pytestmark = pytest.mark.django_db
USUAL = 16
"""The most queries of a page that is not named below; on PostgreSQL beside those that tell it what it may show."""
MORE = {"accounts:home": 20, "cases:case": 22, "cases:matter": 24, "people:person": 34}
"""Pages that put more beside each other, each with its most."""
TOLD_TWICE = {"cases:case", "cases:matter"}
"""On PostgreSQL these also ask which offices a case may go to, whether they are seen or not."""
BEYOND = FROM_HOME | PERSONAL.keys()
"""Pages whose budget their own tests have: they are worked out from a home, or show what is one's own."""

DESK = {"exchange:batches", "exchange:lists", "exchange:months", "exchange:works"}
NOT_CROWDED = {"jobs:list", "runs:benefits", *DESK}
"""Lists of what only a worker, an import or a delivery makes: here they are asked empty."""
FIRST = (Role.COUNTY_REVIEWER, Role.COUNTY_HANDLER, *Role)
"""Who opens a page here is the first of these who may: who sees most of the county's work."""


class Asked(NamedTuple):
    """What a page asked of the database, and how many rows its list had, if it is one."""

    queries: int
    rows: int | None


@pytest.fixture
def pages() -> dict[str, tuple[Asked, Asked]]:
    """Each page with two rows of everything and with twelve, as the first role sees it that may open it."""
    named, staff = addresses(), desks()
    crowd(1, 2)
    few = dict(_asked(named, staff))
    crowd(*range(3, 13))
    many = dict(_asked(named, staff))
    return {page: (few[page], many[page]) for page in few}


def _asked(named: dict[str, dict[str, Any]], staff: dict[Role, Account]) -> Iterator[tuple[str, Asked]]:
    for page in sorted(PAGES.keys() - BEYOND):
        address = reverse(page, kwargs=named[page] if page in EXAMPLES else {})
        browser = signed_in(staff[next(role for role in FIRST if not PAGES[page] or role in PAGES[page])])
        with transaction.atomic():
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                answer = browser.get(address)
            transaction.set_rollback(True)
        listing = (answer.context or {}).get("listing")
        yield page, Asked(len(queries), None if listing is None else listing.count)


def _most(page: str) -> int:
    return MORE.get(page, USUAL) + TOLD * (2 if page in TOLD_TWICE else 1)


def test_every_page_keeps_to_its_budget_and_asks_no_more_for_more_rows(pages: dict[str, tuple[Asked, Asked]]) -> None:
    over = {page: many.queries for page, (_, many) in pages.items() if many.queries > _most(page)}
    grown = {page: told for page, told in pages.items() if told[1].queries > told[0].queries}
    lists = {page: (few.rows, many.rows) for page, (few, many) in pages.items() if few.rows is not None}
    empty = {page for page, (few, many) in lists.items() if not few < many}  # type: ignore[operator]
    assert (over, grown, empty - NOT_CROWDED) == ({}, {}, set())


def test_every_page_named_is_a_page() -> None:
    assert MORE.keys() <= PAGES.keys() - BEYOND
