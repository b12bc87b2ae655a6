"""What the person page shows of decisions: a moment each, and for each benefit the way to decide."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.cases.models import Case, Finding, Found, Matter, Review, Task
from casework.decisions.kinds import Act
from casework.decisions.outstanding import split
from casework.decisions.queries import decisions_of
from casework.decisions.wording import sentence_of
from casework.people.models import Person
from casework.people.sections import Moment, Panel
from zige.kinds import FactKind


def timeline(person: Person) -> Iterator[Moment]:
    """Every decision on the day of its last step."""
    for one in decisions_of(person):
        act = Act(one.act)
        said = [one.benefit_id, sentence_of(act, one, split(one.months)), str(one.get_state_display())]
        yield Moment(
            timezone.localdate(one.reviewed or one.proposed), "decided", _("决"), str(act.label), one.number,
            " · ".join(said), reverse("decisions:decision", args=[one.pk]),
        )  # fmt: skip


def deciding(person: Person) -> Iterator[Panel]:
    """The benefits, each with the page on which it is decided; first what is to be restored today."""
    benefits = list(person.benefits.all())
    if not benefits:
        return
    case = Case.objects.filter(
        person=person, closed=None, matters__task=Task.ALIVE, matters__state=Matter.State.OPEN
    ).first()
    told = {"person": person, "benefits": benefits, "case": case, "proven": case is not None and is_proven(case)}
    yield Panel("decisions/panel.html", told)


def is_proven(case: Case) -> bool:
    """Whether a finding in the case refutes a fact or certifies the person, since they said that they live."""
    proof = Q(found=Found.REFUTED) | Q(found=Found.CONFIRMED, kind=FactKind.CERTIFICATION)
    return Finding.objects.filter(proof, case=case, state=Review.APPROVED).exists()
