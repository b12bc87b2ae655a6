"""Whole pages of a full database, as people who work in each kind of office open them: what a request takes.

Each page is asked of the program itself, from the address to the last byte, without a server and a network between.
"""

import statistics
from collections.abc import Iterator
from typing import Any

from benchmarks.casework.population import COUNTIES, TOWNS, VILLAGES
from benchmarks.casework.timing import timed

TIMES = 9
PERSON = 2
"""Somebody of whom a record is to be verified, there in a population of any size."""
START, SEARCH, REMIND, CASES = "/", "/people/?text=王桂芳", "/runs/lists/remind", "/cases/"
"""What each of them opens; beside it the person and the case of one."""


def opened_cases() -> dict[str, float]:
    """What the last run asks becomes cases: how many, and the seconds."""
    from casework.accounts.database_scope import database_shows_all
    from casework.cases.models import Case
    from casework.cases.opening.after_run import cases_after_run
    from casework.runs.models import Run

    make_offices()
    with database_shows_all():
        run = Run.objects.latest("month")
    seconds = timed(lambda: cases_after_run(run)) / 1000
    with database_shows_all():
        return {"seconds": seconds, "cases": Case.objects.count()}


def make_offices() -> None:
    """The city, its counties, and the towns and villages in which the people of the register live."""
    from casework.accounts.offices.regions import import_regions
    from casework.accounts.offices.table import Line

    rows = [("511100", "乐山市", "city", "")]
    for county in COUNTIES:
        rows.append((county, f"{county}区", "county", "511100"))
        for town in range(1, TOWNS + 1):
            code = f"{county}{town:03d}"
            rows.append((code, f"{code}镇", "town", county))
            villages = (f"{code}{village:03d}" for village in range(1, VILLAGES + 1))
            rows += [(village, f"{village}村", "village", code) for village in villages]
    columns = ("code", "name", "level", "parent")
    import_regions(Line("regions", at, dict(zip(columns, row, strict=True))) for at, row in enumerate(rows, 1))


def pages() -> list[dict[str, Any]]:
    """Median and worst of each page by each of them, in milliseconds, with its size in bytes."""
    return [_measured(who, browser, page, address) for who, browser, page, address in _visits()]


def _visits() -> Iterator[tuple[str, Any, str, str]]:
    from casework.accounts.database_scope import database_shows_all
    from casework.accounts.roles import OfficeKind, Role
    from casework.cases.models import Case

    with database_shows_all():
        case = Case.objects.select_related("person").get(person__number=PERSON)
    place = case.person.region
    desks = (
        ("city operator", Role.CITY_OPERATOR, OfficeKind.AGENCY, "511100"),
        ("county handler", Role.COUNTY_HANDLER, OfficeKind.AGENCY, place[:6]),
        ("town", Role.TOWN, OfficeKind.TOWN, place[:9]),
        ("village", Role.VILLAGE, OfficeKind.VILLAGE, place),
    )
    named = {
        "start page": START,
        "search by name": SEARCH,
        "list of whom to remind": REMIND,
        "list of cases": CASES,
        "a person": f"/people/{case.person_id}",
    }
    for who, role, kind, number in desks:
        browser = _signed_in(who, role, kind, number)
        for page, address in named.items():
            yield who, browser, page, address
        if role == Role.COUNTY_HANDLER:
            yield who, browser, "a case", f"/cases/{case.pk}"


def _signed_in(who: str, role: str, kind: str, number: str) -> Any:
    from django.test import Client
    from django.utils import timezone

    from casework.accounts.database_scope import database_shows_all
    from casework.accounts.models import Account, Assignment, Office
    from casework.accounts.signing_in.completing import BACKEND

    with database_shows_all():
        office = Office.objects.get(kind=kind, number=number)
        account = Account.objects.create_user(role, "four plain words here", name=who, office=office)
        Assignment.objects.create(account=account, role=role, since=timezone.localdate())
    browser = Client(headers={"host": "localhost"})
    browser.force_login(account, backend=BACKEND)
    return browser


def _measured(who: str, browser: Any, page: str, address: str) -> dict[str, Any]:
    answer = browser.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{who}: {address} answered {answer.status_code}")
    costs = [timed(lambda: browser.get(address)) for _ in range(TIMES)]
    return {
        "who": who,
        "page": page,
        "median": statistics.median(costs),
        "worst": max(costs),
        "bytes": len(answer.content),
    }
