"""How each benefit stands in payment in a month, and at what amount: what the payment list of the month is made of.

The register says how a benefit stood when its roster was delivered; an approved decision says how it stands from its
month on, until the register of a later run shows the same (`casework.decisions.registering`). One that an objection has
held off gives what was in payment before it; one that was replaced gives nothing.
"""

from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    Field,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from casework.cases.models import Review
from casework.decisions.kinds import Act
from casework.decisions.models import Decision
from casework.decisions.transitions import GIVES
from casework.people.models import Benefit
from zige.kinds import Standing

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Payment(TypedDict):
    """What `in_payment` adds to a benefit."""

    paid_standing: str
    paid_amount: int | None
    decided: int | None


LATE = 1
"""By how many months a list may tell a sum later than its decision says: one approved after its list had gone out."""

COUNTS = Q(state=Review.APPROVED, replaced_by=None)
"""Decisions that are in force, or would be were they not held off."""


def in_payment(month: int, office: str = "") -> "QuerySet[WithAnnotations[Benefit, Payment]]":
    """The benefits begun by `month`, of an office or of all, with three columns more.

    `paid_standing`  continue, suspend or stop; a benefit of which nobody says anything goes on
    `paid_amount`    whole fen a month; None where neither the register nor a decision says it
    `decided`        the number (pk) of the decision that says how it stands, None where the register does
    """
    begun = Benefit.objects.filter(Q(first_month=None) | Q(first_month__lte=month), listed=True)
    return _with_payment(begun.filter(office=office) if office else begun, month)


def _with_payment(benefits: QuerySet[Benefit], month: int) -> "QuerySet[WithAnnotations[Benefit, Payment]]":
    stands = _newest(month, list(GIVES)).annotate(gives=_standing())
    lowered = _newest(month, [Act.LOWER]).annotate(gives=_amount())
    return benefits.annotate(
        decided=Subquery(stands.annotate(by=_unless_registered(F("pk"), IntegerField())).values("by")[:1]),
        paid_standing=Coalesce(
            Subquery(stands.values("gives")[:1], output_field=CharField()),
            Case(When(standing="", then=Value(Standing.CONTINUE.value)), default=F("standing")),
        ),
        paid_amount=Coalesce(Subquery(lowered.values("gives")[:1], output_field=BigIntegerField()), F("amount")),
    )


def standing_of(benefit: Benefit, month: int) -> Standing:
    """How one benefit stands in payment in a month."""
    return _one(benefit, month)[0]


def amount_of(benefit: Benefit, month: int) -> int | None:
    """What is paid of one benefit in a month in which it goes on, in fen."""
    return _one(benefit, month)[1]


def sums_paid_back(month: int, office: str = "") -> QuerySet[Decision]:
    """The decisions whose sum (`amount`, fen) is paid in the list of `month`, beside what the month itself gives.

    They are those of the month, and those of the month before whose list had gone out when they were approved; the list
    leaves out what was told already.

    Nothing of a lowered benefit is such a sum, and what is recovered is not paid but asked for.
    """
    once = Decision.objects.filter(
        COUNTS, held_off=False, month__range=(month - LATE, month), act__in=[Act.RESUME, Act.PAY_BACK], amount__gt=0
    )
    return once.filter(office=office) if office else once


def _one(benefit: Benefit, month: int) -> tuple[Standing, int | None]:
    found: Any = _with_payment(Benefit.objects.filter(pk=benefit.pk), month)
    standing, amount = found.values_list("paid_standing", "paid_amount").get()
    return Standing(standing), amount


def _newest(month: int, acts: list[Act]) -> QuerySet[Decision]:
    """The decisions of one benefit that reach the month, the one that counts first."""
    reaching = Decision.objects.filter(COUNTS, benefit=OuterRef("pk"), act__in=acts, month__lte=month)
    return reaching.order_by("-month", "-reviewed", "-pk")


def _standing() -> Case:
    given = [When(act=act, then=Value(standing.value)) for act, standing in GIVES.items()]
    return Case(
        When(held_off=True, then=F("before")), When(registered__isnull=False, then=Value(None)), *given,
        output_field=CharField(),
    )  # fmt: skip


def _amount() -> Case:
    return _unless_registered(F("amount"), BigIntegerField(), F("amount_before"))


def _unless_registered(value: F, output: "Field[Any, Any]", held_off: F | None = None) -> Case:
    """The value, unless the register shows it by now; another where an objection holds the decision off."""
    return Case(
        When(held_off=True, then=held_off or value), When(registered__isnull=False, then=Value(None)), default=value,
        output_field=output,
    )  # fmt: skip
