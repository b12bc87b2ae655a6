"""What officers decided goes in by the same door as a file, and can be corrected and withdrawn (EXCHANGE §1, §4)."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from homes import (
    BENEFITS,
    CUSTODY,
    DEATHS,
    LI,
    MAHAI,
    PEOPLE,
    SUN,
    ZHANG,
    House,
    Person,
    attention,
    benefit_row,
    of,
    opened_house,
    unsealed,
    who,
)
from identity.people import number
from zige.errors import RequestRefused
from zige.kinds import FactKind, Outcome, Status
from zige.law.months import parse_month
from zige.receiving.registers import register_now
from zige.running.findings import Finding, RecordStatus
from zige.running.officers import Decided, Delivered, deliver
from zige.store.batches import all_batches
from zige.store.runs import EVENTS

MONTH = parse_month("2026-02")
DAY = dt.date(2026, 2, 8)
DIED = dt.date(2026, 1, 20)
DEATH = Finding(FactKind.DEATH, DIED, Status.CONFIRMED, "入户核查记录", record_id="F-000001")
CERTIFIED = Finding(FactKind.CERTIFICATION, dt.date(2026, 2, 2), Status.CONFIRMED, "窗口现场认证", record_id="F-000002")


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A death and a detention to be verified."""
    house = opened_house(tmp_path)
    house.deliver("死亡注销户口_202601.csv", "2026-02-03", DEATHS, f"{who(ZHANG)},{DIED},2026-01-25")
    house.deliver("羁押_202601.csv", "2026-02-03", CUSTODY, f"C1,新增,{who(MAHAI)},2026-01-12,,")
    return house


def number_of(house: House, who_: Person) -> int:
    persons = register_now(house.home).persons
    return int(persons.filter(pl.col("id_number") == who_.number)["person"][0])


def given(house: House, *told: tuple[Person, Finding], day: dt.date = DAY) -> Delivered:
    return deliver(house.home, [Decided(number_of(house, each), finding) for each, finding in told], MONTH, day)


def test_what_was_decided_counts_in_the_next_run(house: House) -> None:
    cleared = replace(
        DEATH, kind=FactKind.DETENTION, start=dt.date(2026, 1, 12), end=dt.date(2026, 1, 30), outcome=Outcome.CLEARED,
        record_id="F-000003",
    )  # fmt: skip
    told = given(house, (ZHANG, DEATH), (LI, CERTIFIED), (MAHAI, cleared))
    assert (told.receipt["status"], told.receipt["matched"], told.set_aside) == ("accepted", 3, {})
    run = house.run("2026-02")
    assert of(run, ZHANG)["standing"] == "stop"
    assert of(run, LI)["last_certified"] == dt.date(2026, 2, 2)
    assert "verify" not in attention(run, MAHAI)


def test_the_same_again_changes_nothing(house: House) -> None:
    given(house, (ZHANG, DEATH))
    batches = len(all_batches(house.home))
    assert given(house, (ZHANG, DEATH)).receipt["status"] == "already_received"
    assert len(all_batches(house.home)) == batches


def test_a_confirmed_fact_that_is_withdrawn_asks_for_verification_again(house: House) -> None:
    given(house, (ZHANG, DEATH))
    given(house, (ZHANG, replace(DEATH, record_status=RecordStatus.WITHDRAWN)), day=dt.date(2026, 2, 9))
    run = house.run("2026-02")
    assert (of(run, ZHANG)["standing"], attention(run, ZHANG)) == ("continue", {"verify"})


def test_a_confirmed_fact_that_is_refuted_later_never_was(house: House) -> None:
    given(house, (ZHANG, DEATH))
    alive = replace(DEATH, status=Status.REFUTED, basis="本人到场", record_status=RecordStatus.CORRECTED)
    given(house, (ZHANG, alive), day=dt.date(2026, 2, 9))
    run = house.run("2026-02")
    assert (of(run, ZHANG)["standing"], attention(run, ZHANG)) == ("continue", set())


def test_a_withdrawn_refutation_lets_the_report_stand_again(house: House) -> None:
    refuted = replace(DEATH, status=Status.REFUTED)
    given(house, (ZHANG, refuted))
    given(house, (ZHANG, replace(refuted, record_status=RecordStatus.WITHDRAWN)), day=dt.date(2026, 2, 9))
    assert attention(house.run("2026-02"), ZHANG) == {"verify"}


@pytest.mark.parametrize(
    ("status", "record", "last"),
    [
        (RecordStatus.WITHDRAWN, "F-000002", dt.date(2025, 3, 4)),
        (RecordStatus.WITHDRAWN, "F-000009", dt.date(2026, 2, 2)),
        (RecordStatus.CORRECTED, "F-000002", dt.date(2026, 2, 1)),
    ],
)
def test_a_certification_is_corrected_or_withdrawn_by_its_number(
    house: House, status: RecordStatus, record: str, last: dt.date
) -> None:
    """Another number's row takes back nothing."""
    given(house, (LI, CERTIFIED))
    start = dt.date(2026, 2, 1) if status is RecordStatus.CORRECTED else CERTIFIED.start
    revised = replace(CERTIFIED, record_id=record, record_status=status, start=start)
    given(house, (LI, revised), day=dt.date(2026, 2, 9))
    assert of(house.run("2026-02"), LI)["last_certified"] == last


