"""What the start page shows of runs: whom to see to, how benefits stand, who was certified, the places below."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account, Region
from casework.accounts.roles import Role
from casework.accounts.start import Part, Waiting
from casework.people.masking import masked_name
from casework.people.recorded import LISTED
from casework.runs.figures import Figures, Measure, Place, figures_of, places_below
from casework.runs.models import Flag
from casework.runs.queries import open_flags
from casework.runs.wording import Certified, benefit_kinds
from zige.kinds import Standing
from zige.running.outputs import CHANGES_PAYMENT
from zige.tables import Attention

TO_VERIFY = (Attention.VERIFY, Attention.CONTRADICTION)
TO_SEE = (*TO_VERIFY, Attention.REMIND)
ON_THE_SPOT = frozenset({Role.TOWN, Role.VILLAGE, Role.EMPLOYER})
"""Roles that go to people: their page begins with whom to see."""
AGENCIES = frozenset({Role.CITY_OPERATOR, Role.COUNTY_HANDLER, Role.COUNTY_REVIEWER, Role.INSPECTOR})
FIRST = 12
"""People to see that stand on the page itself."""


class Column(NamedTuple):
    """A column of figures: its heading, what it counts, and the list that a number in it opens."""

    heading: str | Promise
    measure: str
    codes: tuple[str, ...]
    page: str
    asked: dict[str, str]


class Cell(NamedTuple):
    """A number and the address of its list."""

    number: int
    href: str


STANDING = [
    Column(heading, Measure.STANDING, (standing.value,), "runs:benefits", {"standing": standing.value})
    for heading, standing in (
        (_("续发"), Standing.CONTINUE),
        (_("暂停"), Standing.SUSPEND),
        (_("停止"), Standing.STOP),
    )
]
FLAGS = [
    Column(_("核实信号"), Measure.FLAG, ("verify",), "runs:verify", {"code": "verify"}),
    Column(_("相互矛盾"), Measure.FLAG, ("contradiction",), "runs:verify", {"code": "contradiction"}),
    Column(_("待提醒"), Measure.FLAG, ("remind",), "runs:remind", {}),
]
CERTIFIED = [
    Column(one.label, Measure.CERTIFIED, (one.value,), "runs:benefits", {"certified": one.value}) for one in Certified
]
VERIFY = Column(_("待核实"), Measure.FLAG, TO_VERIFY, "runs:verify", {})
REMIND = Column(_("待提醒"), Measure.FLAG, (Attention.REMIND,), "runs:remind", {})
PAYMENT = Column(_("发放变化"), Measure.FLAG, CHANGES_PAYMENT, "runs:payment", {})
BELOW = [*STANDING, VERIFY, REMIND, CERTIFIED[2]]


def figures(request: StaffRequest) -> Iterator[Waiting | Part]:
    """What waits; then people for who goes to them, figures, and the places below."""
    found = figures_of(request.jurisdiction)
    if found is not None:
        yield from _waiting(request, found)
        yield from _parts(request, found)


def _waiting(request: StaffRequest, figures: Figures) -> Iterator[Waiting]:
    """Whom to verify and to remind; for agencies what changes in payment."""
    for column in (VERIFY, REMIND, PAYMENT) if request.roles & AGENCIES else (VERIFY, REMIND):
        yield Waiting(column.heading, figures.total(column.measure, column.codes), reverse(column.page))


def _parts(request: StaffRequest, figures: Figures) -> Iterator[Part]:
    if request.roles & ON_THE_SPOT:
        yield _people_to_see(request)
    yield Part("runs/start_standings.html", _standings(figures))
    yield Part("runs/start_certified.html", _certified(figures))
    below = _below(request, figures)
    if below is not None:
        yield below


def _people_to_see(request: StaffRequest) -> Part:
    """The first of the lists, masked; that they were shown is recorded."""
    found = list(open_flags(request.jurisdiction, TO_SEE)[:FIRST])
    audit.record(request, LISTED, list="start", found=len(found))
    shown: list[tuple[Flag, str]] = [(flag, masked_name(flag.person.name)) for flag in found]
    return Part("runs/start_people.html", {"rows": shown})


def _standings(figures: Figures) -> dict[str, Any]:
    """Benefits by kind: how they stand, and what is to be looked at."""
    columns = [*STANDING, *FLAGS]
    kinds = [(kind, name) for kind, name in benefit_kinds() if kind in figures.kinds]
    rows = [(name, [_cell(figures, column, kind) for column in columns]) for kind, name in kinds]
    total = [_cell(figures, column, "") for column in columns]
    return {"month": figures.run.month, "columns": columns, "rows": rows, "total": total}


def _certified(figures: Figures) -> dict[str, Any]:
    """The month's certifications, and those of the months before."""
    cells = [(column.heading, _cell(figures, column, "")) for column in CERTIFIED]
    columns = [*CERTIFIED[:2], *STANDING[1:]]
    history = [
        (month, [figures.total(column.measure, column.codes, month=month) for column in columns])
        for month in reversed(figures.months)
    ]
    return {"month": figures.run.month, "cells": cells, "columns": columns, "history": history}


def _below(request: StaffRequest, figures: Figures) -> Part | None:
    account = request.user
    assert isinstance(account, Account)
    region = account.office.region
    if not request.jurisdiction.prefix or not region.prefix.startswith(request.jurisdiction.prefix):
        return None
    places = places_below(region, figures.run)
    rows = [(place.region, [_of_place(place, column) for column in BELOW]) for place in places]
    return Part("runs/start_places.html", {"level": _level(places), "columns": BELOW, "rows": rows}) if rows else None


def _level(places: list[Place]) -> str | Promise:
    return Region.Level(places[0].region.level).label if places else ""


def _cell(figures: Figures, column: Column, kind: str) -> Cell:
    count = figures.total(column.measure, column.codes, kind or None)
    return Cell(count, _address(column, {"kind": kind} if kind else {}))


def _of_place(place: Place, column: Column) -> Cell:
    return Cell(place.total(column.measure, column.codes), _address(column, {"region": place.region.prefix}))


def _address(column: Column, narrowed: dict[str, str]) -> str:
    asked = column.asked | narrowed
    return f"{reverse(column.page)}?{urlencode(asked)}" if asked else reverse(column.page)
