"""A run opens cases: one for each person, with a matter for each cause; what falls closes, what people did stays."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from staff import account, office

from casework.accounts.models import Office
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.cases.models import Case, Kinship, Matter, Origin, Step, Task
from casework.cases.opening.after_run import Opened, cases_after_run
from casework.cases.opening.alive import open_alive
from casework.cases.opening.by_hand import Opening, open_case
from casework.people.models import Benefit, Person
from casework.runs.importing import import_run
from casework.runs.models import Candidate, Determination, Evidence, Question, Run, Signal
from homes import BORDER, CASEWORK, CUSTODY, DEATHS, LI, PAUSED, STOPPED, SUN, ZHANG, House, opened_house, who

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A home, and the offices of three counties."""
    for code in ("511100", "511102", "511111", "511123"):
        office("agency", code)
    office("town", "511102001")
    office("village", "511102001001")
    return opened_house(tmp_path / "house")


def opened(house: House, month: str = "2026-01", **said: object) -> Opened:
    return cases_after_run(import_run(house.home, house.run(month, **said)).run)


def matters(name: str, **said: object) -> list[tuple[str, str, str]]:
    """Task, key up to its numbers, and state of what is asked about somebody."""
    found = Matter.objects.filter(case__person__name=name, **said).order_by("task", "key")
    return [(one.task, one.key.split("-")[0], one.state) for one in found]


def steps(name: str) -> list[str]:
    return list(Step.objects.filter(case__person__name=name).values_list("act", flat=True))


def dead(house: House, person: object = ZHANG) -> None:
    house.deliver("死亡_202601.csv", "2026-02-02", DEATHS, f"{who(person)},2026-01-03,2026-01-05")


def test_each_person_has_one_case_with_a_matter_for_each_fact(house: House) -> None:
    dead(house)
    house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(ZHANG)},2026-01-03,,")
    done = opened(house)
    case = Case.objects.get(person__name=ZHANG.name)
    assert matters(ZHANG.name) == [("verify", "death", "open"), ("verify", "detention", "open")]
    assert (case.region, case.office, case.origin, case.closed) == (ZHANG.region, "511102", "run", None)
    assert case.number == f"511102-{timezone.localdate().year}-000001"
    assert (done.cases, done.fallen) == (Case.objects.count(), 0)
    assert {one.ground for one in Matter.objects.filter(case=case)} == {"death", "detained"}


def test_a_fact_that_no_ground_of_the_benefit_reads_asks_nothing(house: House) -> None:
    """Detention costs a civil pension nothing."""
    house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(SUN)},2026-01-03,,")
    opened(house)
    assert matters(SUN.name) == []


def test_the_file_says_who_works_first_and_by_when(house: House) -> None:
    dead(house)
    house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    opened(house)
    zhang, li = (Case.objects.get(person__name=one.name) for one in (ZHANG, LI))
    assert (zhang.at.kind, zhang.at.number) == ("village", "511102001001")
    assert (li.at.kind, li.at.number) == ("agency", "511123")
    assert zhang.due is not None
    assert li.due is not None
    assert timezone.localdate() < zhang.due < li.due


def test_a_contradiction_is_asked_beside_the_fact_and_due_before_it(house: House) -> None:
    dead(house)
    house.deliver("出入境_202601.csv", "2026-02-02", BORDER, f"B1,新增,{who(ZHANG)},2026-01-20,出境")
    opened(house)
    assert matters(ZHANG.name) == [("contradiction", "death", "open"), ("verify", "death", "open")]
    contradiction, fact = Matter.objects.filter(case__person__name=ZHANG.name).order_by("task")
    assert contradiction.due is not None
    assert fact.due is not None
    assert contradiction.due < fact.due
    assert Case.objects.get(person__name=ZHANG.name).due == contradiction.due


def test_openings_are_asked_by_their_fact(house: House) -> None:
    opened(house)
    assert matters(PAUSED.name, task="opening") == [("opening", "opening_suspend", "open")]
    assert matters(STOPPED.name, task="opening") == [("opening", "opening_stop", "open")]
    assert matters(ZHANG.name) == []


