"""After an import: which decisions the register shows by now, so that the register is asked again (standing.py)."""

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from casework.accounts.database_scope import database_shows_all
from casework.decisions.kinds import Act
from casework.decisions.models import Decision
from casework.decisions.standing import COUNTS
from casework.decisions.transitions import GIVES
from casework.runs.queries import newest_run


def mark_registered() -> int:
    """Mark the decisions that the register of the newest run shows; how many.

    Only of months before the run's: a register that says by chance what is to hold next month has not heard of it. Of
    several decisions on a benefit only the newest counts, so only that is looked for.
    """
    with database_shows_all(), transaction.atomic():
        run = newest_run()
        return 0 if run is None else _mark(run.month, list(GIVES)) + _mark(run.month, [Act.LOWER])


def _mark(month: int, acts: list[Act]) -> int:
    shown = Q(act=Act.LOWER, amount=F("benefit__amount"))
    for act, standing in GIVES.items():
        shown |= Q(act=act, benefit__standing=standing.value)
    waiting = Decision.objects.filter(COUNTS, act__in=acts, held_off=False, registered=None, month__lt=month)
    found = waiting.filter(shown, pk=Subquery(_newest(acts, month)))
    return Decision.objects.filter(pk__in=list(found.values_list("pk", flat=True))).update(registered=month)


def _newest(acts: list[Act], month: int) -> "QuerySet[Decision, int]":
    reaching = Decision.objects.filter(COUNTS, benefit=OuterRef("benefit"), act__in=acts, month__lt=month)
    return reaching.order_by("-month", "-reviewed", "-pk").values_list("pk", flat=True)[:1]
