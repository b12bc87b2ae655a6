"""What the person page shows of decisions: a moment each, and for each benefit the way to decide."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.decisions.kinds import Act
from casework.decisions.outstanding import split
from casework.decisions.queries import decisions_of
from casework.decisions.wording import sentence_of
from casework.people.models import Person
from casework.people.sections import Moment, Panel


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
    """The benefits, each with the page on which it is decided."""
    benefits = list(person.benefits.all())
    if benefits:
        yield Panel("decisions/panel.html", {"person": person, "benefits": benefits})
