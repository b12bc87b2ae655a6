"""What a county accepted is in the home after merging: once, as pending facts, whatever breaks in between (Art. 14)."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from reporting import OCTOBER, TODAY, VILLAGE, Desks, accepted, begun, countersigned, fresh, on, signed, with_line
from staff import account, give, office

from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.people.models import NUMBER, Benefit, Person
from casework.reports.acts import merge as merging
from casework.reports.acts.countersign import countersign
from casework.reports.acts.lines import Happened, Papers, add_line, from_document, set_papers
from casework.reports.acts.merge import NOTHING, merge, waiting_in
from casework.reports.acts.taking import SAME_PERSON
from casework.reports.models import Delivery, Report
from casework.reports.states import State
from casework.vault import blind
from homes import LI, STRANGER, ZHANG, House, of, opened_house
from homes import Person as Registered
from zige.store.batches import all_batches
from zige.store.lock import held

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A home whose register has ZHANG of the village and LI, on the day of the tests."""
    on(monkeypatch, TODAY)
    made = opened_house(tmp_path / "house")
    monkeypatch.setattr(settings, "HOME", made.home)
    return made


@pytest.fixture
def desks(house: House) -> Desks:
    return Desks()


def known(one: Registered, employer: str = "") -> Person:
    """Somebody as the database has them."""
    (index,) = blind([one.number], NUMBER)
    person = Person.objects.create(
        number=int(one.benefit[1:]), name=one.name, region=one.region, id_number=one.number, id_number_blind=index
    )
    Benefit.objects.create(
        benefit_id=one.benefit, person=person, kind="pension.enterprise", listed=True, employer=employer
    )
    return person


def accepted_death(desks: Desks) -> Report:
    with_line(desks.village, known(ZHANG), Happened("death", dt.date(2026, 10, 12)))
    report = signed(desks.village)
    countersigned(desks, report)
    return accepted(desks, report)


def rows_in(house: House, dataset: str) -> list[int]:
    return [batch.receipt["accepted"] for batch in all_batches(house.home) if batch.dataset == dataset]


def test_accepted_lines_become_one_batch_for_each_dataset_and_the_next_run_asks_to_verify(
    house: House, desks: Desks
) -> None:
    village = accepted_death(desks)
    with_line(desks.employer, known(LI, "E1"), Happened("imprisonment", dt.date(2026, 10, 2)))
    employer = accepted(desks, signed(desks.employer))
    made = {one.dataset: one for one in merge(desks.reviewer, OCTOBER)}
    assert made.keys() == {"grassroots.reports", "employers.reports"}
    assert [one.counts["matched"] for one in made.values()] == [1, 1]
    assert rows_in(house, "grassroots.reports") == rows_in(house, "employers.reports") == [1]
    assert fresh(village).delivery == made["grassroots.reports"]
    batches = {batch.dataset: batch.id for batch in all_batches(house.home)}
    assert {name: one.batch for name, one in made.items()} == {name: batches[name] for name in made}
    assert {fresh(village).state, fresh(employer).state} == {State.MERGED}
    run = house.run("2026-11")
    assert "verify" in str(of(run, ZHANG)["attention"])
    assert of(run, ZHANG)["standing"] == "continue"


def test_a_second_merge_finds_nothing_and_changes_nothing(house: House, desks: Desks) -> None:
    accepted_death(desks)
    merge(desks.reviewer, OCTOBER)
    before = house.content()
    with pytest.raises(ActRefused) as refused:
        merge(desks.reviewer, OCTOBER)
    assert str(refused.value) == NOTHING
    assert house.content() == before


