"""What a county accepted is in the home after merging: once, as pending facts, whatever breaks in between (Art. 14)."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone
from reporting import OCTOBER, TODAY, Desks, accepted, begun, countersigned, fresh, let_jobs_wait, on, signed, with_line
from staff import account, give, office

from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.people.models import NUMBER, Benefit, Person
from casework.reports import jobs, merging
from casework.reports.acts.countersign import countersign
from casework.reports.acts.lines import Happened, Papers, add_line, from_document, set_papers
from casework.reports.acts.order_merging import AT_WORK, order_merging
from casework.reports.acts.taking import CHANGED, SAME_PERSON
from casework.reports.merging import NOTHING, waiting_in
from casework.reports.models import Delivery, Merging, Report
from casework.reports.states import State
from casework.vault import blind
from homes import LI, STRANGER, ZHANG, House, of, opened_house, unsealed
from homes import Person as Registered
from zige.store.batches import all_batches
from zige.store.lock import held

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> House:
    """A home whose register has ZHANG of the village and LI, on the day of the tests."""
    on(monkeypatch, TODAY)
    let_jobs_wait(settings)
    made = opened_house(tmp_path / "house")
    settings.HOME = made.home
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


def merged(desks: Desks, month: int = OCTOBER) -> Merging:
    """Ordered by the county's reviewer and done by the worker."""
    ordered = order_merging(desks.reviewer, month)
    jobs.merge_reports.call(ordered.pk)
    ordered.refresh_from_db()
    return ordered


def deliveries(ordered: Merging) -> dict[str, Delivery]:
    assert ordered.refusal == {}
    return {one.dataset: one for one in ordered.deliveries.all()}


def test_accepted_lines_become_one_batch_for_each_dataset_and_the_next_run_asks_to_verify(
    house: House, desks: Desks
) -> None:
    village = accepted_death(desks)
    with_line(desks.employer, known(LI, "E1"), Happened("imprisonment", dt.date(2026, 10, 2)))
    employer = accepted(desks, signed(desks.employer))
    made = deliveries(merged(desks))
    assert made.keys() == {"grassroots.reports", "employers.reports"}
    assert [one.counts["matched"] for one in made.values()] == [1, 1]
    assert rows_in(house, "grassroots.reports") == rows_in(house, "employers.reports") == [1]
    assert fresh(village).delivery == made["grassroots.reports"]
    batches = {batch.dataset: batch.number for batch in all_batches(house.home)}
    assert {name: one.batch for name, one in made.items()} == {name: batches[name] for name in made}
    assert {fresh(village).state, fresh(employer).state} == {State.MERGED}
    run = house.run("2026-11")
    assert "verify" in str(of(run, ZHANG)["attention"])
    assert of(run, ZHANG)["standing"] == "continue"


def test_a_second_merging_finds_nothing_and_changes_nothing(house: House, desks: Desks) -> None:
    accepted_death(desks)
    ordered = merged(desks)
    before = house.content()
    assert refused(order_merging, desks.reviewer, OCTOBER) == NOTHING
    jobs.merge_reports.call(ordered.pk)
    assert house.content() == before
    assert Delivery.objects.count() == 1


