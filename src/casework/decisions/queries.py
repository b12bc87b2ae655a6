"""Reads of decisions within a jurisdiction."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from casework.accounts.jurisdiction import Jurisdiction
from casework.cases.models import Case, Review
from casework.decisions.models import Decision
from casework.people.models import Benefit, Person
from casework.people.scope import seen_beside


def decisions_within(jurisdiction: Jurisdiction) -> QuerySet[Decision]:
    """The decisions that are seen, the latest first."""
    seen = Decision.objects.filter(seen_beside(jurisdiction))
    return seen.select_related("person", "benefit", "handler", "reviewer").order_by("-proposed", "-pk")


def to_review(jurisdiction: Jurisdiction) -> QuerySet[Decision]:
    """Those that wait for a second person, the oldest first; groups are reviewed as one."""
    return decisions_within(jurisdiction).filter(state=Review.PROPOSED, group=None).order_by("proposed", "pk")


def neighbours(found: QuerySet[Decision], decision: Decision) -> tuple[int | None, int | None]:
    """The ones before and after a decision among those to review."""
    before = found.filter(Q(proposed__lt=decision.proposed) | Q(proposed=decision.proposed, pk__lt=decision.pk))
    after = found.filter(Q(proposed__gt=decision.proposed) | Q(proposed=decision.proposed, pk__gt=decision.pk))
    return (
        before.order_by("-proposed", "-pk").values_list("pk", flat=True).first(),
        after.order_by("proposed", "pk").values_list("pk", flat=True).first(),
    )


def decisions_of(person: Person) -> QuerySet[Decision]:
    """Every decision about somebody."""
    return Decision.objects.filter(person=person).select_related("benefit", "handler", "reviewer").order_by("-proposed")


def benefit_of(person: Person, benefit_id: str) -> Benefit:
    """A benefit of somebody. Raises Benefit.DoesNotExist for another's."""
    return Benefit.objects.select_related("person").get(pk=benefit_id, person=person)


def waiting() -> QuerySet[Case]:
    """Open cases in which a decision waits for review: they do not close by themselves."""
    proposed = Decision.objects.filter(person=OuterRef("person"), state=Review.PROPOSED)
    return Case.objects.filter(Exists(proposed), closed=None)
