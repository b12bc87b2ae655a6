"""What was overpaid comes back: plans that add up, receipts, set-offs within bounds, write-offs by two, nothing twice."""

import datetime as dt
from collections.abc import Callable

import pytest
from decided import benefit, decided
from deciding import clerk, request_of
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.roles import Role
from casework.cases.models import Kinship
from casework.decisions.acts.plan import Part, plan
from casework.decisions.acts.repay import Payment, kept_back, repay
from casework.decisions.acts.write_off import (
    approve_write_off,
    propose_write_off,
    return_write_off,
    withdraw_write_off,
)
from casework.decisions.kinds import Act
from casework.decisions.models import Decision, Instalment, Recovery, WriteOff
from casework.decisions.recovering import balance_of
from casework.decisions.set_off import set_offs
from casework.people.models import Benefit
from zige.law.months import parse_month

pytestmark = pytest.mark.django_db
Way = Instalment.Way
TODAY = dt.date(2026, 6, 15)
TOTAL = 300_000


@pytest.fixture(autouse=True)
def june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def handler() -> Account:
    return clerk(Role.COUNTY_HANDLER)


@pytest.fixture
def reviewer() -> Account:
    return clerk(Role.COUNTY_REVIEWER)


@pytest.fixture
def recovery() -> Recovery:
    return asked_back()


def asked_back(total: int = TOTAL, standing: str = "continue") -> Recovery:
    """Of somebody who draws 1,000.00 a month."""
    one = benefit(f"R{Benefit.objects.count():04d}", standing=standing)
    return Recovery.objects.create(decision=decided(one, Act.RECOVER, parse_month("2026-05"), total), total=total)


def part(amount: int, due: str = "2026-07-10", way: Way = Way.RETURNED, payer: str = "") -> Part:
    return Part(way, dt.date.fromisoformat(due), amount, payer)


def came(amount: int, receipt: str = "S1", day: dt.date = TODAY) -> Payment:
    return Payment(Way.RETURNED, day, amount, receipt)


class TestPlan:
    def test_instalments_make_the_total_and_a_new_plan_takes_the_place_of_the_old(
        self, handler: Account, recovery: Recovery
    ) -> None:
        plan(request_of(handler), recovery.pk, 1, [part(100_000), part(200_000, "2026-08-10")])
        plan(request_of(handler), recovery.pk, 2, [part(300_000)])
        assert list(recovery.instalments.filter(dropped=None).values_list("amount", flat=True)) == [300_000]
        assert recovery.instalments.count() == 3

    @pytest.mark.parametrize(
        ("parts", "words"),
        [
            ([part(100_000)], "合计须等于"),
            ([part(300_001)], "合计须等于"),
            ([], "至少"),
            ([part(0), part(300_000)], "大于零"),
            ([part(300_000, "2026-06-14")], "不能早于今天"),
            ([part(300_000, way=Way.HEIRS)], "退款人"),
            ([part(30_001, way=Way.SET_OFF), part(269_999)], "最多"),
            ([part(10_000, "2026-07-01", Way.SET_OFF), part(10_000, "2026-07-31", Way.SET_OFF), part(280_000)], "只能抵扣一次"),
        ],
    )  # fmt: skip
    def test_what_does_not_add_up_or_asks_too_much_is_refused(
        self, handler: Account, recovery: Recovery, parts: list[Part], words: str
    ) -> None:
        with pytest.raises(ActRefused, match=words):
            plan(request_of(handler), recovery.pk, 1, parts)

    def test_heirs_pay_under_a_name_that_is_sealed(self, handler: Account, recovery: Recovery) -> None:
        plan(request_of(handler), recovery.pk, 1, [part(300_000, way=Way.HEIRS, payer="王继承")])
        assert Instalment.objects.get().payer == "王继承"
        assert b"\xe7\x8e\x8b" not in bytes(Instalment.objects.values_list("payer", flat=True).get())

    def test_of_a_benefit_that_is_not_paid_nothing_is_set_off(self, handler: Account) -> None:
        stopped = asked_back(standing="stop")
        with pytest.raises(ActRefused, match="没有在发放"):
            plan(request_of(handler), stopped.pk, 1, [part(10_000, way=Way.SET_OFF), part(290_000)])

    def test_a_stale_page_another_office_and_a_relative_are_refused(self, handler: Account, recovery: Recovery) -> None:
        with pytest.raises(Stale):
            plan(request_of(handler), recovery.pk, 9, [part(300_000)])
        with pytest.raises(ActRefused):
            plan(request_of(clerk(Role.COUNTY_HANDLER, "511111")), recovery.pk, 1, [part(300_000)])
        Kinship.objects.create(
            account=handler, person=recovery.decision.person, kind="blood", declared="2026-01-01T00:00Z"
        )
        with pytest.raises(ActRefused):
            plan(request_of(handler), recovery.pk, 1, [part(300_000)])


