"""Reads of payment lists, within a jurisdiction."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, Count, F, Q, QuerySet, Sum

from casework.accounts.jurisdiction import Jurisdiction
from casework.cases.models import Review
from casework.payments.forms import DifferenceFilters, LineFilters
from casework.payments.models import Difference, Line, Mismatch, PaymentList


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


def lines_asked(drawn: PaymentList, form: LineFilters) -> QuerySet[Line]:
    """The lines that the filters leave."""
    chosen = form.cleaned_data if form.is_valid() else {}
    return lines_of(drawn).filter(**{name: value for name, value in chosen.items() if value})


def differences_asked(drawn: PaymentList, form: DifferenceFilters) -> QuerySet[Difference]:
    """The differences that the filters leave."""
    chosen, rows = form.cleaned_data if form.is_valid() else {}, differences_of(drawn)
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    if chosen.get("explained"):
        rows = rows.filter(reason="") if chosen["explained"] == "no" else rows.exclude(reason="")
    return rows


def mismatches_of(drawn: PaymentList) -> QuerySet[Mismatch]:
    """What was paid otherwise, with its people."""
    return drawn.mismatches.select_related("person")


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


@dataclass(frozen=True)
class Sums:
    """An approved list without its people, in fen: what is paid once and what is set off, and of the `differing`
    benefits that were paid otherwise than due what was too much and too little; None where nothing was compared.
    """

    drawn: PaymentList
    lines: int
    rejected: int
    back_pay: int
    set_off: int
    differing: int | None
    too_much: int
    too_little: int


def sums_within(prefix: str, most: int) -> list[Sums]:
    """Of the agencies whose code begins so, the newest lists first."""
    approved = PaymentList.objects.filter(state=Review.APPROVED, office__startswith=prefix)
    lists = list(approved.order_by("-month", "office", "-pk")[:most])
    lines = _added_up(
        Line.objects.filter(list__in=lists), lines=Count("pk"), rejected=Count("pk", filter=Q(answer="rejected")),
        back_pay=Sum("once", filter=Q(once__gt=0)), set_off=Sum("once", filter=Q(once__lt=0)),
    )  # fmt: skip
    paid = _added_up(
        Mismatch.objects.filter(list__in=lists), differing=Count("pk"),
        too_much=Sum(F("paid") - F("due"), filter=Q(paid__gt=F("due"))),
        too_little=Sum(F("due") - F("paid"), filter=Q(paid__lt=F("due"))),
    )  # fmt: skip
    return [_sums(one, lines.get(one.pk, {}), paid.get(one.pk, {})) for one in lists]


def _added_up(rows: "QuerySet[Any]", **sums: Aggregate) -> dict[int, dict[str, int]]:
    found = rows.order_by().values("list").annotate(**sums)
    return {row.pop("list"): {name: value or 0 for name, value in row.items()} for row in found}


def _sums(drawn: PaymentList, lines: dict[str, int], paid: dict[str, int]) -> Sums:
    told = dict.fromkeys(("lines", "rejected", "back_pay", "set_off", "too_much", "too_little"), 0)
    compared = {"differing": 0 if drawn.compared else None}
    return Sums(drawn, **(told | compared | lines | paid))  # type: ignore[arg-type]