def test_the_same_run_again_changes_nothing(house: House) -> None:
    dead(house)
    opened(house)
    before = [list(model.objects.order_by("pk").values()) for model in (Case, Matter, Step)]
    assert cases_after_run(Run.objects.get()) == Opened()
    assert [list(model.objects.order_by("pk").values()) for model in (Case, Matter, Step)] == before
    assert opened(house, full=True) == Opened()
    assert [list(model.objects.order_by("pk").values()) for model in (Case, Matter, Step)] == before


def test_a_withdrawn_record_is_told_and_the_case_closes_by_itself(house: House) -> None:
    house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    opened(house)
    house.deliver("羁押_202602.csv", "2026-02-03", CUSTODY, f"K1,撤回,{who(LI)},2026-01-03,,")
    done = opened(house)
    case = Case.objects.get(person__name=LI.name)
    assert matters(LI.name) == [("verify", "detention", "fallen")]
    assert case.closed is not None
    assert steps(LI.name) == ["opened", "added", "withdrawn", "fell", "closed"]
    assert Step.objects.get(act="withdrawn").text.startswith("police.custody ")
    assert (done.fallen, done.closed, done.told) == (1, 1, 1)
    assert opened(house, full=True).told == 0


def test_what_has_fallen_is_asked_again_in_a_new_case(house: House) -> None:
    house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    opened(house)
    house.deliver("羁押_202602.csv", "2026-02-03", CUSTODY, f"K1,撤回,{who(LI)},2026-01-03,,")
    opened(house)
    house.deliver("羁押_202603.csv", "2026-02-04", CUSTODY, f"K1,更正,{who(LI)},2026-01-03,,")
    opened(house)
    first, second = Case.objects.filter(person__name=LI.name).order_by("pk")
    assert (first.closed is None, second.closed is None) == (False, True)
    assert first.number[:-6] == second.number[:-6]
    assert int(second.number[-6:]) == int(first.number[-6:]) + 1


def test_what_falls_while_others_are_open_leaves_the_case_open_and_comes_back_into_it(house: House) -> None:
    dead(house, LI)
    house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    opened(house)
    house.deliver("羁押_202602.csv", "2026-02-03", CUSTODY, f"K1,撤回,{who(LI)},2026-01-03,,")
    opened(house)
    assert matters(LI.name) == [("verify", "death", "open"), ("verify", "detention", "fallen")]
    house.deliver("羁押_202603.csv", "2026-02-04", CUSTODY, f"K1,更正,{who(LI)},2026-01-03,,")
    opened(house)
    assert matters(LI.name) == [("verify", "death", "open"), ("verify", "detention", "open")]
    assert Case.objects.get(person__name=LI.name).closed is None


def test_what_a_person_settled_is_not_asked_again(house: House) -> None:
    dead(house)
    opened(house)
    Matter.objects.filter(case__person__name=ZHANG.name).update(state="settled", ended=timezone.localdate())
    done = opened(house, full=True)
    assert (done.matters, done.fallen) == (0, 0)
    assert matters(ZHANG.name) == [("verify", "death", "settled")]


def test_what_a_person_opened_does_not_fall(house: House) -> None:
    opened(house)
    by = account(Role.COUNTY_HANDLER, office("agency", "511102"))
    open_case(
        by, Person.objects.get(name=ZHANG.name), Opening(Task.VERIFY, Origin.TIP, "邻居说很久没见", kind="report")
    )
    assert opened(house, full=True) == Opened()
    assert matters(ZHANG.name) == [("verify", "tip", "open")]


def test_a_matter_with_a_finding_under_review_does_not_fall(house: House) -> None:
    from casework.cases.models import Finding

    house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    opened(house)
    matter = Matter.objects.get(case__person__name=LI.name)
    by = account(Role.COUNTY_HANDLER, office("agency", "511123"))
    Finding.objects.create(
        case=matter.case, matter=matter, person=matter.case.person, found="refuted", kind="detention",
        start=dt.date(2026, 1, 3), source="9.5", basis="看守所回函", record="F-1", handler=by, proposed=timezone.now(),
    )  # fmt: skip
    house.deliver("羁押_202602.csv", "2026-02-03", CUSTODY, f"K1,撤回,{who(LI)},2026-01-03,,")
    assert opened(house).fallen == 0
    assert matters(LI.name) == [("verify", "detention", "open")]


