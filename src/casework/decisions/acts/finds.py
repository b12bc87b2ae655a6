"""What acts that record a fact have in common (certify, defer, revoke): approval makes it a finding for the home."""

import datetime as dt
from typing import Any

from casework.accounts.middleware import StaffRequest
from casework.cases.facts import rows_of
from casework.cases.models import Article9, Finding, Found, Review
from casework.cases.previewing import benefits_to_decide, foreseen
from casework.decisions.acts.act import Given, LegalAct
from casework.decisions.models import Decision
from casework.people.models import Person
from zige.running import findings as engine


class FindingAct(LegalAct):
    """An act whose approval is a finding without a matter, by the same two people, delivered like every other."""

    found = Found.CONFIRMED

    def fact(self, given: Given) -> dict[str, Any]:
        """Its kind, days and basis, as columns of a finding."""
        raise NotImplementedError

    def supposes(self, given: Given) -> list[engine.Finding]:
        """The finding as a row for the engine."""
        return rows_of(self._finding(given))

    def do(self, request: StaffRequest, decision: Decision) -> None:  # noqa: ARG002 - as all acts
        """Write the finding; `delivering` takes it into the home."""
        finding = self._finding(decision.given)
        finding.person, finding.case = Person(pk=decision.person_id), decision.case
        finding.region, finding.office = decision.region, decision.office
        finding.state, finding.record = Review.APPROVED, decision.number
        finding.handler, finding.proposed = decision.handler, decision.proposed
        finding.reviewer, finding.reviewed = decision.reviewer, decision.reviewed
        finding.preview = foreseen(finding)
        finding.to_decide = benefits_to_decide(finding.preview)
        finding.decision_due = bool(finding.to_decide)
        finding.save()
        decision.finding = finding
        decision.save(update_fields=["finding"])

    def _finding(self, given: Given) -> Finding:
        return Finding(found=self.found, source=Article9.FOUND, **self.fact(given))


def day_of(given: Given, name: str) -> dt.date:
    """A day that was entered; it stands as text, since a decision holds JSON."""
    return dt.date.fromisoformat(given[name])