class TestSetOff:
    @pytest.fixture
    def planned(self, handler: Account, recovery: Recovery) -> Recovery:
        months = [part(30_000, f"2026-{month:02d}-28", Way.SET_OFF) for month in (7, 8)]
        plan(request_of(handler), recovery.pk, 1, [*months, part(240_000, "2026-12-01")])
        return recovery

    def kept(self, month: str, office: str = "511102") -> list[int]:
        return [one.amount for one in set_offs(parse_month(month), office)]

    @pytest.mark.usefixtures("planned")
    def test_each_list_keeps_back_what_is_planned_for_its_month(self) -> None:
        assert self.kept("2026-06") == []
        assert self.kept("2026-07") == [30_000]
        assert self.kept("2026-07", "511111") == []

    def test_a_benefit_that_is_lowered_keeps_its_share_to_live_on(self, planned: Recovery) -> None:
        Benefit.objects.filter(pk=planned.decision.benefit_id).update(amount=50_000)
        assert self.kept("2026-07") == [15_000]

    @pytest.mark.parametrize("change", [{"held_off": True}, {"state": "returned"}])
    def test_held_off_or_not_in_force_nothing_is_kept_back(self, planned: Recovery, change: dict[str, object]) -> None:
        Decision.objects.filter(pk=planned.decision_id).update(**change)
        assert self.kept("2026-07") == []

    def test_what_was_really_kept_back_is_recorded_by_its_list(self, planned: Recovery) -> None:
        kept_back(planned.pk, Payment(Way.SET_OFF, TODAY, 30_000, "511102-202607-P01"))
        kept_back(planned.pk, Payment(Way.SET_OFF, TODAY, 30_000, "511102-202607-P01"))
        assert balance_of(planned).left == 270_000

    def test_what_is_kept_back_beyond_what_is_left_is_no_repayment(self, handler: Account, planned: Recovery) -> None:
        repay(request_of(handler), planned.pk, 2, came(280_000))
        kept_back(planned.pk, Payment(Way.SET_OFF, TODAY, 30_000, "511102-202607-P01"))
        assert (balance_of(planned).left, balance_of(planned).repaid) == (0, TOTAL)
        kept_back(planned.pk, Payment(Way.SET_OFF, TODAY, 30_000, "511102-202608-P01"))
        assert balance_of(planned).repaid == TOTAL


class TestRepayment:
    def test_paid_back_in_full_it_is_closed(self, handler: Account, recovery: Recovery) -> None:
        assert repay(request_of(handler), recovery.pk, 1, came(100_000)).closed is None
        assert repay(request_of(handler), recovery.pk, 2, came(200_000, "S2")).closed is not None
        with pytest.raises(ActRefused, match="结清"):
            repay(request_of(handler), recovery.pk, 3, came(1, "S3"))

    @pytest.mark.parametrize(
        ("paid", "words"),
        [
            (came(TOTAL + 1), "最多"),
            (came(0), "大于零"),
            (came(1, " "), "凭证号"),
            (came(1, day=TODAY + dt.timedelta(1)), "今天以后"),
        ],
    )
    def test_what_cannot_have_come_is_refused(
        self, handler: Account, recovery: Recovery, paid: Payment, words: str
    ) -> None:
        with pytest.raises(ActRefused, match=words):
            repay(request_of(handler), recovery.pk, 1, paid)

    def test_one_receipt_counts_once(self, handler: Account, recovery: Recovery) -> None:
        repay(request_of(handler), recovery.pk, 1, came(1))
        with pytest.raises(ActRefused, match="登记过"):
            repay(request_of(handler), recovery.pk, 2, came(1))