def test_what_was_received_but_not_marked_is_marked_by_the_next_and_received_once(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = accepted_death(desks)

    def broken(*_given: object) -> None:
        raise OSError("broken off")

    with monkeypatch.context() as patched:
        patched.setattr(merging, "_marked", broken)
        with pytest.raises(OSError, match="broken off"):
            merge(desks.reviewer, OCTOBER)
    assert fresh(report).state == State.ACCEPTED
    again = {one.dataset: one for one in merge(desks.reviewer, OCTOBER)}["grassroots.reports"]
    assert again.status == "already_received"
    assert again.batch == all_batches(house.home)[-1].id
    assert rows_in(house, "grassroots.reports") == [1]


def test_rows_of_a_delivery_broken_off_are_known_again_in_a_larger_one(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted_death(desks)
    with monkeypatch.context() as patched:
        patched.setattr(merging, "_marked", lambda *_given: [])
        merge(desks.reviewer, OCTOBER)
    with_line(desks.second, known(LI), Happened("missing", dt.date(2026, 10, 1)))
    second = signed(desks.second)
    countersign(desks.town, OCTOBER, {second.pk: second.version})
    accepted(desks, second)
    (made,) = merge(desks.reviewer, OCTOBER)
    assert (made.counts["rows"], made.counts["accepted"], made.counts["duplicate"]) == (2, 1, 1)


def test_what_comes_late_goes_with_the_next_months_delivery(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = accepted_death(desks)
    merge(desks.reviewer, OCTOBER)
    on(monkeypatch, dt.date(2026, 12, 4))
    late = accepted(desks, signed(desks.employer, OCTOBER))
    assert waiting_in("511102", OCTOBER - 1) == []
    (made,) = merge(desks.reviewer, OCTOBER + 1)
    assert fresh(late).delivery == made
    assert fresh(early).delivery != made


def test_nil_reports_alone_make_no_file(house: House, desks: Desks) -> None:
    report = accepted(desks, signed(desks.employer))
    before = house.content()
    (made,) = merge(desks.reviewer, OCTOBER)
    assert (made.batch, made.counts["rows"]) == ("", 0)
    assert fresh(report).state == State.MERGED
    assert house.content() == before


def test_somebody_who_is_not_in_the_register_is_counted_by_the_home(house: House, desks: Desks) -> None:
    report = begun(desks.employer)
    named = from_document(STRANGER.name, STRANGER.number)
    line = add_line(desks.employer, report, 1, named, Happened("death", dt.date(2026, 10, 1)))
    set_papers(desks.employer, line, fresh(report).version, Papers(["employer"], "", ""))
    accepted(desks, signed(desks.employer))
    (made,) = merge(desks.reviewer, OCTOBER)
    assert (made.counts["matched"], made.counts["unmatched"]) == (0, 1)


def test_only_the_countys_reviewer_merges_and_not_who_accepted(house: House, desks: Desks) -> None:
    accepted(desks, signed(desks.employer))
    elsewhere = account(Role.COUNTY_REVIEWER, office("agency", "511111"), "elsewhere")
    for who, sentence in (
        (desks.handler, "不在您的岗位上"),
        (desks.village, "不在您的岗位上"),
        (elsewhere, str(NOTHING)),
    ):
        with pytest.raises(ActRefused) as refused:
            merge(who, OCTOBER)
        assert sentence in str(refused.value)
    desks.handler.assignments.update(taken=timezone.now())
    give(desks.handler, Role.COUNTY_REVIEWER, TODAY)
    with pytest.raises(ActRefused) as refused:
        merge(desks.handler, OCTOBER)
    assert str(refused.value) == SAME_PERSON


def test_a_home_that_is_held_by_a_command_is_told_and_nothing_is_marked(house: House, desks: Desks) -> None:
    report = accepted(desks, signed(desks.employer))
    with held(house.home.path, "zige run"), pytest.raises(ActRefused) as refused:
        merge(desks.reviewer, OCTOBER)
    assert "另一命令" in str(refused.value)
    assert fresh(report).state == State.ACCEPTED


def test_a_file_that_the_home_refuses_is_told_and_nothing_is_marked(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = accepted_death(desks)
    refusal = {"status": "refused", "message": {"zh": "缺少列", "en": "a column is missing"}}
    monkeypatch.setattr(merging, "deliver", lambda *_given: refusal)
    with pytest.raises(ActRefused, match="缺少列"):
        merge(desks.reviewer, OCTOBER)
    assert fresh(report).state == State.ACCEPTED
    assert not Delivery.objects.exists()


def test_merging_is_recorded_and_leaves_no_plain_file(house: House, desks: Desks) -> None:
    accepted_death(desks)
    merge(desks.reviewer, OCTOBER)
    entry = Entry.objects.get(act="reports.merged")
    assert ZHANG.number not in repr(entry.details)
    assert VILLAGE not in repr(entry.details)
    assert list(house.home.path.rglob("*.csv")) == []
