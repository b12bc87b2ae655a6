"""A person's page says what each benefit was paid, months alike as one span, as the ledger of the home has it."""

from pathlib import Path

import pytest
from django.test import Client
from staff import at_desk

from casework.accounts.roles import Role
from casework.people.models import Benefit, Person
from casework.runs import payments
from casework.runs.importing import import_run
from casework.runs.payments import Span, spans_of
from homes import PAYMENTS, ZHANG, House, opened_house
from zige.running.paid import PaidMonth, paid_of

YEAR = 2026 * 12


@pytest.mark.parametrize(
    ("paid", "spans"),
    [
        ([], []),
        ([(1, 300)], [(1, 1, 300)]),
        ([(1, 300), (2, 300), (3, 300)], [(1, 3, 300)]),
        ([(1, 300), (2, 310)], [(1, 1, 300), (2, 2, 310)]),
        ([(1, 300), (4, 300)], [(1, 1, 300), (2, 3, 0), (4, 4, 300)]),
        ([(1, 300), (3, 300)], [(1, 1, 300), (2, 2, 0), (3, 3, 300)]),
        ([(1, 300), (2, 0), (3, -20)], [(1, 1, 300), (2, 2, 0), (3, 3, -20)]),
    ],
)
def test_months_alike_are_one_span_and_what_lies_between_is_one_of_nothing(
    paid: list[tuple[int, int]], spans: list[tuple[int, int, int]]
) -> None:
    told = list(spans_of(PaidMonth(month, amount, 1) for month, amount in paid))
    assert told == [Span(*span) for span in spans]
    assert sum(span.total for span in told) == sum(amount for _, amount in paid)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """ZHANG was paid three months, then not, then more."""
    made = opened_house(tmp_path / "house")
    rows = [f"{ZHANG.benefit},{month},3000" for month in ("2026-01", "2026-02", "2026-03")]
    made.deliver("发放台账_202605.csv", "2026-06-04", PAYMENTS, *rows, f"{ZHANG.benefit},2026-05,3100")
    import_run(made.home, made.run("2026-01"))
    monkeypatch.setattr(payments, "paid_of", lambda _, benefits: paid_of(made.home, benefits))
    return made


def page(browser: Client) -> str:
    answer = browser.get(f"/people/{Person.objects.get(name=ZHANG.name).pk}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", ("2026年1月 – 2026年3月", "未发放", "共发 12,100.00 元")), ("en", ("not paid", "12,100.00"))],
)
def test_the_page_says_what_was_paid_and_what_was_not(house: House, language: str, words: tuple[str, ...]) -> None:
    browser = at_desk(Role.COUNTY_HANDLER, "agency", "511102")
    browser.cookies["django_language"] = language
    shown = page(browser)
    for word in words:
        assert word in shown


@pytest.mark.django_db(transaction=True)
def test_what_another_agencys_benefit_was_paid_is_not_told(house: House) -> None:
    zhang = Person.objects.get(name=ZHANG.name)
    drawn = {"person": zhang, "kind": "pension.resident", "region": zhang.region, "listed": True}
    Benefit.objects.create(benefit_id="B900", office="511123", **drawn)
    assert "发放记录" in page(at_desk(Role.COUNTY_HANDLER, "agency", "511102"))
    assert "发放记录" not in page(at_desk(Role.COUNTY_HANDLER, "agency", "511123"))


@pytest.mark.django_db(transaction=True)
def test_a_ledger_that_is_damaged_is_said_and_the_rest_of_the_page_is_there(house: House) -> None:
    (ledger,) = house.home.path.glob("store/batches/*/payments.parquet")
    ledger.write_bytes(b"PAR1")
    shown = page(at_desk(Role.COUNTY_HANDLER, "agency", "511102"))
    assert "发放记录" in shown
    assert "认定结果" in shown