class TestWriteOff:
    def test_two_people_give_up_what_is_left(self, handler: Account, reviewer: Account, recovery: Recovery) -> None:
        repay(request_of(handler), recovery.pk, 1, came(100_000))
        wanted = propose_write_off(request_of(handler), recovery.pk, 2, 200_000, "法院终结执行")
        assert balance_of(recovery).left == 200_000
        done = approve_write_off(request_of(reviewer), wanted.pk, wanted.version)
        assert (done.written_off, done.closed is not None) == (200_000, True)

    def test_whoever_proposed_it_does_not_approve_it(self, handler: Account, recovery: Recovery) -> None:
        wanted = propose_write_off(request_of(handler), recovery.pk, 1, 1, "小额")
        with pytest.raises(ActRefused):
            approve_write_off(request_of(handler), wanted.pk, wanted.version)

    def test_what_came_meanwhile_is_not_given_up_too(
        self, handler: Account, reviewer: Account, recovery: Recovery
    ) -> None:
        wanted = propose_write_off(request_of(handler), recovery.pk, 1, TOTAL, "无法联系")
        repay(request_of(handler), recovery.pk, 2, came(1))
        with pytest.raises(ActRefused, match="最多可核销"):
            approve_write_off(request_of(reviewer), wanted.pk, wanted.version)
        return_write_off(request_of(reviewer), wanted.pk, wanted.version, "金额已变")
        assert WriteOff.objects.get().state == "returned"

    def test_one_at_a_time_with_a_reason_and_withdrawn_by_its_handler(
        self, handler: Account, reviewer: Account, recovery: Recovery
    ) -> None:
        with pytest.raises(ActRefused, match="理由"):
            propose_write_off(request_of(handler), recovery.pk, 1, 1, " ")
        wanted = propose_write_off(request_of(handler), recovery.pk, 1, 1, "小额")
        with pytest.raises(ActRefused, match="待复核"):
            propose_write_off(request_of(handler), recovery.pk, 2, 1, "小额")
        with pytest.raises(ActRefused):
            withdraw_write_off(request_of(reviewer), wanted.pk, wanted.version)
        withdraw_write_off(request_of(handler), wanted.pk, wanted.version)
        assert balance_of(recovery).written_off == 0


STEPS = some.lists(
    some.tuples(some.sampled_from(["plan", "repay", "write_off"]), some.integers(-1, TOTAL + 1)), max_size=12
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(STEPS)
def test_whatever_is_done_every_ledger_adds_up(
    handler: Account, reviewer: Account, steps: list[tuple[str, int]]
) -> None:
    recovery = asked_back()
    receipts = iter(range(1000))

    def written_off(amount: int) -> None:
        wanted = propose_write_off(request_of(handler), recovery.pk, recovery.version, amount, "核销")
        approve_write_off(request_of(reviewer), wanted.pk, wanted.version)

    def planned(amount: int) -> None:
        rest = balance_of(recovery).left - amount
        plan(request_of(handler), recovery.pk, recovery.version, [part(amount), *([part(rest)] if rest else [])])

    def repaid(amount: int) -> None:
        repay(request_of(handler), recovery.pk, recovery.version, came(amount, f"S{next(receipts)}"))

    done: dict[str, Callable[[int], None]] = {"plan": planned, "repay": repaid, "write_off": written_off}
    for step, amount in steps:
        before = balance_of(recovery)
        try:
            done[step](amount)
        except ActRefused:
            recovery.refresh_from_db()
            assert balance_of(recovery) == before
        recovery.refresh_from_db()
        now = balance_of(recovery)
        assert now.repaid + now.written_off + now.left == now.total == TOTAL
        assert min(now.repaid, now.written_off, now.left) >= 0
        assert (recovery.closed is not None) == (now.left == 0)
        live = sum(recovery.instalments.filter(dropped=None).values_list("amount", flat=True))
        if step == "plan" and live:
            assert live >= now.left
