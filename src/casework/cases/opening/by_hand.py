"""Act: somebody opens a case, or adds to the one that is open: a report, a declaration, a tip, an objection.

The same question twice is one question: a second click finds what the first made.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from casework import audit
from casework.accounts.models import Account, Office
from casework.accounts.numbering import Series, next_number
from casework.cases.calendar import working_days
from casework.cases.closing import set_due
from casework.cases.kin import check_no_kin
from casework.cases.locking import hold_for_act
from casework.cases.models import Case, Matter, Origin, Step, Task
from casework.cases.opening.agency import agency_of
from casework.cases.recorded import OPENED, subject_of
from casework.cases.routing import Offices, Rule, Subject, routes
from casework.cases.routing.rules import age_on
from casework.people.models import Benefit, Person


@dataclass(frozen=True)
class Opening:
    """What is to be found out: `key` is what it is about, else the day and who asks; `text` in the asker's words."""

    task: Task
    origin: Origin
    text: str = ""
    key: str = ""
    kind: str = ""
    ground: str = ""
    benefit_id: str = ""


@transaction.atomic
def open_case(by: Account, person: Person, opening: Opening, *, record: str = OPENED, asked_at: str = "") -> Case:
    """The person's open case with the matter in it. Raises ActRefused for kin and where no offices are there.

    `asked_at` is the place of an office of elsewhere that shall see the case too.
    """
    hold_for_act()
    check_no_kin(by, person.pk)
    Person.objects.select_for_update().get(pk=person.pk)
    benefit = _benefit(person, opening.benefit_id)
    rule = routes().of(_subject(person, benefit, opening))
    case = Case.objects.select_for_update().filter(person=person, closed=None).first()
    if case is None:
        case = _new(by, person, benefit, opening, rule)
    key = opening.key or f"{opening.origin}-{timezone.localdate():%Y%m%d}-{by.pk}"
    matter, made = Matter.objects.get_or_create(case=case, task=opening.task, key=key, defaults=_matter(opening, rule))
    if made or matter.state == Matter.State.FALLEN:
        _ask(by, case, matter, opening, rule, asked_at)
        audit.record(by, record, subject_of(case), task=str(opening.task), origin=str(opening.origin))
    return Case.objects.get(pk=case.pk)


def _benefit(person: Person, benefit_id: str) -> Benefit | None:
    held = Benefit.objects.filter(person=person).order_by("-listed", "pk")
    return held.filter(pk=benefit_id).first() if benefit_id else held.first()


def _subject(person: Person, benefit: Benefit | None, opening: Opening) -> Subject:
    return Subject(
        opening.task,
        opening.kind,
        opening.ground,
        benefit.kind if benefit else "",
        person.residence,
        person.mobility,
        age_on(timezone.localdate(), person.birth_date),
    )


def _new(by: Account, person: Person, benefit: Benefit | None, opening: Opening, rule: Rule) -> Case:
    office = agency_of(benefit, person.region)
    employer = benefit.employer if benefit else ""
    number = next_number(Series.CASE, office)
    at = Office.objects.get(pk=Offices.all().first(rule.first, person.region, office, employer))
    case = Case.objects.create(
        number=number,
        person=person,
        region=person.region,
        office=office,
        employer=employer,
        origin=opening.origin,
        at=at,
        opened=timezone.now(),
        opened_by=by,
    )
    Step.objects.create(case=case, at=case.opened, act=Step.Act.OPENED, by=by, office=by.office, to=at)
    return case


def _matter(opening: Opening, rule: Rule) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "benefit_id": opening.benefit_id,
        "ground": opening.ground,
        "origin": opening.origin,
        "opened": today,
        "due": working_days().after(today, rule.days),
    }


def _ask(by: Account, case: Case, matter: Matter, opening: Opening, rule: Rule, asked_at: str) -> None:
    """The matter is open, the case says so and is as urgent as it."""
    Matter.objects.filter(pk=matter.pk).update(state=Matter.State.OPEN, ended=None, **_matter(opening, rule))
    Step.objects.create(
        case=case, at=timezone.now(), act=Step.Act.ADDED, by=by, office=by.office, matter=matter, text=opening.text
    )
    case.urgent, case.asked_at = case.urgent or rule.urgent, asked_at or case.asked_at
    case.version += 1
    case.save(update_fields=["urgent", "asked_at", "version"])
    set_due([case.pk])
