"""What PostgreSQL itself shows of people to a plain role: nothing untold, and nobody of another county.

SQLite has no such thing and shows all; there the scope of each query holds alone, and is tested beside its page.
"""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models

from casework.accounts.database_scope import database_shows, database_shows_all
from casework.accounts.jurisdiction import NOBODY, Jurisdiction
from casework.people.models import Benefit, Person
from casework.runs.importing import import_run
from casework.runs.models import Candidate, Certification, Determination, Evidence, Flag, Question, Run, Signal
from homes import CUSTODY, LI, PEOPLE, ZHANG, House, opened_house, who

pytestmark = pytest.mark.django_db(transaction=True)

POSTGRESQL = connection.vendor == "postgresql"
PERSON_OF = {
    Person: "number", Benefit: "person", Determination: "benefit__person", Flag: "person", Signal: "person",
    Evidence: "signal__person", Certification: "person", Question: "person", Candidate: "person",
}  # fmt: skip
"""Every table that shows people, and the way from its rows to somebody."""
OF_ACCOUNTS = {"cases_kinship"}
"""What officers say of themselves, which holds wherever the relative lives; of people it has the register's number."""
COUNTY, ELSEWHERE = Jurisdiction("511102"), Jurisdiction("511123")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return opened_house(tmp_path / "house")


@pytest.fixture
def found(house: House, told_nothing: None) -> None:
    """ZHANG of the county and LI of another, with a row of each of them in every table; as the import writes it."""
    house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, *(f"K{each.benefit},新增,{who(each)},2026-01-03,," for each in (ZHANG, LI)))  # fmt: skip
    run = import_run(house.home, house.run("2026-01")).run
    with database_shows_all():
        for person in Person.objects.filter(name__in=[ZHANG.name, LI.name]):
            said = {"person": person, "opened": run, "dataset": "police.custody"}
            Question.objects.create(key=f"q{person.pk}", kind="number", **said)
            Candidate.objects.create(key=f"c{person.pk}", batch=1, line=1, **said)
            Certification.objects.create(person=person, opened=run, day="2026-01-09")


def rows_of(model: type[models.Model]) -> dict[object, str]:
    """Each row with the name of whom it is about."""
    way = PERSON_OF[model]
    names = dict(Person.objects.values_list("number", "name"))
    return {key: names[number] for key, number in model._default_manager.values_list("pk", way)}


def test_a_query_that_forgot_whose_rows_are_seen_finds_nothing(found: None) -> None:
    for model in PERSON_OF:
        with database_shows_all():
            assert {ZHANG.name, LI.name} <= set(rows_of(model).values()), model
        assert model._default_manager.exists() == (not POSTGRESQL), model
        with database_shows(NOBODY):
            assert model._default_manager.exists() == (not POSTGRESQL), model


def test_what_is_another_countys_is_not_seen_and_what_is_ones_own_is(found: None) -> None:
    for model in PERSON_OF:
        with database_shows_all():
            everything = rows_of(model)
        own = {key for key, name in everything.items() if name == ZHANG.name}
        others = {key for key, name in everything.items() if name == LI.name}
        for jurisdiction, there, not_there in ((COUNTY, own, others), (ELSEWHERE, others, own)):
            with database_shows(jurisdiction):
                shown = set(model._default_manager.values_list("pk", flat=True))
            assert there <= shown, model
            assert not POSTGRESQL or not not_there & shown, model


def test_a_row_of_another_county_cannot_be_changed(found: None) -> None:
    with database_shows(ELSEWHERE):
        changed = Person.objects.filter(name=ZHANG.name).update(name="")
    assert changed == (0 if POSTGRESQL else 1)


def test_of_two_benefits_each_agency_is_shown_its_own_and_the_village_both(found: None) -> None:
    with database_shows_all():
        zhang = Person.objects.get(name=ZHANG.name)
        Benefit.objects.create(
            benefit_id="B900", person=zhang, kind="pension.resident", region=zhang.region, office="511123", listed=True
        )
    for jurisdiction, benefits in (
        (Jurisdiction("511123"), {"B900"}),
        (Jurisdiction("511102001001"), {"B001", "B900"}),
        (Jurisdiction("511111"), set()),
    ):
        with database_shows(jurisdiction):
            assert Person.objects.filter(pk=zhang.pk).exists() == (bool(benefits) or not POSTGRESQL)
            shown = set(Benefit.objects.filter(person=zhang).values_list("pk", flat=True))
        assert shown == (benefits if POSTGRESQL else {"B001", "B900"})


def test_a_run_is_imported_as_a_plain_role_and_the_next_one_too(house: House, told_nothing: None) -> None:
    for month in ("2026-01", "2026-02"):
        tables = import_run(house.home, house.run(month)).tables
        assert tables is not None
        assert tables["people_person"] == {"added": len(PEOPLE) if month == "2026-01" else 0, "changed": 0, "closed": 0}
    assert Run.objects.count() == 2


def test_every_table_that_leads_to_a_person_has_a_policy() -> None:
    """Of every app: a new table of people without one is named here."""
    leading = {model._meta.db_table for model in apps.get_models() if model is not Run and _leads(model, frozenset())}
    assert {model._meta.db_table for model in PERSON_OF} <= leading
    assert leading - _guarded() == (OF_ACCOUNTS if POSTGRESQL else leading)


def _leads(model: type[models.Model], seen: frozenset[type[models.Model]]) -> bool:
    """Whether a row of the table is about somebody, by its own key or by that of a row it points to."""
    pointed = {field.related_model for field in model._meta.local_fields if field.related_model} - seen - {model}
    return model is Person or any(_leads(other, seen | {model}) for other in pointed)  # type: ignore[arg-type]


def _guarded() -> set[str]:
    if not POSTGRESQL:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        return {row[0] for row in cursor.fetchall()}
