"""Who sees which cases, in lists and one by one, by the program and, on PostgreSQL, by the database too."""

import datetime as dt
import json

import pytest
from case_people import COUNTY, TOWN, VILLAGE, case_of, handler, late, offices, person
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from staff import at_desk, office

from casework.accounts.database_scope import database_shows
from casework.accounts.jurisdiction import NOBODY, Jurisdiction
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.cases import queries
from casework.cases.acts.assign import assign
from casework.cases.acts.receive import receive
from casework.cases.acts.stop_clock import stop_clock
from casework.cases.details import show_details
from casework.cases.models import Case, Finding, Matter, Step
from casework.cases.queries import Clock, Filters
from casework.cases.scope import cases_within
from casework.people.models import Benefit, Person
from casework.runs.models import Candidate, Evidence, Run, Signal

pytestmark = pytest.mark.django_db(transaction=True)
POSTGRESQL = connection.vendor == "postgresql"
TABLES = ("cases_case", "cases_matter", "cases_step", "cases_finding", "people_person")


@pytest.fixture
def case() -> Case:
    offices()
    made = case_of(person())
    Finding.objects.create(
        case=made, matter=made.matters.get(), person=made.person, region=made.region, office=made.office, found="refuted",
        kind="detention", start=dt.date(2026, 1, 3), source="9.5", basis="回函", record="F-1", handler=handler(),
        proposed=timezone.now(),
    )  # fmt: skip
    return made


WHO = [
    (Jurisdiction("5111"), True),
    (Jurisdiction(COUNTY), True),
    (Jurisdiction(TOWN), True),
    (Jurisdiction(VILLAGE), True),
    (Jurisdiction("511111"), False),
    (Jurisdiction("511102002"), False),
    (Jurisdiction("511102001002"), False),
    (Jurisdiction(employers=frozenset({"E1"})), False),
    (NOBODY, False),
]


@pytest.mark.parametrize(("jurisdiction", "may"), WHO)
def test_a_case_is_seen_where_the_person_lives_and_draws(case: Case, jurisdiction: Jurisdiction, may: bool) -> None:
    assert cases_within(jurisdiction).exists() is may
    assert queries.open_cases(jurisdiction, Filters()).exists() is may


def test_a_case_is_seen_by_the_employer_and_by_the_agency_of_another_benefit(case: Case) -> None:
    theirs, there = Jurisdiction(employers=frozenset({"E1"})), Jurisdiction("511111")
    Benefit.objects.create(
        benefit_id="B9", person=case.person, kind="injury.care", office="511111", employer="E1", listed=True
    )
    assert cases_within(theirs).get() == cases_within(there).get() == case
    assert not cases_within(Jurisdiction(employers=frozenset({"E2"}))).exists()


def test_a_case_asked_for_elsewhere_is_seen_there_alone(case: Case) -> None:
    Case.objects.update(asked_at="511111100201")
    assert cases_within(Jurisdiction("511111100201")).exists()
    assert cases_within(Jurisdiction("511111")).exists()
    assert not cases_within(Jurisdiction("511123")).exists()


def seen_by_the_database(jurisdiction: Jurisdiction) -> set[str]:
    """The tables of which the program's role is shown a row."""
    found = set()
    with database_shows(jurisdiction), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT 1 FROM {table}")  # noqa: S608 - a name
            found |= {table} if cursor.fetchone() else set()
    return found


def by_database(shown: set[str]) -> set[str]:
    """What is shown on PostgreSQL; SQLite has no row-level security and shows all."""
    return shown if POSTGRESQL else set(TABLES)


def test_the_database_shows_a_case_with_all_of_it_or_nothing(case: Case) -> None:
    everything, here = set(TABLES), Jurisdiction("511111100201")
    for jurisdiction, may in WHO[:-1]:
        assert seen_by_the_database(jurisdiction) == by_database(everything if may else set()), jurisdiction
    Case.objects.update(asked_at="511111100201")
    assert seen_by_the_database(here) == everything
    assert seen_by_the_database(Jurisdiction("511111100202")) == by_database(set())
    Case.objects.update(closed=timezone.now())
    assert seen_by_the_database(here) == by_database(everything - {"people_person"})


def test_lists_say_what_is_late_due_stopped_urgent_and_whose(case: Case) -> None:
    county = Jurisdiction(COUNTY)
    day = timezone.localdate()
    second, third = case_of(person(2)), case_of(person(3), kind="death", ground="death")
    by = handler()

    def listed(**said: object) -> list[Case]:
        return list(queries.open_cases(county, Filters(**said)))  # type: ignore[arg-type]

    assert listed() == [third, case, second]
    assert [one.task for one in listed()[0].open_matters] == ["verify"]  # type: ignore[attr-defined]
    assert listed(at=office("village", VILLAGE).pk) == [third]
    late(case)
    assert listed(clock=Clock.LATE) == [Case.objects.get(pk=case.pk)]
    late(second, days=0)
    assert listed(clock=Clock.DUE) == [second]
    Case.objects.filter(pk=third.pk).update(urgent=True)
    assert listed(clock=Clock.URGENT) == [third]
    assert listed()[0] == third
    mine = assign(by, second, Case.objects.get(pk=second.pk).version, by)
    assert listed(handler=by.pk) == [mine]
    assert set(listed(unassigned=True)) == {case, third}
    assert set(listed(unreceived=True)) == {case, third}
    stop_clock(by, receive(by, case, case.version), case.version + 1, "等回函")
    assert listed(clock=Clock.STOPPED) == [case]
    assert listed(clock=Clock.LATE) == []
    assert listed(task="overdue") == []
    told = [(one.office.number, one.open, one.late) for one in queries.by_office(county, day)]
    assert told == [(COUNTY, 2, 0), (VILLAGE, 1, 0)]
    assert [(one.account, one.open, one.gone) for one in queries.by_officer(county, by.office, day)] == [(by, 1, False)]
    assert queries.open_cases(Jurisdiction("511111"), Filters()).count() == 0


