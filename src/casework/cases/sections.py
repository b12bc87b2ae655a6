"""What the person page shows of cases: the open one with what it asks, and every step on the timeline."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from casework.cases.models import Case, Matter, Step
from casework.cases.wording import matter_in_words, step_in_words
from casework.people.models import Person
from casework.people.sections import Moment, Panel

ADVERSE = (Step.Act.FOUND, Step.Act.AGREED)


def cases(person: Person) -> Iterator[Panel]:
    """The open case: where it is, who has it, by when, and what is asked; without one the way to open it."""
    case = Case.objects.filter(person=person, closed=None).select_related("at", "handler").first()
    if case is None:
        yield Panel("cases/panel.html", {"person": person})
        return
    matters = Matter.objects.filter(case=case, state=Matter.State.OPEN).order_by("due", "pk")
    told = [(matter_in_words(matter), matter.due) for matter in matters]
    late = case.due is not None and case.due < timezone.localdate()
    yield Panel("cases/panel.html", {"person": person, "case": case, "matters": told, "late": late})


def timeline(person: Person) -> Iterable[Moment]:
    """Every step of every case."""
    steps = Step.objects.filter(case__person=person).select_related("case", "by", "office", "to", "matter")
    return [moment_of(step) for step in steps.order_by("at", "pk")]


def moment_of(step: Step) -> Moment:
    """A step as a timeline shows it."""
    source = " ".join(filter(None, [step.office.name if step.office else "", step.by.name if step.by else ""]))
    return Moment(
        timezone.localdate(step.at),
        "adverse" if step.act in ADVERSE else "case",
        _("核"),
        step.get_act_display(),
        source or _("系统"),
        " · ".join(filter(None, [step.case.number, *step_in_words(step)])),
    )
