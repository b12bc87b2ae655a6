"""An office writes down who should no longer be paid, changes what it wrote, or takes somebody out again."""

import datetime as dt
from typing import NamedTuple

import polars as pl
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.audit import record
from casework.people.models import NUMBER as REGISTERED
from casework.people.models import Person
from casework.reports.acts.taking import move, take
from casework.reports.calendar import today
from casework.reports.models import Line, Report
from casework.reports.recorded import LINE_ADDED, LINE_CHANGED, LINE_REMOVED, subject_of
from casework.reports.situations import DUPLICATE, situations
from casework.reports.states import Act, State
from casework.vault import blind
from zige.exchange.numbers import normalised, state_of
from zige.law.months import last_day

NO_NUMBER = _("证件号码不对：请对照证件再输一遍，18 位，最后一位可能是 X。")
NUMBER_MISSING = _("登记里没有此人的证件号码；请用“名单里没有”，按证件填写。")
TWICE = _("这份月报里已有此人的这一情形；请修改原来的那一行。")
NOT_YET = _("日期还没有到；请填实际发生的日期。")
NEXT_MONTH = _("这一天在月报的月份之后；请写进那个月的月报。")
BEFORE_BIRTH = _("这一天早于此人的出生日期；请核对。")
UNKNOWN = _("没有这种情形；请重新选择。")
UNKNOWN_PAPER = _("这种情形没有这种材料；请重新勾选。")
WHICH_BENEFIT = _("重复领取要写明是哪一项待遇。")
NOT_OF_PERSON = _("此人没有这项待遇；请重新选择。")


class Named(NamedTuple):
    """Whom a line is about: as the register has them (`person`), or as a document says."""

    name: str
    id_number: str
    person: Person | None = None


class Happened(NamedTuple):
    """What is reported of somebody."""

    situation: str
    day: dt.date
    benefit_id: str = ""


class Papers(NamedTuple):
    """Which papers there are, where they are kept, and what else is to be said."""

    there: list[str]
    kept: str
    remarks: str


def from_register(person: Person) -> Named:
    """Somebody of the register, by the name and number that it has. Raises ActRefused where it has no number."""
    if not person.id_number:
        raise ActRefused(NUMBER_MISSING)
    return Named(str(person.name), str(person.id_number), person)


def from_document(name: str, number: str) -> Named:
    """Somebody who is not in the register, by name and number. Raises ActRefused for a number that is none."""
    written = normalised(pl.Series([number], dtype=pl.String))
    if state_of(written, today()).item() is not None:
        raise ActRefused(NO_NUMBER)
    return Named(name.strip(), str(written.item()))


@transaction.atomic
def add_line(by: Account, report: Report, version: int, who: Named, what: Happened) -> Line:
    """A new line; its papers are asked for next. Raises ActRefused."""
    held, _way = take(by, report, version, Act.EDIT)
    check(held, who.person, what)
    (index,) = blind([who.id_number], REGISTERED)
    line = Line(
        report=held, person=who.person, name=who.name, id_number=who.id_number, number_blind=index, **what._asdict()
    )
    _check_once(held, line)
    line.save()
    move(held, State(held.state))
    record(by, LINE_ADDED, subject_of(held), line=line.pk, person=line.person_id, situation=line.situation)
    return line


@transaction.atomic
def change_line(by: Account, line: Line, version: int, what: Happened) -> None:
    """What happened, and when. Raises ActRefused."""
    held, _way = take(by, line.report, version, Act.EDIT)
    check(held, line.person, what)
    if line.situation != what.situation:
        line.papers = []
    line.situation, line.day, line.benefit_id = what
    _check_once(held, line)
    line.save(update_fields=["situation", "day", "benefit_id", "papers"])
    move(held, State(held.state))
    record(by, LINE_CHANGED, subject_of(held), line=line.pk, situation=line.situation)


@transaction.atomic
def set_papers(by: Account, line: Line, version: int, papers: Papers) -> None:
    """Which papers are there. Raises ActRefused."""
    held, _way = take(by, line.report, version, Act.EDIT)
    if not set(papers.there) <= situations(held.dataset)[line.situation].papers.keys():
        raise ActRefused(UNKNOWN_PAPER)
    line.papers, line.kept, line.remarks = papers
    line.save(update_fields=["papers", "kept", "remarks"])
    move(held, State(held.state))
    record(by, LINE_CHANGED, subject_of(held), line=line.pk, papers=line.papers)


@transaction.atomic
def remove_line(by: Account, line: Line, version: int) -> None:
    """Out of a report that is not signed; what was signed before stays in the history. Raises ActRefused."""
    held, _way = take(by, line.report, version, Act.EDIT)
    number = line.pk
    line.delete()
    move(held, State(held.state))
    record(by, LINE_REMOVED, subject_of(held), line=number, person=line.person_id)


def check(report: Report, person: Person | None, what: Happened) -> None:
    """Raises ActRefused where somebody cannot be reported so."""
    if what.situation not in situations(report.dataset):
        raise ActRefused(UNKNOWN)
    check_day(report, person, what.day)
    if what.situation == DUPLICATE:
        _check_benefit(person, what.benefit_id)


def check_day(report: Report, person: Person | None, day: dt.date) -> None:
    """Raises ActRefused where a day cannot be the one on which it happened, or belongs to a later report."""
    if day > today():
        raise ActRefused(NOT_YET)
    if day > last_day(report.month):
        raise ActRefused(NEXT_MONTH)
    if person is not None and person.birth_date is not None and day < person.birth_date:
        raise ActRefused(BEFORE_BIRTH)


def _check_benefit(person: Person | None, benefit_id: str) -> None:
    if person is None or not benefit_id:
        raise ActRefused(WHICH_BENEFIT)
    if not person.benefits.filter(pk=benefit_id).exists():
        raise ActRefused(NOT_OF_PERSON)


def _check_once(report: Report, line: Line) -> None:
    same = report.lines.filter(number_blind=line.number_blind, situation=line.situation).exclude(pk=line.pk)
    if same.exists():
        raise ActRefused(TWICE)
