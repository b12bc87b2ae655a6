"""Nobody is paid or asked for the same month twice, and of two decisions that cross the law's word holds."""

from pathlib import Path

import pytest
from deciding import County, county_of, request_of

from casework.accounts.refusal import ActRefused
from casework.cases.models import Found
from casework.decisions.acts.write_off import approve_write_off, propose_write_off
from casework.decisions.kinds import Act
from casework.decisions.models import Recovery
from casework.decisions.standing import sums_paid_back
from homes import SUN, ZHANG
from zige.law.months import parse_month

pytestmark = pytest.mark.django_db(transaction=True)
PAID, PAUSED, ENDED = ("continue", 300_000), ("suspend", 300_000), ("stop", 300_000)


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
    return county_of(tmp_path, monkeypatch)


def resumed_in_april(county: County) -> None:
    """ZHANG was paid nothing in February and March; payment goes on in April, with both."""
    county.found(ZHANG, "detention", "2026-01-10", end="2026-02-20", outcome="cleared")
    county.ledger(["2026-01"], ZHANG, SUN, day="2026-03-01")
    county.ledger(["2026-02", "2026-03"], SUN, day="2026-04-01")
    county.month_passes("2026-04")
    decision = county.decide(ZHANG, Act.PAY_BACK)
    assert (decision.month, decision.amount) == (parse_month("2026-04"), 600_000)


def test_arrears_are_not_paid_again_while_the_ledger_is_late(county: County) -> None:
    resumed_in_april(county)
    county.month_passes("2026-05")
    with pytest.raises(ActRefused, match="无须"):
        county.propose(ZHANG, Act.PAY_BACK)


def test_arrears_that_the_ledger_does_not_show_after_their_list_are_paid_then(county: County) -> None:
    """The list of April or that of May told them; the ledger of both is there, and they are not in it."""
    resumed_in_april(county)
    county.ledger(["2026-04"], ZHANG, SUN, day="2026-05-05")
    county.month_passes("2026-05")
    with pytest.raises(ActRefused, match="无须"):
        county.propose(ZHANG, Act.PAY_BACK)
    county.ledger(["2026-05"], ZHANG, SUN, day="2026-06-05")
    county.month_passes("2026-06")
    assert county.decide(ZHANG, Act.PAY_BACK).amount == 600_000


def test_a_sum_that_missed_the_list_of_its_month_is_paid_with_the_next_and_no_later(county: County) -> None:
    resumed_in_april(county)
    told = {month: sums_paid_back(parse_month(month)).count() for month in ("2026-03", "2026-04", "2026-05", "2026-06")}
    assert told == {"2026-03": 0, "2026-04": 1, "2026-05": 1, "2026-06": 0}


def overpaid(county: County) -> Recovery:
    """ZHANG died in January and was paid in February."""
    county.ledger(["2026-01", "2026-02"], ZHANG, day="2026-02-20")
    county.found(ZHANG, "death", "2026-01-03")
    county.decide(ZHANG, Act.STOP)
    county.month_passes("2026-03")
    return Recovery.objects.get(decision=county.decide(ZHANG, Act.RECOVER))


def test_what_was_written_off_is_not_asked_back_again(county: County) -> None:
    recovery = overpaid(county)
    wanted = propose_write_off(request_of(county.handler), recovery.pk, 1, recovery.total, "无继承人，无遗产")
    approve_write_off(request_of(county.reviewer), wanted.pk, wanted.version)
    county.ledger(["2026-03"], SUN, day="2026-04-01")
    with pytest.raises(ActRefused, match="无须"):
        county.propose(ZHANG, Act.RECOVER)


def test_what_came_back_is_not_asked_again_before_the_ledger_shows_it(county: County) -> None:
    recovery = overpaid(county)
    Recovery.objects.filter(pk=recovery.pk).update(closed="2026-03-10T08:00Z")
    with pytest.raises(ActRefused, match="无须"):
        county.propose(ZHANG, Act.RECOVER)


def test_what_the_ledger_still_calls_overpaid_after_that_is_asked_back(county: County) -> None:
    recovery = overpaid(county)
    Recovery.objects.filter(pk=recovery.pk).update(closed="2026-03-10T08:00Z")
    county.ledger(["2026-03"], SUN, day="2026-04-01")
    county.month_passes("2026-04")
    assert county.propose(ZHANG, Act.RECOVER).amount == 300_000


def test_a_stop_of_this_month_ends_a_resumption_decided_for_the_next(county: County) -> None:
    """Suspended as overdue, certified, to be resumed next month: then it turns out that she had died before."""
    county.month_passes("2026-12")
    county.decide(ZHANG, Act.SUSPEND)
    county.month_passes("2027-01")
    county.found(ZHANG, "certification", "2027-01-10")
    county.decide(ZHANG, Act.RESUME)
    assert county.paid(ZHANG, "2027-02") == PAID
    county.found(ZHANG, "certification", "2027-01-10", Found.REFUTED)
    county.found(ZHANG, "death", "2026-11-03")
    county.decide(ZHANG, Act.STOP)
    assert county.paid(ZHANG, "2027-01") == ENDED
    assert county.paid(ZHANG, "2027-02") == ENDED


def test_a_stop_that_the_law_still_gives_next_month_stays_where_this_month_resumes(county: County) -> None:
    """Acquitted in December, paid in January; that she died in January ends payment from February on all the same."""
    county.found(ZHANG, "detention", "2026-01-10")
    county.decide(ZHANG, Act.SUSPEND)
    county.month_passes("2026-03")
    county.found(ZHANG, "death", "2026-03-05")
    county.decide(ZHANG, Act.STOP)
    county.found(ZHANG, "detention", "2026-01-10", end="2026-02-20", outcome="cleared")
    county.decide(ZHANG, Act.RESUME)
    assert county.paid(ZHANG, "2026-03") == PAID
    assert county.paid(ZHANG, "2026-04") == ENDED
