"""Who is not written to: somebody of whom a death is told, verified or not, unless it was refuted or cleared."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from casework.cases.models import Finding, Found, Matter, Review
from casework.runs.models import Signal
from zige.kinds import FactKind, Outcome, Status

DEATHS = (FactKind.DEATH, FactKind.DECLARED_DEAD)
SAID_DEAD = "said-dead-"
"""How the key of a case's matter begins that was opened because neighbours or the family said so."""


def told_dead(person: str = "pk") -> Q:
    """The condition on rows whose column `person` names people: a department, an office or a neighbour says so."""
    return Q(Exists(_signals(person))) | Q(Exists(_findings(person))) | Q(Exists(_said(person)))


def _signals(person: str) -> QuerySet[Signal]:
    counts = Q(status__in=[Status.PENDING, Status.CONFIRMED]) & ~Q(outcome=Outcome.CLEARED)
    return Signal.objects.filter(counts, person=OuterRef(person), kind__in=DEATHS, closed=None)


def _findings(person: str) -> QuerySet[Finding]:
    """What an office has found and the next run has not heard of yet."""
    found = Finding.objects.filter(person=OuterRef(person), kind__in=DEATHS, found=Found.CONFIRMED, undone_by=None)
    return found.filter(state=Review.APPROVED).exclude(outcome=Outcome.CLEARED)


def _said(person: str) -> QuerySet[Matter]:
    """What was said at a reminder and is not verified yet."""
    return Matter.objects.filter(case__person=OuterRef(person), key__startswith=SAID_DEAD, state=Matter.State.OPEN)