def test_a_confirmed_fact_that_every_source_withdrew_is_asked_about(house: House) -> None:
    house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    opened(house)
    Matter.objects.filter(case__person__name=LI.name).update(state="settled", ended=timezone.localdate())
    house.deliver("经办_202601.csv", "2026-02-03", CASEWORK, f"{who(LI)},detention,2026-01-03,,,confirmed,看守所证明")
    opened(house)
    assert len(matters(LI.name)) == 1
    house.deliver("羁押_202602.csv", "2026-02-04", CUSTODY, f"K1,撤回,{who(LI)},2026-01-03,,")
    opened(house)
    assert Signal.objects.get(person__name=LI.name).status == "confirmed"
    key = Matter.objects.get(case__person__name=LI.name, task="contradiction").key
    assert key.endswith("@withdrawn")


def test_overdue_and_overpaid_benefits_candidates_and_questions_are_asked_about(house: House) -> None:
    opened(house)
    run, zhang, li = Run.objects.get(), Person.objects.get(name=ZHANG.name), Person.objects.get(name=LI.name)
    Determination.objects.filter(benefit=ZHANG.benefit).update(
        action="suspend", grounds="unconfirmed", due_month=2025 * 12 + 11
    )
    Determination.objects.filter(benefit=LI.benefit).update(settlement=-1, overpaid_months="2025-11|2025-12")
    Candidate.objects.create(key="7-1-2", person=zhang, dataset="police.deaths", batch=7, line=1, opened=run)
    Question.objects.create(key="changed_number|2", person=li, kind="changed_number", opened=run)
    assert cases_after_run(run).matters == 4
    assert {(m.task, m.key) for m in Matter.objects.filter(case__person__in=[zhang, li])} == {
        ("overdue", "B001@2025-12"),
        ("recovery", "B002@2025-12"),
        ("candidate", "7-1-2"),
        ("register", "changed_number|2"),
    }
    assert Case.objects.get(person=zhang).origin in ("run", "candidate")


def test_neither_another_suspension_nor_a_cent_owed_to_the_person_is_asked_about(house: House) -> None:
    opened(house)
    Determination.objects.filter(benefit=ZHANG.benefit).update(action="suspend", grounds="detained")
    Determination.objects.filter(benefit=LI.benefit).update(action="none", grounds="unconfirmed", settlement=1)
    assert cases_after_run(Run.objects.get()) == Opened()


def test_an_open_recovery_is_one_matter_however_the_months_grow_and_a_settled_one_is_asked_for_new_months(
    house: House,
) -> None:
    opened(house)
    told = Determination.objects.filter(benefit=LI.benefit)
    told.update(settlement=-1, overpaid_months="2025-11")
    cases_after_run(Run.objects.get())
    told.update(settlement=-2, overpaid_months="2025-11|2025-12")
    assert cases_after_run(Run.objects.get()) == Opened()
    Matter.objects.filter(task="recovery").update(state="settled", ended=timezone.localdate(), key="B002@2025-12")
    assert cases_after_run(Run.objects.get()).matters == 0
    told.update(overpaid_months="2025-11|2025-12|2026-01")
    assert cases_after_run(Run.objects.get()).matters == 1


def test_many_matters_take_few_queries(house: House) -> None:
    """As many for three hundred people as for one: rows go in batches."""
    opened(house)
    run, sample = Run.objects.get(), Person.objects.get(name=ZHANG.name)

    def asked(first: int, count: int) -> int:
        people = [
            Person(number=first + at, name=f"某{at}", region="511102001001", residence="local", mobility="normal")
            for at in range(count)
        ]
        Person.objects.bulk_create(people)
        Benefit.objects.bulk_create(
            Benefit(benefit_id=f"X{one.number}", person=one, kind="pension.civil", office="511102", listed=True)
            for one in people
        )
        Question.objects.bulk_create(
            Question(key=f"report|{one.number}", person=one, kind="report", opened=run) for one in people
        )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert cases_after_run(run).cases == count
        return len(queries)

    assert sample.pk < 1000
    assert asked(2000, 300) - asked(1000, 1) < 30


