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
    """An act whose approval is findings without a matter, by the same two people, delivered like every other."""

    found = Found.CONFIRMED

    def facts(self, given: Given) -> list[dict[str, Any]]:
        """The kind, days and basis of each, as columns of a finding."""
        raise NotImplementedError

    def supposes(self, given: Given) -> list[engine.Finding]:
        """The findings as rows for the engine."""
        return [row for finding in self._findings(given) for row in rows_of(finding)]

    def do(self, request: StaffRequest, decision: Decision) -> None:  # noqa: ARG002 - as all acts
        """Write the findings, the decision's own first; `delivering` takes them into the home."""
        for at, finding in enumerate(self._findings(decision.given), 1):
            finding.record = decision.number if at == 1 else f"{decision.number}-{at}"
            self._write(finding, decision)
            decision.finding = decision.finding or finding
        decision.save(update_fields=["finding"])

    def _write(self, finding: Finding, decision: Decision) -> None:
        finding.person, finding.case = Person(pk=decision.person_id), decision.case
        finding.region, finding.office = decision.region, decision.office
        finding.state = Review.APPROVED
        finding.handler, finding.proposed = decision.handler, decision.proposed
        finding.reviewer, finding.reviewed = decision.reviewer, decision.reviewed
        finding.preview = foreseen(finding)
        finding.to_decide = benefits_to_decide(finding.preview)
        finding.decision_due = bool(finding.to_decide)
        finding.save()

    def _findings(self, given: Given) -> list[Finding]:
        return [Finding(found=self.found, source=Article9.FOUND, **fact) for fact in self.facts(given)]


def day_of(given: Given, name: str) -> dt.date:
    """A day that was entered; it stands as text, since a decision holds JSON."""
    return dt.date.fromisoformat(given[name])
