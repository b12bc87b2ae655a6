"""A finding as rows of `casework.facts`: as the law is asked about it and as the home is given it (LAW §2)."""

from casework.cases.models import Finding, Found, Review
from zige.kinds import FactKind, Outcome, Status
from zige.running import findings as engine


def tells_a_fact(finding: Finding) -> bool:
    """Whether the home is told anything: not of a row that is another's, nor of what cannot be determined."""
    undetermined = finding.found == Found.UNCONFIRMABLE and finding.kind != FactKind.UNCONFIRMABLE
    return bool(finding.kind) and not undetermined


def rows_of(finding: Finding) -> list[engine.Finding]:
    """The fact, and after a refutation what is still investigated, as a pending one of its own.

    A refutation covers what was known before it, so the second row is another event (EXCHANGE §3).
    """
    if not tells_a_fact(finding):
        return []
    fact = engine.Finding(
        kind=FactKind(finding.kind),
        start=finding.start,
        status=_status(finding),
        basis=finding.basis,
        end=finding.end,
        outcome=Outcome(finding.outcome) if finding.outcome else None,
        benefit_id=finding.benefit_id or None,
        record_id=finding.record or None,
    )
    if finding.goes_on is None:
        return [fact]
    return [
        fact,
        engine.Finding(
            kind=fact.kind,
            start=finding.goes_on,
            status=Status.PENDING,
            basis=finding.basis,
            benefit_id=fact.benefit_id,
            record_id=f"{finding.record}-1" if finding.record else None,
        ),
    ]


def rows_waiting(person: int) -> list[engine.Finding]:
    """What was found about somebody and has not reached the home yet, in the order in which it will."""
    waiting = Finding.objects.filter(person=person, state=Review.APPROVED, delivered=None).order_by("reviewed", "pk")
    return [row for one in waiting for row in rows_of(one)]


def _status(finding: Finding) -> Status:
    if finding.found == Found.REFUTED:
        return Status.REFUTED
    return Status.PENDING if finding.pending else Status.CONFIRMED
