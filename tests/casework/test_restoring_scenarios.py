"""A living person wrongly marked is paid first and investigated second, told in words from file to payment."""

import datetime as dt
from pathlib import Path

import pytest
from deciding import County, clerk, county_of
from staff import signed_in

from casework.accounts.roles import Role
from casework.cases.models import Case, Found
from casework.cases.opening.alive import open_alive
from casework.decisions.kinds import Act
from casework.decisions.standing import sums_paid_back
from casework.runs.models import Determination
from homes import DEATHS, SUN, ZHANG, who
from zige.law.months import parse_month

pytestmark = pytest.mark.django_db(transaction=True)
PAID, PAUSED, ENDED = ("continue", 300_000), ("suspend", 300_000), ("stop", 300_000)


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
    return county_of(tmp_path, monkeypatch)


def determined(person: str) -> str:
    return str(Determination.objects.get(benefit=person, closed=None).standing)


def test_a_false_death_is_refuted_and_payment_restored_with_arrears_the_same_day(county: County) -> None:
    # The police report the death of somebody of the same name; it is verified too lightly, and payment stops.
    county.house.deliver("死亡_202601.csv", "2026-02-02", DEATHS, f"{who(ZHANG)},2026-01-03,2026-01-05")
    county.month_passes("2026-02")
    case = Case.objects.get(person=county.benefit(ZHANG).person, closed=None)
    county.verify(case, "verify", Found.CONFIRMED, "death", "2026-01-03")
    county.decide(ZHANG, Act.STOP)
    assert county.paid(ZHANG, "2026-02") == ENDED
    county.ledger(["2026-01"], ZHANG, SUN, day="2026-03-01")
    county.ledger(["2026-02", "2026-03"], SUN, day="2026-04-01")
    county.month_passes("2026-04")
    assert determined(ZHANG.benefit) == "stop"

    # In April she stands in an office of another county with her identity card.
    elsewhere = clerk(Role.COUNTY_HANDLER, "511111")
    alive = open_alive(elsewhere, ZHANG.number, "本人持身份证到场")
    assert (alive.urgent, alive.due) == (True, dt.date(2027, 1, 15))
    page = signed_in(county.handler).get(f"/people/{alive.person_id}").content.decode()
    assert "今天办结" in page
    assert "?act=resume" in page

    # The same day the fact is refuted and payment restored, by two people, with what was withheld.
    county.verify(alive, "alive", Found.REFUTED, "death", "2026-01-03")
    decision = county.decide(ZHANG, Act.RESUME)
    assert (decision.month, decision.amount, decision.clauses) == (parse_month("2026-04"), 600_000, "6")
    assert county.paid(ZHANG, "2026-04") == PAID
    assert [one.pk for one in sums_paid_back(parse_month("2026-04"))] == [decision.pk]
    alive.refresh_from_db()
    assert alive.closed is not None

    # The next run agrees, and nothing asks again.
    county.month_passes("2026-05")
    assert determined(ZHANG.benefit) == "continue"


def test_what_must_still_be_investigated_goes_on_pending_and_costs_nothing(county: County) -> None:
    county.house.deliver("死亡_202601.csv", "2026-02-02", DEATHS, f"{who(ZHANG)},2026-01-03,2026-01-05")
    county.month_passes("2026-02")
    case = Case.objects.get(person=county.benefit(ZHANG).person, closed=None)
    county.verify(case, "verify", Found.CONFIRMED, "death", "2026-01-03")
    county.decide(ZHANG, Act.STOP)
    alive = open_alive(county.handler, ZHANG.number, "来电")
    county.verify(alive, "alive", Found.REFUTED, "death", "2026-01-03", goes_on=dt.date(2026, 2, 1))
    county.decide(ZHANG, Act.RESUME)
    assert county.paid(ZHANG, "2026-02") == PAID
    county.month_passes("2026-03")
    assert determined(ZHANG.benefit) == "continue"
    assert Determination.objects.get(benefit=ZHANG.benefit, closed=None).attention == "verify"
    assert county.paid(ZHANG, "2026-03") == PAID


def test_an_overdue_suspension_resumes_the_month_after_the_proof_with_what_was_withheld(county: County) -> None:
    county.month_passes("2026-12")
    county.decide(ZHANG, Act.SUSPEND)
    county.ledger(["2026-11"], ZHANG, SUN, day="2026-12-10")
    county.ledger(["2026-12"], SUN, day="2027-01-10")
    county.month_passes("2027-01")
    alive = open_alive(clerk(Role.VILLAGE, "511102001001", "village"), ZHANG.number, "本人到场")
    county.verify(alive, "alive", Found.CONFIRMED, "certification", "2027-01-15")
    decision = county.decide(ZHANG, Act.RESUME)
    assert (decision.month, decision.amount, decision.months) == (
        parse_month("2027-02"),
        300_000,
        str(parse_month("2026-12")),
    )
    assert (decision.clauses, county.paid(ZHANG, "2027-01"), county.paid(ZHANG, "2027-02")) == ("7", PAUSED, PAID)