def test_a_list_takes_as_many_queries_for_one_as_for_twenty(case: Case) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as told:
            for one in queries.open_cases(Jurisdiction(COUNTY), Filters()):
                str(one.person), str(one.at), list(one.open_matters)  # type: ignore[attr-defined]
        return len(told)

    few = asked()
    for number in range(2, 22):
        case_of(person(number))
    assert asked() == few


def test_a_case_is_found_by_its_number_within_the_jurisdiction_alone(case: Case) -> None:
    assert queries.case_within(Jurisdiction(COUNTY), case.number) == case
    with pytest.raises(Case.DoesNotExist):
        queries.case_within(Jurisdiction("511111"), case.number)


def test_findings_to_review_are_the_agency_s_and_not_one_s_own(case: Case) -> None:
    finding = Finding.objects.get()
    county = Jurisdiction(COUNTY)
    assert list(queries.to_review(county, handler())) == [finding]
    assert list(queries.to_review(county, finding.handler)) == []
    assert list(queries.to_review(county, handler("511111"))) == []
    assert list(queries.findings_of(case.person)) == [finding]


def test_what_sources_said_is_shown_with_a_digest_and_recorded(case: Case) -> None:
    by, run = handler(), Run.objects.create(month=2026 * 12, number=1, digest="", counts={})
    signal = Signal.objects.create(
        fact_id="detention-1-1-1", person=case.person, kind="detention", start=dt.date(2026, 1, 3), status="pending",
        opened=run,
    )  # fmt: skip
    Evidence.objects.create(
        signal=signal, batch=3, line=7, place=0, dataset="police.custody", status="pending", level=1, opened=run
    )
    matter = Matter.objects.get(case=case)
    assert matter.key == signal.pk
    told = show_details(by, case, matter)
    assert [(row["dataset"], row["batch"], row["line"]) for row in told.rows] == [("police.custody", 3, 7)]
    assert show_details(by, case, matter).digest == told.digest
    entry = Entry.objects.filter(act="case.details_shown").last()
    assert entry is not None
    assert entry.details == {"matter": matter.pk, "digest": told.digest}
    Evidence.objects.update(line=8)
    assert show_details(by, case, matter).digest != told.digest


def test_a_candidate_s_row_is_shown_masked(case: Case) -> None:
    number = "511102195001011234"
    run = Run.objects.create(month=2026 * 12, number=1, digest="", counts={})
    Candidate.objects.create(
        key="7-1-1", person=case.person, dataset="police.deaths", batch=7, line=1, level=4, score=0.9, opened=run,
        written=json.dumps({"name": "张桂方", "id_number": number, "birth_date": "1950-01-01", "sex": None}),
    )  # fmt: skip
    matter = Matter.objects.create(
        case=case, task="candidate", key="7-1-1", origin="candidate", opened=timezone.localdate()
    )
    (row,) = show_details(handler(), case, matter).rows
    assert (row["level"], row["written"]) == (4, {"姓名": "张*方", "证件号码": "511102********1234"})
    page = at_desk(Role.VILLAGE, "village", VILLAGE).get(f"/cases/{case.pk}/matters/{matter.pk}").content.decode()
    assert "张*方" in page
    assert not any(told in page for told in ("张桂方", number, "1950-01-01", "/runs/candidates/"))
    page = at_desk(Role.COUNTY_HANDLER, "agency", COUNTY).get(f"/cases/{case.pk}/matters/{matter.pk}").content.decode()
    assert f'href="/runs/candidates/{row["candidate"]}"' in page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_person_page_shows_the_open_case_and_its_steps(case: Case, language: str) -> None:
    late(case)
    browser = at_desk(Role.COUNTY_HANDLER, "agency", COUNTY)
    told = browser.get(f"/people/{case.person_id}", headers={"accept-language": language}).content.decode()
    assert case.number in told
    words = {"zh-hans": ("正在核查", "已超期", "立案"), "en": ("Case open", "late", "Opened")}
    for word in words[language]:
        assert word in told
    Step.objects.all().delete()
    Finding.objects.all().delete()
    Matter.objects.all().delete()
    Case.objects.all().delete()
    told = browser.get(f"/people/{case.person_id}", headers={"accept-language": language}).content.decode()
    assert words[language][0] not in told


def test_neither_name_nor_number_stands_in_a_case_s_audit(case: Case) -> None:
    receive(handler(), case, case.version)
    told = repr(list(Entry.objects.values()))
    assert case.person.name not in told
    assert Person.objects.count() == 1
