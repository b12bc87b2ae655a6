"""What a preview says of a person is what the next run says when the same rows were received (Arts. 12, 14, 16)."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from homes import (
    BORDER,
    CASEWORK,
    CUSTODY,
    DEATHS,
    LI,
    MAHAI,
    PAUSED,
    PAYMENTS,
    PEOPLE,
    SUN,
    ZHANG,
    House,
    Person,
    of,
    opened_house,
    who,
)
from zige.errors import RequestRefused
from zige.kinds import FactKind, Outcome, Status
from zige.law.months import format_month, parse_month
from zige.running.findings import Finding, RecordStatus
from zige.running.officers import Decided, deliver
from zige.running.previewing import BenefitPreview, Compared, Side, preview, previewed_again
from zige.store.runs import Run

MONTH, NEXT = parse_month("2026-11"), "2026-12"
DAY = dt.date(2026, 11, 20)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A death and a detention to be verified, two who left the country, a ledger from January to October."""
    house = opened_house(tmp_path)
    house.deliver("死亡注销户口_202608.csv", "2026-09-03", DEATHS, f"{who(ZHANG)},2026-08-20,2026-08-25")
    house.deliver("羁押_202607.csv", "2026-08-03", CUSTODY, f"C1,新增,{who(MAHAI)},2026-07-12,,")
    left = [f"R{at},新增,{who(each)},2026-10-09,出境" for at, each in enumerate((LI, MAHAI))]
    house.deliver("出入境_202610.csv", "2026-11-02", BORDER, *left)
    months = [format_month(month) for month in range(parse_month("2026-01"), parse_month("2026-11"))]
    paid = [f"{each.benefit},{month},3000" for each in (ZHANG, LI, MAHAI, SUN) for month in months]
    house.deliver("发放台账_202610.csv", "2026-11-04", PAYMENTS, *paid)
    return house


def said(side: Side) -> dict[str, Any]:
    """A side as the row of a run has it (LAW §7)."""
    return {
        "standing": side.standing,
        "grounds": "|".join(dict.fromkeys(ground.code for ground in side.in_force)) or None,
        "action": side.action,
        "last_certified": side.last_certified,
        "cycle_start": side.cycle_start,
        "due_month": side.due_month,
        "attention": "|".join(sorted(side.attention)) or None,
        "back_pay_months": "|".join(side.back_pay_months) or None,
        "overpaid_months": "|".join(side.overpaid_months) or None,
        "settlement": side.sum,
    }


def row_of(run: Run, benefit_id: str) -> dict[str, Any]:
    table = run.table("determinations.parquet").filter(pl.col("benefit_id") == benefit_id)
    (row,) = table.drop("benefit_id", "month", "person").to_dicts()
    return row


def one(house: House, about: Person, *findings: Finding, **said_: Any) -> BenefitPreview:
    (benefit,) = preview(house.home, about.benefit, MONTH, findings, DAY, **said_).benefits
    return benefit


DEATH = Finding(FactKind.DEATH, day("2026-08-20"), Status.CONFIRMED, "入户核查")


@pytest.mark.parametrize("month", ["2026-11", "2026-12", "2027-03"])
def test_without_findings_it_says_what_the_run_says(house: House, month: str) -> None:
    run = house.run(month)
    for each in PEOPLE:
        (benefit,) = preview(house.home, each.benefit, parse_month(month)).benefits
        assert said(benefit.now.before) == row_of(run, each.benefit)
        assert benefit.now.before == benefit.now.after
        assert benefit.effective_month is None


def test_a_death_confirmed_stops_and_what_was_paid_since_is_overpaid(house: House) -> None:
    found = one(house, ZHANG, DEATH)
    assert (found.now.before.standing, found.now.before.attention) == ("continue", ["remind", "verify"])
    assert (found.now.after.standing, found.now.after.since) == ("stop", "2026-09")
    assert [ground.clause for ground in found.now.after.in_force] == ["8.1.1.1"]
    assert found.now.after.overpaid_months == ["2026-09", "2026-10"]
    assert found.now.after.sum == Decimal("-6000.00")
    assert found.effective_month == "2026-11"


def test_a_death_of_this_month_takes_effect_in_the_next(house: House) -> None:
    found = one(house, LI, Finding(FactKind.DEATH, day("2026-11-03"), Status.CONFIRMED, "死亡证明"))
    assert (found.now.after.standing, found.following.after.standing) == ("continue", "stop")
    assert (found.effective_month, found.effective) == (NEXT, found.following)
    strip = found.effective.after.strip.months
    assert [month.character for month in strip if month.month in ("2026-11", NEXT)] == ["续", "停"]


def test_who_went_missing_is_suspended_only_seven_months_after_the_month(house: House) -> None:
    gone = Finding(FactKind.MISSING, day("2026-07-03"), Status.CONFIRMED, "家属申报")
    found = one(house, MAHAI, gone)
    assert found.effective_month == "2027-02"
    assert isinstance(found.later, Compared)
    assert (found.later.before.standing, found.later.after.standing) == ("continue", "suspend")


