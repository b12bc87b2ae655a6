"""Reads of payment lists, within a jurisdiction."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from casework.accounts.jurisdiction import Jurisdiction
from casework.payments.models import Difference, Line, PaymentList


def lists_within(jurisdiction: Jurisdiction) -> QuerySet[PaymentList]:
    """The lists of the agencies that are seen, the newest first; of a town or village there is none."""
    return PaymentList.objects.filter(jurisdiction.of_columns(office="office")).order_by("-month", "office", "-pk")


def with_counts(lists: QuerySet[PaymentList]) -> QuerySet[PaymentList]:
    """Each list with `lines_count`, `rejected_count`."""
    return lists.annotate(
        lines_count=Count("lines"), rejected_count=Count("lines", filter=Q(lines__answer=Line.Answer.REJECTED))
    )


def lines_of(drawn: PaymentList) -> QuerySet[Line]:
    """The lines in order, with what the file says of each."""
    return drawn.lines.select_related("list", "benefit", "person", "decision").order_by("position")


def differences_of(drawn: PaymentList) -> QuerySet[Difference]:
    """The differences with their people, those without a reason first."""
    return drawn.differences.select_related("person", "by").order_by("reason", "kind", "benefit")


@dataclass(frozen=True)
class Total:
    """The lines of a kind: how many, and what they add up to in fen where they are sums paid once."""

    kind: str
    count: int
    once: int


def totals_of(drawn: PaymentList) -> list[Total]:
    """By kind, in the order of the kinds; a kind without lines is not there."""
    found = {
        row["kind"]: Total(str(Line.Kind(row["kind"]).label), row["count"], row["once"])
        for row in drawn.lines.values("kind").order_by().annotate(count=Count("pk"), once=Sum("once"))
    }
    return [found[kind] for kind in Line.Kind.values if kind in found]
