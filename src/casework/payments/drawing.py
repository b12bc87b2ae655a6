"""What a list is made of: what is in payment by decision and has not been told, sums due once, set-offs, differences.

The core system goes on paying what it was told last. So a line is drawn where an approved decision says otherwise than
the register, unless the newest line about that benefit says it already; what was rejected is told again.
"""

from collections.abc import Iterator
from itertools import chain

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from casework.cases.models import Review
from casework.decisions.models import Act, Decision
from casework.decisions.set_off import set_offs
from casework.decisions.standing import in_payment, sums_paid_back
from casework.payments.models import Difference, Line, PaymentList
from casework.people.models import Benefit
from casework.runs.models import Determination
from zige.kinds import Standing

STANDINGS = {Standing.SUSPEND: Line.Kind.HOLD, Standing.STOP: Line.Kind.STOP, Standing.CONTINUE: Line.Kind.RELEASE}
TOLD = ~Q(answer=Line.Answer.REJECTED)


def lines_due(drawn: PaymentList) -> list[Line]:
    """The lines of a list, numbered from 1: standings, amounts, sums, set-offs, each by benefit."""
    kinds = (_standings(drawn), _amounts(drawn), _sums(drawn), _set_offs(drawn))
    lines = list(chain.from_iterable(kinds))
    for position, line in enumerate(lines, 1):
        line.list, line.position = drawn, position
    return lines


def differences(drawn: PaymentList) -> Iterator[Difference]:
    """Where the newest run says otherwise than what will be paid."""
    newest = Determination.objects.filter(benefit=OuterRef("pk"), closed=None)
    told = in_payment(drawn.month, drawn.office).annotate(
        says=Subquery(newest.values("standing")[:1]), grounds=Subquery(newest.values("grounds")[:1])
    )
    for benefit in told.exclude(says=None).exclude(says=F("paid_standing")).order_by("pk"):
        kind = Difference.Kind.UNDECIDED if benefit.decided is None else Difference.Kind.CONTRARY
        yield Difference(
            list=drawn,
            benefit=benefit,
            person_id=benefit.person_id,
            kind=kind,
            pays=benefit.paid_standing,
            says=benefit.says,
            grounds=benefit.grounds,
        )


def is_still_so(drawn: PaymentList) -> bool:
    """Whether the list would be drawn the same now: nothing was decided, held off or found since."""
    lines_now = [_told_of(line) for line in lines_due(drawn)]
    differences_now = [_differs_in(one) for one in differences(drawn)]
    return lines_now == [_told_of(line) for line in drawn.lines.order_by("position")] and differences_now == [
        _differs_in(one) for one in drawn.differences.order_by("benefit")
    ]


def _told_of(line: Line) -> tuple[object, ...]:
    cause = (line.decision_id, line.instalment_id)
    return (line.kind, line.benefit_id, *cause, line.since, line.standing, line.monthly, line.once, line.months)


def _differs_in(one: Difference) -> tuple[str, ...]:
    return one.benefit_id, one.kind, one.pays, one.says


def _standings(drawn: PaymentList) -> Iterator[Line]:
    last = _told(kind__in=STANDINGS.values())
    decided = in_payment(drawn.month, drawn.office).exclude(decided=None)
    decided = decided.annotate(
        told=Coalesce(Subquery(last.values("standing")[:1]), F("standing")),
        told_by=Subquery(last.values("decision")[:1]),
    )
    since = dict(Decision.objects.filter(pk__in=decided.values("decided")).values_list("pk", "month"))
    for benefit in decided.order_by("pk"):
        by = benefit.decided
        if by is not None and (benefit.told or Standing.CONTINUE) != benefit.paid_standing:
            monthly = benefit.paid_amount if benefit.paid_standing == Standing.CONTINUE else None
            yield _line(benefit, STANDINGS[Standing(benefit.paid_standing)], by, since[by], monthly)


def _amounts(drawn: PaymentList) -> Iterator[Line]:
    lowered = Decision.objects.filter(
        benefit=OuterRef("pk"), act=Act.LOWER, state=Review.APPROVED, replaced_by=None, month__lte=drawn.month
    ).order_by("-month", "-reviewed", "-pk")
    last = _told(kind=Line.Kind.AMOUNT)
    paid = in_payment(drawn.month, drawn.office).filter(Exists(lowered)).exclude(paid_standing=Standing.STOP)
    paid = paid.annotate(
        told=Coalesce(Subquery(last.values("monthly")[:1]), F("amount")),
        by=Subquery(lowered.values("pk")[:1]),
        since=Subquery(lowered.values("month")[:1]),
    )
    for benefit in paid.exclude(told=F("paid_amount")).order_by("pk"):
        yield _line(benefit, Line.Kind.AMOUNT, benefit.by, benefit.since, benefit.paid_amount)


def _sums(drawn: PaymentList) -> Iterator[Line]:
    told = Line.objects.filter(TOLD, kind=Line.Kind.BACK_PAY, decision=OuterRef("pk")).exclude(list=drawn)
    due = sums_paid_back(drawn.month, drawn.office).exclude(Exists(told)).select_related("benefit")
    standings = _standings_of(drawn, due)
    for decision in due.order_by("benefit_id", "pk"):
        yield Line(
            kind=Line.Kind.BACK_PAY,
            benefit=decision.benefit,
            person_id=decision.person_id,
            decision=decision,
            since=drawn.month,
            standing=standings[decision.benefit_id],
            once=decision.amount or 0,
            months=decision.months,
        )


def _set_offs(drawn: PaymentList) -> Iterator[Line]:
    """Of recoveries in force, what was planned to be set off until the end of the month and has not been told."""
    told = Line.objects.filter(TOLD, instalment=OuterRef("pk")).exclude(list=drawn)
    for one in set_offs(drawn.month, drawn.office, Q(~Exists(told))):
        benefit = one.instalment.recovery.decision.benefit
        yield Line(
            kind=Line.Kind.SET_OFF,
            benefit=benefit,
            person_id=benefit.person_id,
            instalment=one.instalment,
            since=drawn.month,
            standing=Standing.CONTINUE,
            once=-one.amount,
        )


def _told(**kinds: object) -> QuerySet[Line]:
    """The newest line about a benefit that the core system has not rejected."""
    said = Line.objects.filter(TOLD, benefit=OuterRef("pk"), list__state=Review.APPROVED, **kinds)
    return said.order_by("-list__month", "-list__reviewed", "-position")


def _line(benefit: Benefit, kind: Line.Kind, decision: int, since: int, monthly: int | None) -> Line:
    return Line(
        kind=kind,
        benefit=benefit,
        person_id=benefit.person_id,
        decision_id=decision,
        since=since,
        standing=benefit.paid_standing,  # type: ignore[attr-defined]  # by in_payment
        monthly=monthly,
    )


def _standings_of(drawn: PaymentList, due: QuerySet[Decision]) -> dict[str, str]:
    paid = in_payment(drawn.month, drawn.office).filter(pk__in=due.values("benefit"))
    return dict(paid.values_list("pk", "paid_standing"))