def test_what_the_door_sets_aside_is_told_by_its_place(house: House) -> None:
    """The second row names another's benefit."""
    told = given(house, (LI, CERTIFIED), (ZHANG, replace(DEATH, benefit_id=LI.benefit)))
    assert told.set_aside == {1: ["benefit_unknown"]}
    assert told.receipt["accepted"] == 1


def test_nobody_and_nothing_are_refused_whole(house: House) -> None:
    before = house.content()
    with pytest.raises(RequestRefused, match="nothing decided"):
        deliver(house.home, [], MONTH, DAY)
    with pytest.raises(RequestRefused, match="finding 2 is about nobody"):
        deliver(house.home, [Decided(number_of(house, LI), CERTIFIED), Decided(999, DEATH)], MONTH, DAY)
    assert house.content() == before


def test_an_old_or_a_large_delivery_of_officers_is_not_held(house: House) -> None:
    """From a department three small deliveries and then an old date would be (EXCHANGE §1)."""
    for at in range(3):
        given(house, (LI, replace(CERTIFIED, record_id=f"F-{at}", start=dt.date(2026, 2, 1 + at))))
    old = replace(DEATH, start=dt.date(2019, 5, 1), record_id="F-9")
    assert given(house, (ZHANG, old)).receipt["status"] == "accepted"


def test_what_officers_decide_is_no_usual_file_of_the_dataset(house: House) -> None:
    """Sixty rows in a file are not held because officers deliver one at a time."""
    for at in range(3):
        given(house, (LI, replace(CERTIFIED, record_id=f"F-{at}", start=dt.date(2026, 2, 1 + at))))
    header = "证件号码,姓名,类型,起,状态,依据"
    rows = [f"{who(SUN)},资格认证,2026-{1 + at // 28:02}-{1 + at % 28:02},已核实,窗口" for at in range(60)]
    told = house.deliver("经办核实与认证_202603.csv", "2026-03-03", header, *rows)
    assert (told["status"], told["rows"]) == ("accepted", 60)


def test_a_basis_of_several_lines_stays_with_its_row(house: House) -> None:
    told = given(house, (LI, replace(CERTIFIED, basis='第一行\n"引号",第二行\r\n')), (ZHANG, DEATH))
    assert told.receipt["accepted"] == 2
    assert of(house.run("2026-02"), ZHANG)["standing"] == "stop"


def test_whom_a_roster_of_benefits_alone_has_told_of_can_be_decided_about(tmp_path: Path) -> None:
    """Nobody is looked for: the register's number says who it is, though there is no name to compare."""
    house = opened_house(tmp_path)
    nameless = Person("", number("511102", "19650606", 1), "B008")
    house.deliver("待遇名册_202602.csv", "2026-02-05", BENEFITS, *map(benefit_row, (*PEOPLE, nameless)))
    told = given(house, (nameless, CERTIFIED))
    assert told.set_aside == {}
    assert of(house.run("2026-02"), nameless)["last_certified"] == CERTIFIED.start


def test_no_number_and_no_name_lies_open_in_the_home(house: House) -> None:
    given(house, (ZHANG, DEATH))
    for place, text in unsealed(house.home):
        assert ZHANG.number not in text, place
        assert ZHANG.name not in text, place


def test_the_event_names_the_row_that_was_first(house: House) -> None:
    """The report of the police, not the verification of the office."""
    before = house.run("2026-02").table(EVENTS).filter(pl.col("kind") == "death")["fact_id"].to_list()
    given(house, (ZHANG, DEATH))
    assert house.run("2026-02").table(EVENTS).filter(pl.col("kind") == "death")["fact_id"].to_list() == before


@pytest.mark.parametrize(("first", "then"), [(CERTIFIED, DEATH), (DEATH, CERTIFIED)])
def test_a_proof_of_life_is_not_corrected_into_another_fact(house: House, first: Finding, then: Finding) -> None:
    """It would go on proving life. Another number's record, and a fact of another kind, may be."""
    given(house, (ZHANG, first))
    before = house.content()
    corrected = replace(then, record_id=first.record_id, record_status=RecordStatus.CORRECTED)
    with pytest.raises(RequestRefused, match="another sort of fact"):
        given(house, (ZHANG, corrected), day=dt.date(2026, 2, 9))
    assert house.content() == before
    assert given(house, (ZHANG, replace(corrected, record_id="F-000077"))).receipt["status"] == "accepted"


def test_a_fact_is_corrected_into_another_kind(house: House) -> None:
    """Stopped for another reason instead of as dead; the police's report asks for verification again."""
    given(house, (ZHANG, DEATH))
    other = replace(DEATH, kind=FactKind.OTHER_STOP, record_status=RecordStatus.CORRECTED)
    given(house, (ZHANG, other), day=dt.date(2026, 2, 9))
    run = house.run("2026-02")
    assert (of(run, ZHANG)["grounds"], attention(run, ZHANG)) == ("other_stop", {"verify"})
