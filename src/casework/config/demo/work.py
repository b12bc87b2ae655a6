"""What has been done in the demonstration: cases, findings, decisions, a payment list and a report, in every state.

Each is done by the app's own act, by who would do it, on what the newest run asks.
"""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from casework.accounts.jurisdiction import jurisdiction_of
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.cases.acts.propose_finding import propose_finding
from casework.cases.acts.review_finding import approve_finding
from casework.cases.evidence import checklist, concerned
from casework.cases.models import Article9, Case, Finding, Found, Matter, Task
from casework.cases.opening.after_run import cases_after_run
from casework.cases.proposal import Proposal as ToFind
from casework.config.demo.city import COUNTY
from casework.decisions.acts.all import ACTS
from casework.decisions.foreseeing import foresee
from casework.decisions.kinds import Act
from casework.decisions.models import Decision
from casework.decisions.proposing import Proposal as ToDecide
from casework.decisions.proposing import propose
from casework.decisions.registering import mark_registered
from casework.decisions.reviewing import approve
from casework.payments.acts.draw import draw
from casework.people.models import Benefit
from casework.reports.acts.begin import begin
from casework.reports.acts.sign import sign
from casework.runs.models import Signal
from casework.runs.queries import newest_run
from casework.ui.rulebook import book_today
from zige.kinds import FactKind
from zige.law.months import month_of
from zige.store.home import Home

PAPERS = "证明原件和家属笔录，存档"
BASIS = "与家属见面核对，证明原件在案"


def open_cases(_home: Home) -> None:
    """A case for each person about whom the newest run asks something."""
    run = newest_run()
    if run is not None:
        cases_after_run(run)
        mark_registered()


@transaction.atomic
def find_out(_home: Home) -> None:
    """Deaths told of: one to be reviewed; two confirmed, of which one is decided and one waits for it; one refuted.

    Where nobody is told dead, another fact waits for the review.
    """
    reported = _reported(deaths=True)
    if _proposed(reported, Found.CONFIRMED) is None:
        _proposed(_reported(deaths=False), Found.CONFIRMED)
    decided = _confirmed_with_something_to_decide(reported)
    if decided is not None:
        _decide(decided, review=True)
    waiting = _confirmed_with_something_to_decide(reported)
    if waiting is not None:
        _decide(waiting, review=False)
    _approved(reported, Found.REFUTED)


def draw_a_list(_home: Home) -> None:
    """The payment list of the run's month, for the reviewer."""
    run = newest_run()
    if run is not None:
        draw(_account("handler"), run.month)


@transaction.atomic
def report_nobody(_home: Home) -> None:
    """The village's report of last month: nobody to report is a report, for the town to countersign."""
    village, last = _account("village"), timezone.localdate().replace(day=1) - dt.timedelta(days=1)
    report = begin(village, month_of(last))
    sign(village, report, report.version)


def _reported(*, deaths: bool) -> Iterator[tuple[Matter, Signal]]:
    """Deaths, or other facts, to be verified by the county's agency; those of the demonstration's village stay."""
    told = Matter.objects.filter(task=Task.VERIFY, state=Matter.State.OPEN, case__office=COUNTY)
    elsewhere = told.exclude(case__at=_account("village").office).order_by("pk")
    for matter in elsewhere:
        signal = Signal.objects.filter(pk=matter.key).exclude(start=None).first()
        if signal is not None and (signal.kind == FactKind.DEATH) is deaths:
            yield matter, signal


def _proposed(reported: Iterator[tuple[Matter, Signal]], found: Found) -> Finding | None:
    """What the handler found out about the next death; None where no more is told."""
    matter, signal = next(reported, (None, None))
    if matter is None or signal is None:
        return None
    case = Case.objects.get(pk=matter.case_id)
    items = [item.number for item in checklist(book_today(), signal.kind, concerned(case.person_id))]
    confirmed = found is Found.CONFIRMED
    said = ToFind(
        found,
        Article9.FOUND,
        BASIS if confirmed else "本人在家，当面见到，笔录在案",
        signal.kind,
        signal.start,
        evidence=items if confirmed else [],
        papers=PAPERS if confirmed else "",
    )
    return propose_finding(_account("handler"), case, case.version, matter, said)


def _approved(reported: Iterator[tuple[Matter, Signal]], found: Found) -> Finding | None:
    finding = _proposed(reported, found)
    return approve_finding(_account("reviewer"), finding, finding.version) if finding else None


def _confirmed_with_something_to_decide(reported: Iterator[tuple[Matter, Signal]]) -> Finding | None:
    """The next approved death of somebody who is still paid; some had been stopped at go-live."""
    while (finding := _approved(reported, Found.CONFIRMED)) is not None:
        if finding.to_decide:
            return finding
    return None


def _decide(finding: Finding, *, review: bool) -> Decision:
    """The first benefit of who died is stopped; it waits for the reviewer or is approved."""
    benefit = Benefit.objects.select_related("person").get(pk=finding.to_decide[0])
    shown = foresee(benefit, ACTS[Act.STOP].supposes({})).digest
    decision = propose(_desk("handler"), ToDecide(Act.STOP, benefit, "死亡已经核实", shown, {}))
    return approve(_desk("reviewer"), decision.pk, decision.version) if review else decision


def _account(login: str) -> Account:
    return Account.objects.select_related("office__region").get(username=login)


def _desk(login: str) -> StaffRequest:
    """A request as a view of this account would have it."""
    request = StaffRequest()
    request.user, request.method = _account(login), "POST"
    request.roles = request.user.roles_on(timezone.localdate())
    request.jurisdiction = jurisdiction_of(request.user, request.roles)
    return request