def test_without_offices_it_is_refused_and_nothing_is_written(house: House) -> None:
    dead(house)
    run = import_run(house.home, house.run("2026-01")).run
    Office.objects.all().delete()
    with pytest.raises(ActRefused):
        cases_after_run(run)
    assert Case.objects.count() == 0


def test_a_case_by_hand_is_one_however_often_it_is_asked_for(house: House) -> None:
    opened(house)
    by, person = account(Role.TOWN, office("town", "511102001")), Person.objects.get(name=ZHANG.name)
    opening = Opening(Task.VERIFY, Origin.DECLARATION, "家属来电", kind="report")
    first = open_case(by, person, opening)
    again = open_case(by, person, opening)
    assert (first.pk, first.version) == (again.pk, again.version)
    assert matters(ZHANG.name) == [("verify", "declaration", "open")]
    assert list(Entry.objects.filter(act="case.opened").values_list("subject", "account")) == [
        (f"case:{first.pk}", by.pk)
    ]
    open_case(by, person, Opening(Task.VERIFY, Origin.TIP, "举报"))
    assert Case.objects.filter(person=person).count() == 1
    assert len(matters(ZHANG.name)) == 2


def test_nobody_opens_a_case_about_a_declared_relative(house: House) -> None:
    opened(house)
    by, person = account(Role.COUNTY_HANDLER, office("agency", "511102")), Person.objects.get(name=ZHANG.name)
    Kinship.objects.create(account=by, person=person, kind="spouse", declared=timezone.now())
    with pytest.raises(ActRefused):
        open_case(by, person, Opening(Task.VERIFY, Origin.TIP))
    assert matters(ZHANG.name) == []


def test_i_am_alive_is_taken_anywhere_by_the_number_and_due_today(house: House) -> None:
    dead(house)
    opened(house)
    elsewhere = account(Role.COUNTY_HANDLER, office("agency", "511111"))
    case = open_alive(elsewhere, ZHANG.number.lower(), "本人持身份证到场")
    assert case.person.name == ZHANG.name
    assert (case.urgent, case.due, case.asked_at) == (True, timezone.localdate(), "511111")
    assert matters(ZHANG.name) == [("alive", "alive", "open"), ("verify", "death", "open")]
    assert open_alive(elsewhere, ZHANG.number, "再次来电").pk == case.pk
    assert Matter.objects.filter(case=case, task="alive").count() == 1


def test_i_am_alive_with_an_unknown_number_or_at_an_employer_is_refused(house: House) -> None:
    opened(house)
    with pytest.raises(ActRefused):
        open_alive(account(Role.COUNTY_HANDLER, office("agency", "511111")), "511102199001010000", "")
    with pytest.raises(ActRefused):
        open_alive(account(Role.EMPLOYER, office("employer", "511102", "E1")), ZHANG.number, "")
    assert Matter.objects.filter(task="alive").count() == 0


def test_a_new_case_of_alive_is_at_the_benefit_s_agency(house: House) -> None:
    opened(house)
    case = open_alive(account(Role.VILLAGE, office("village", "511111100201")), ZHANG.number, "在世")
    assert (case.at.kind, case.at.number, case.origin) == ("agency", "511102", "person")


def test_evidence_rows_of_the_office_itself_are_no_withdrawal(house: House) -> None:
    house.deliver("经办_202601.csv", "2026-02-03", CASEWORK, f"{who(LI)},detention,2026-01-03,,,refuted,查无此事")
    opened(house)
    assert Evidence.objects.filter(status="refuted").exists()
    assert not Step.objects.filter(act="withdrawn").exists()
