"""Offices that report monthly, for tests: a village, its town, its county, an employer; a day on which they do."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.utils import timezone
from staff import account, office

from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.people.models import NUMBER, Benefit, Person
from casework.reports.acts.accept import accept
from casework.reports.acts.begin import begin
from casework.reports.acts.countersign import countersign
from casework.reports.acts.lines import Happened, Papers, add_line, from_register, set_papers
from casework.reports.acts.sign import sign
from casework.reports.models import Line, Report
from casework.reports.situations import situations
from casework.vault import blind
from identity.people import number

OCTOBER = 2026 * 12 + 9
"""The month that is to be reported on the day of these tests."""
TODAY, DUE, OVERDUE = dt.date(2026, 11, 5), dt.date(2026, 11, 10), dt.date(2026, 11, 11)
DIED = Happened("death", dt.date(2026, 10, 12))
VILLAGE, SECOND, TOWN = "511102001001", "511102001002", "511102001"


def on(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    """Let it be a day."""
    real: Callable[..., dt.date] = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: real(value, zone) if value else day)


def let_jobs_wait(settings: LazySettings) -> None:
    """Jobs wait in the database, as in service, until a test does them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


class Desks:
    """Somebody at every desk that a report passes."""

    def __init__(self) -> None:
        self.village = account(Role.VILLAGE, office("village", VILLAGE), "village")
        self.second = account(Role.VILLAGE, office("village", SECOND), "second")
        self.town = account(Role.TOWN, office("town", TOWN), "town")
        self.handler = account(Role.COUNTY_HANDLER, office("agency", "511102"), "handler")
        self.reviewer = account(Role.COUNTY_REVIEWER, office("agency", "511102"), "reviewer")
        self.employer = account(Role.EMPLOYER, office("employer", "511102", "E1"), "employer")
        self.bureau = account(Role.SUPERVISING_BODY, office("supervising_body", "511102"), "bureau")
        self.employer.office.under = self.bureau.office
        self.employer.office.save()


def resident(sequence: int = 1, region: str = VILLAGE, employer: str = "", name: str = "张桂芳") -> Person:
    """Somebody who lives in a place and draws a pension, perhaps an employer's."""
    written = number("511102", "19500305", sequence)
    (index,) = blind([written], NUMBER)
    person = Person.objects.create(
        number=sequence,
        name=name,
        region=region,
        birth_date=dt.date(1950, 3, 5),
        id_number=written,
        id_number_blind=index,
    )
    drawn = {"kind": "pension.enterprise", "amount": 300_000, "office": region[:6], "listed": True}
    Benefit.objects.create(benefit_id=f"B00{sequence}", person=person, employer=employer, **drawn)
    return person


def fresh(report: Report) -> Report:
    """As the database has it."""
    return Report.objects.get(pk=report.pk)


def begun(by: Account, month: int = OCTOBER) -> Report:
    return begin(by, month)


def with_line(by: Account, person: Person, what: Happened = DIED, month: int = OCTOBER) -> Line:
    """A line with a paper in the account's report."""
    report = begun(by, month)
    line = add_line(by, report, fresh(report).version, from_register(person), what)
    paper = next(iter(situations(report.dataset)[what.situation].papers))
    set_papers(by, line, fresh(report).version, Papers([paper], "村委会档案柜", ""))
    return line


def signed(by: Account, month: int = OCTOBER) -> Report:
    """The account's report, signed as it stands."""
    report = begun(by, month)
    sign(by, report, fresh(report).version)
    return fresh(report)


def countersigned(desks: Desks, *reports: Report) -> None:
    """By the town, which has signed its own."""
    signed(desks.town)
    countersign(desks.town, OCTOBER, {report.pk: fresh(report).version for report in reports})


def accepted(desks: Desks, report: Report) -> Report:
    accept(desks.handler, report, fresh(report).version)
    return fresh(report)