def test_one_certified_after_an_overdue_suspension_resumes_the_month_after_with_back_pay(house: House) -> None:
    """7 暂停后认证的，从次月起恢复并补发。PAUSED was last certified in 2024 and has not been paid since go-live."""
    certified = Finding(FactKind.CERTIFICATION, day("2026-11-18"), Status.CONFIRMED, "窗口现场认证")
    cleared = Finding(
        FactKind.OPENING_SUSPEND, day("2026-01-01"), Status.CONFIRMED, "上线前未认证", day("2026-10-31"),
        Outcome.CLEARED, PAUSED.benefit,
    )  # fmt: skip
    found = one(house, PAUSED, certified, cleared)
    assert (found.now.after.standing, found.following.after.standing) == ("suspend", "continue")
    assert found.following.after.action == "resume"
    assert found.following.after.back_pay_months[0] == "2026-01"
    assert found.effective_month == NEXT


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": FactKind.LIFE_BUS}, "no rule reads this kind"),
        ({"end": day("2026-08-19")}, "ends before it begins"),
        ({"start": day("2026-11-21")}, "begins after the day it is received"),
        ({"outcome": Outcome.CLEARED}, "give its last day"),
        ({"kind": FactKind.DEFERRAL}, "needs its last day"),
        ({"basis": " "}, "no basis"),
        ({"benefit_id": LI.benefit}, "not this person's"),
    ],
)
def test_a_finding_that_the_door_would_set_aside_is_refused(house: House, wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RequestRefused, match=sentence):
        one(house, ZHANG, Finding(**(vars(DEATH) | wrong)))


@pytest.mark.parametrize("right", [{"end": day("2026-08-20")}, {"start": DAY}, {"benefit_id": ZHANG.benefit}])
def test_a_finding_that_is_just_right_is_not(house: House, right: dict[str, Any]) -> None:
    assert one(house, ZHANG, Finding(**(vars(DEATH) | right))).benefit_id == ZHANG.benefit


@pytest.mark.parametrize("about", [999, "B999"])
def test_somebody_unknown_is_refused(house: House, about: int | str) -> None:
    with pytest.raises(RequestRefused, match="no benefit of this person"):
        preview(house.home, about, MONTH)


def test_a_preview_writes_nothing(house: House) -> None:
    before = house.content()
    one(house, ZHANG, DEATH)
    assert house.content() == before


def test_a_preview_is_worked_out_again_from_its_receipt_whatever_came_since(house: House) -> None:
    """In either language, after another delivery that would have changed it."""
    receipt = preview(house.home, ZHANG.benefit, MONTH, [DEATH], DAY).receipt
    house.deliver("经办核实与认证.csv", "2026-11-20", CASEWORK, f"{who(ZHANG)},死亡,2026-08-20,,,已否定,本人到场")
    again = previewed_again(house.home, type(receipt).model_validate_json(receipt.model_dump_json()), "en")
    assert again.receipt == receipt
    assert preview(house.home, ZHANG.benefit, MONTH, [DEATH], DAY).receipt.digest != receipt.digest


def test_the_person_may_be_named_by_number(house: House) -> None:
    by_benefit = preview(house.home, ZHANG.benefit, MONTH, [DEATH], DAY)
    assert preview(house.home, by_benefit.receipt.person, MONTH, [DEATH], DAY) == by_benefit


def test_what_was_known_by_a_day_alone_counts(house: House) -> None:
    found = one(house, ZHANG, known_by=day("2026-09-02"))
    assert found.now.before.attention == ["remind"]
    assert of(house.run("2026-11"), ZHANG)["attention"] == "remind|verify"


def test_a_record_corrected_to_be_about_another_is_no_longer_about_the_first(house: House) -> None:
    """Only the first one's rows name that person, and the correction names the other (EXCHANGE §1)."""
    house.deliver("羁押_202610.csv", "2026-11-05", CUSTODY, f"C1,更正,{who(LI)},2026-07-12,,")
    run = house.run("2026-11")
    for each in (MAHAI, LI):
        assert said(one(house, each).now.before) == row_of(run, each.benefit)
    assert "verify" not in (of(run, MAHAI)["attention"] or "")
    assert "verify" in of(run, LI)["attention"]


def test_a_withdrawal_is_previewed_by_the_number_of_its_record(house: House) -> None:
    confirmed = replace(DEATH, record_id="F-000001")
    person = preview(house.home, ZHANG.benefit, MONTH).receipt.person
    deliver(house.home, [Decided(person, confirmed)], MONTH, DAY)
    withdrawn = replace(confirmed, record_status=RecordStatus.WITHDRAWN)
    found = one(house, ZHANG, withdrawn)
    assert (found.now.before.standing, found.now.after.standing) == ("stop", "continue")
    deliver(house.home, [Decided(person, withdrawn)], MONTH, DAY)
    assert said(found.now.after) == row_of(house.run("2026-11"), ZHANG.benefit)
