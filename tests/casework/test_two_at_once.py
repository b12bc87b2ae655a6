"""Two people, or two clicks, at the same moment: it is done once, and the other is told; nothing breaks in between."""

import datetime as dt
from pathlib import Path

import pytest
from decided import benefit, decided, handler, reviewer
from deciding import County, clerk, county_of, request_of
from together import DONE, TOLD, at_once

from casework.accounts.roles import Role
from casework.cases.acts.propose_finding import propose_finding
from casework.cases.models import Article9, Case, Finding, Found
from casework.cases.proposal import Proposal
from casework.decisions.acts.plan import Part, plan
from casework.decisions.acts.repay import Payment, repay
from casework.decisions.kinds import Act
from casework.decisions.models import Decision, Instalment, Recovery
from casework.decisions.reviewing import approve, send_back, withdraw
from casework.payments.acts import review
from casework.payments.acts.draw import draw
from casework.payments.models import Line, PaymentList
from homes import DEATHS, ZHANG, who
from zige.law.months import parse_month

pytestmark = pytest.mark.django_db(transaction=True)
ONCE = [DONE, TOLD]
MONTH = parse_month("2026-12")


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
    made = county_of(tmp_path, monkeypatch)
    made.found(ZHANG, "death", "2026-01-03")
    return made


def test_two_clicks_propose_one_decision(county: County) -> None:
    assert at_once(*[lambda: county.propose(ZHANG, Act.STOP)] * 2) == ONCE
    assert Decision.objects.count() == 1


def test_two_reviewers_approve_one_decision_once(county: County) -> None:
    decision, second = county.propose(ZHANG, Act.STOP), clerk(Role.COUNTY_REVIEWER)
    assert at_once(lambda: county.approve(decision), lambda: county.approve(decision, second)) == ONCE
    decision.refresh_from_db()
    assert (decision.state, decision.version) == ("approved", 2)


def test_what_is_approved_is_not_withdrawn_in_the_same_moment(county: County) -> None:
    one, by, other = county.propose(ZHANG, Act.STOP), request_of(county.reviewer), request_of(county.handler)
    pk, version = one.pk, one.version
    assert at_once(lambda: approve(by, pk, version), lambda: withdraw(other, pk, version)) == ONCE
    one.refresh_from_db()
    assert one.version == version + 1


def test_what_one_reviewer_approves_another_does_not_return_in_the_same_moment(county: County) -> None:
    one, by, other = county.propose(ZHANG, Act.STOP), request_of(county.reviewer), clerk(Role.COUNTY_REVIEWER)
    pk, version, second = one.pk, one.version, request_of(other)
    assert at_once(lambda: approve(by, pk, version), lambda: send_back(second, pk, version, "再核对")) == ONCE
    one.refresh_from_db()
    assert one.version == version + 1


def test_two_officers_propose_one_finding_on_a_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    county = county_of(tmp_path, monkeypatch, today="2026-02-10")
    county.house.deliver("死亡_202601.csv", "2026-02-02", DEATHS, f"{who(ZHANG)},2026-01-03,2026-01-05")
    county.month_passes("2026-02")
    case, second = Case.objects.get(person=county.benefit(ZHANG).person), clerk(Role.COUNTY_HANDLER)
    matter = case.matters.get()
    said = Proposal(Found.CONFIRMED, Article9.FOUND, "笔录", "death", dt.date(2026, 1, 3))
    acts = [lambda by=by: propose_finding(by, case, case.version, matter, said) for by in (county.handler, second)]
    assert at_once(*acts) == ONCE
    assert Finding.objects.count() == 1


def asked_back() -> Recovery:
    decision = decided(benefit("R1"), Act.RECOVER, MONTH, 300_000)
    return Recovery.objects.create(decision=decision, total=300_000)


def test_two_clicks_take_in_one_receipt() -> None:
    recovery, by, today = asked_back(), request_of(handler()), dt.date.today()  # noqa: DTZ011 - of the office
    paid = Payment(Instalment.Way.RETURNED, today, 100_000, "S1")
    assert at_once(*[lambda: repay(by, recovery.pk, 1, paid)] * 2) == ONCE
    assert recovery.repayments.count() == 1


def test_two_officers_plan_one_recovery_once() -> None:
    recovery, first, second = asked_back(), request_of(handler()), request_of(handler())
    due = dt.date.today() + dt.timedelta(days=30)  # noqa: DTZ011 - of the office
    parts = [Part(Instalment.Way.RETURNED, due, 300_000)]
    acts = [lambda by=by: plan(by, recovery.pk, 1, parts) for by in (first, second)]
    assert at_once(*acts) == ONCE
    assert recovery.instalments.count() == 1


def test_two_clicks_draw_one_list() -> None:
    decided(benefit("B1"), Act.SUSPEND, MONTH)
    by = handler()
    assert at_once(*[lambda: draw(by, MONTH)] * 2) == ONCE
    assert (PaymentList.objects.count(), Line.objects.count()) == (1, 1)


def test_two_reviewers_approve_one_list_once() -> None:
    decided(benefit("B1"), Act.SUSPEND, MONTH)
    drawn, first, second = draw(handler(), MONTH), reviewer(), reviewer()
    acts = [lambda by=by: review.approve(by, drawn, drawn.version) for by in (first, second)]
    assert at_once(*acts) == ONCE
    drawn.refresh_from_db()
    assert (drawn.state, drawn.version) == ("approved", 2)
