"""Reads of decisions within a jurisdiction."""

import datetime as dt

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from casework.accounts.jurisdiction import Jurisdiction
from casework.cases.models import Case, Review
from casework.decisions.models import Decision, Deferral, Group, Objection, Recovery, Repayment
from casework.people.models import Benefit, Person
from casework.people.scope import seen_beside

RECENT = dt.timedelta(days=30)
"""How long a returned decision is shown as one to do again."""


def decisions_within(jurisdiction: Jurisdiction) -> QuerySet[Decision]:
    """The decisions that are seen, the latest first."""
    seen = Decision.objects.filter(seen_beside(jurisdiction))
    return seen.select_related("person", "benefit", "handler", "reviewer", "case", "group").order_by("-proposed", "-pk")


def to_review(jurisdiction: Jurisdiction) -> QuerySet[Decision]:
    """Those that wait for a second person, the oldest first; groups are reviewed as one."""
    return decisions_within(jurisdiction).filter(state=Review.PROPOSED, group=None).order_by("proposed", "pk")


def to_redo(jurisdiction: Jurisdiction) -> QuerySet[Decision]:
    """Those that a reviewer returned within RECENT and after which nothing was proposed on the benefit."""
    later = Decision.objects.filter(benefit=OuterRef("benefit"), pk__gt=OuterRef("pk"))
    returned = decisions_within(jurisdiction).filter(state=Review.RETURNED, group=None)
    return returned.filter(~Exists(later), reviewed__gte=timezone.now() - RECENT).order_by("reviewed", "pk")


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


def groups_within(jurisdiction: Jurisdiction) -> QuerySet[Group]:
    """Groups of the offices that are seen, the latest first."""
    seen = Group.objects.filter(jurisdiction.of_columns(office="office"))
    waiting = Count("decisions", filter=Q(decisions__state=Review.PROPOSED))
    approved = Count("decisions", filter=Q(decisions__state=Review.APPROVED))
    told = seen.annotate(made_of=Count("decisions"), waiting=waiting, approved=approved)
    return told.select_related("handler").order_by("-made")


def deferrals_within(jurisdiction: Jurisdiction) -> QuerySet[Deferral]:
    """Deferrals of the offices that are seen, the latest first."""
    seen = Deferral.objects.filter(jurisdiction.of_columns(office="office"))
    return seen.select_related("handler", "reviewer").order_by("-proposed")


def recoveries_within(jurisdiction: Jurisdiction) -> QuerySet[Recovery]:
    """Recoveries that are seen with what came back, the open ones first."""
    seen = Recovery.objects.filter(decision__in=Decision.objects.filter(seen_beside(jurisdiction)))
    came = Repayment.objects.filter(recovery=OuterRef("pk")).order_by().values("recovery")
    repaid = Coalesce(Subquery(came.annotate(sum=Sum("amount")).values("sum")), 0, output_field=BigIntegerField())
    told = seen.annotate(repaid=repaid).annotate(left=F("total") - F("written_off") - F("repaid"))
    open_first = F("closed").desc(nulls_first=True)
    return told.select_related("decision__person", "decision__benefit").order_by(open_first, "pk")


def objections_within(jurisdiction: Jurisdiction) -> QuerySet[Objection]:
    """Objections that are seen, those that wait for an answer first, by the day on which it is due."""
    seen = Objection.objects.filter(decision__in=Decision.objects.filter(seen_beside(jurisdiction)))
    open_first = seen.select_related("decision__person", "taken_by", "answered_by", "outcome")
    return open_first.order_by("result", F("due").asc(nulls_last=True), "pk")