def test_what_was_received_but_not_marked_is_marked_when_the_job_is_begun_again_and_received_once(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = accepted_death(desks)
    ordered = order_merging(desks.reviewer, OCTOBER)

    def broken(*_given: object) -> None:
        raise OSError("broken off")

    with monkeypatch.context() as patched:
        patched.setattr(merging, "_marked", broken)
        with pytest.raises(Exception, match="OSError"):
            jobs.merge_reports.call(ordered.pk)
    assert fresh(report).state == State.ACCEPTED
    jobs.merge_reports.call(ordered.pk)
    again = deliveries(ordered)["grassroots.reports"]
    assert again.status == "already_received"
    assert again.batch == all_batches(house.home)[-1].number
    assert rows_in(house, "grassroots.reports") == [1]


def test_rows_of_a_delivery_broken_off_are_known_again_in_a_larger_one(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted_death(desks)
    ordered = order_merging(desks.reviewer, OCTOBER)
    with monkeypatch.context() as patched:
        patched.setattr(merging, "_marked", lambda *_given: None)
        jobs.merge_reports.call(ordered.pk)
    with_line(desks.second, known(LI), Happened("missing", dt.date(2026, 10, 1)))
    second = signed(desks.second)
    countersign(desks.town, OCTOBER, {second.pk: second.version})
    accepted(desks, second)
    jobs.merge_reports.call(ordered.pk)
    made = deliveries(ordered)["grassroots.reports"]
    assert (made.counts["rows"], made.counts["accepted"], made.counts["duplicate"]) == (2, 1, 1)


def test_reports_that_moved_while_they_were_sent_are_not_marked(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = accepted(desks, signed(desks.employer))
    real = merging._sent

    def meanwhile(*given: object) -> object:
        sent = real(*given)  # type: ignore[arg-type]
        Report.objects.filter(pk=report.pk).update(state=State.RETURNED)
        return sent

    monkeypatch.setattr(merging, "_sent", meanwhile)
    ordered = merged(desks)
    assert ordered.refusal["zh"] == str(CHANGED)
    assert not Delivery.objects.exists()


def test_what_comes_late_goes_with_the_next_months_delivery(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = accepted_death(desks)
    merged(desks)
    on(monkeypatch, dt.date(2026, 12, 4))
    late = accepted(desks, signed(desks.employer, OCTOBER))
    assert waiting_in("511102", OCTOBER - 1) == []
    (made,) = deliveries(merged(desks, OCTOBER + 1)).values()
    assert fresh(late).delivery == made
    assert fresh(early).delivery != made


def test_nil_reports_alone_make_no_file(house: House, desks: Desks) -> None:
    report = accepted(desks, signed(desks.employer))
    before = house.content()
    (made,) = deliveries(merged(desks)).values()
    assert (made.batch, made.counts["rows"]) == (None, 0)
    assert fresh(report).state == State.MERGED
    assert house.content() == before


def test_somebody_who_is_not_in_the_register_is_counted_by_the_home(house: House, desks: Desks) -> None:
    report = begun(desks.employer)
    named = from_document(STRANGER.name, STRANGER.number)
    line = add_line(desks.employer, report, 1, named, Happened("death", dt.date(2026, 10, 1)))
    set_papers(desks.employer, line, fresh(report).version, Papers(["employer"], "", ""))
    accepted(desks, signed(desks.employer))
    (made,) = deliveries(merged(desks)).values()
    assert (made.counts["matched"], made.counts["unmatched"]) == (0, 1)


def test_only_the_countys_reviewer_merges_and_not_who_accepted(house: House, desks: Desks) -> None:
    accepted(desks, signed(desks.employer))
    elsewhere = account(Role.COUNTY_REVIEWER, office("agency", "511111"), "elsewhere")
    for who, sentence in (
        (desks.handler, "不在您的岗位上"),
        (desks.village, "不在您的岗位上"),
        (elsewhere, str(NOTHING)),
    ):
        assert sentence in refused(order_merging, who, OCTOBER)
    desks.handler.assignments.update(taken=timezone.now())
    give(desks.handler, Role.COUNTY_REVIEWER, TODAY)
    assert refused(order_merging, desks.handler, OCTOBER) == SAME_PERSON


def test_one_merging_of_a_county_at_a_time(house: House, desks: Desks) -> None:
    accepted(desks, signed(desks.employer))
    order_merging(desks.reviewer, OCTOBER)
    assert refused(order_merging, desks.reviewer, OCTOBER) == AT_WORK


def test_a_home_that_is_held_by_a_command_is_told_in_both_languages_and_nothing_is_marked(
    house: House, desks: Desks
) -> None:
    report = accepted(desks, signed(desks.employer))
    with held(house.home.path, "zige run"):
        ordered = merged(desks)
    assert "另一命令" in ordered.refusal["zh"]
    assert "another command" in ordered.refusal["en"]
    assert fresh(report).state == State.ACCEPTED
    assert deliveries(merged(desks))


def test_a_file_that_the_home_refuses_is_told_and_nothing_is_marked(
    house: House, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = accepted_death(desks)
    refusal = {"status": "refused", "message": {"zh": "缺少列", "en": "a column is missing"}}
    monkeypatch.setattr(merging, "deliver", lambda *_given: refusal)
    assert merged(desks).refusal == {"zh": "缺少列", "en": "a column is missing"}
    assert fresh(report).state == State.ACCEPTED
    assert not Delivery.objects.exists()


def test_merging_is_recorded_and_leaves_nothing_plain(house: House, desks: Desks) -> None:
    accepted_death(desks)
    merged(desks)
    acts = ["reports.merging_ordered", "reports.merged"]
    entries = list(Entry.objects.filter(act__in=acts).order_by("number"))
    assert [entry.act for entry in entries] == acts
    assert all(entry.account == desks.reviewer.pk for entry in entries)
    assert ZHANG.number not in repr([entry.details for entry in entries])
    assert all(ZHANG.number not in text and ZHANG.name not in text for _, text in unsealed(house.home))


def refused(act: Callable[..., object], *given: object) -> str:
    with pytest.raises(ActRefused) as refusal:
        act(*given)
    return str(refusal.value)
