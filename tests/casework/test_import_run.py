"""A run comes into the database once, whole; flags fall when their cause falls; what people decided stays."""

import re
from pathlib import Path

import polars as pl
import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from casework.people.models import Benefit, Person
from casework.runs.importing import conductor, import_run
from casework.runs.importing.merging import merge
from casework.runs.importing.staging import staging
from casework.runs.importing.targets import QUESTIONS, SIGNALS, Target
from casework.runs.models import Determination, Evidence, Flag, Run, Signal
from homes import CASEWORK, CUSTODY, DEATHS, LI, PEOPLE, ZHANG, House, opened_house, who
from zige.errors import RequestRefused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return opened_house(tmp_path / "house")


def imported(house: House, month: str = "2026-01", **said: object) -> dict[str, dict[str, int]] | None:
    return import_run(house.home, house.run(month, **said)).tables


def content(model: type[models.Model]) -> list[dict[str, object]]:
    """Every row, sealed bytes too."""
    return [
        {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}
        for row in model._default_manager.order_by("pk").values()
    ]


def everything() -> dict[str, list[dict[str, object]]]:
    found = [*apps.get_app_config("people").get_models(), *apps.get_app_config("runs").get_models()]
    return {model.__name__: content(model) for model in found if model is not Run}


def test_everybody_of_the_register_comes_with_what_the_run_found(house: House) -> None:
    imported(house)
    assert Person.objects.count() == Benefit.objects.count() == Determination.objects.count() == len(PEOPLE)
    zhang = Person.objects.get(name=ZHANG.name)
    assert (zhang.pinyin, zhang.initials, zhang.region) == ("zhangguifang", "zgf", ZHANG.region)
    assert zhang.id_number == ZHANG.number
    assert zhang.phone == "13900000000"
    benefit = zhang.benefits.get()
    assert (benefit.benefit_id, benefit.amount, benefit.first_month, benefit.office) == (
        "B001",
        300000,
        2015 * 12,
        "511102",
    )


def test_neither_number_nor_phone_stands_in_the_database(house: House) -> None:
    imported(house)
    told = repr(everything())
    for person in PEOPLE:
        assert person.number not in told
    assert "13900000000" not in told


def test_the_same_run_twice_changes_nothing(house: House) -> None:
    run = house.run("2026-01")
    import_run(house.home, run)
    before = everything()
    again = import_run(house.home, run)
    assert again.tables is None
    assert everything() == before
    assert Run.objects.count() == 1


def test_another_run_that_finds_the_same_touches_no_row(house: House) -> None:
    """Not even what is sealed: a new nonce would show."""
    imported(house)
    before = everything()
    tables = imported(house, full=True)
    assert tables is not None
    assert {name: count for table in tables.values() for name, count in table.items() if count} == {}
    assert everything() == before
    assert Run.objects.count() == 2


def test_a_flag_falls_with_the_record_that_caused_it(house: House) -> None:
    first = house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    assert first["status"] == "accepted"
    imported(house)
    signal = Signal.objects.get(person__name=LI.name)
    assert signal.closed is None
    assert Evidence.objects.filter(signal=signal, closed=None).count() == 1
    house.deliver("羁押_202602.csv", "2026-02-03", CUSTODY, f"K1,撤回,{who(LI)},2026-01-03,,")
    imported(house)
    second = Run.objects.get(number=2)
    signal.refresh_from_db()
    assert (signal.status, signal.closed) == ("refuted", None)
    assert {flag.closed for flag in Flag.objects.filter(benefit_id=LI.benefit, code="verify")} == {second}


def test_a_determination_that_changes_is_closed_and_the_new_one_opened(house: House) -> None:
    imported(house)
    house.deliver("死亡_202601.csv", "2026-02-02", DEATHS, f"{who(ZHANG)},2026-01-03,2026-01-05")
    house.deliver("经办_202601.csv", "2026-02-03", CASEWORK, f"{who(ZHANG)},death,2026-01-03,,,confirmed,医学证明")
    imported(house, "2026-02")
    before, now = Determination.objects.filter(benefit_id=ZHANG.benefit).order_by("pk")
    assert (before.standing, before.closed) == ("continue", Run.objects.get(month=2026 * 12 + 1))
    assert (now.standing, now.closed) == ("stop", None)
    assert Determination.objects.filter(closed=None).count() == len(PEOPLE)


def test_what_a_run_no_longer_has_is_closed_and_opened_again_by_one_that_has_it(house: House) -> None:
    imported(house)
    run = Run.objects.get()
    row = Signal.objects.create(
        fact_id="missing-1-1-1", person=Person.objects.first(), kind="missing", status="pending", opened=run
    )
    imported(house, "2026-02")
    row.refresh_from_db()
    second = Run.objects.get(month=2026 * 12 + 1)
    assert (row.opened, row.closed) == (run, second)
    for back in (True, False):
        frame = pl.DataFrame([{**dict.fromkeys(SIGNALS.columns, ""), "fact_id": row.pk, "person_id": row.person_id, "kind": "missing", "status": "pending", "start": None, "end": None, "received": None}][: int(back)], schema_overrides={"start": pl.Date, "end": pl.Date, "received": pl.Date, "person_id": pl.Int64}, schema=SIGNALS.columns)  # fmt: skip
        with staging(house.home.path) as staged:
            staged.add(SIGNALS, frame)
            staged.open()
            third = Run.objects.create(month=2030 * 12, number=1 + back, digest="", counts={})
            merge(SIGNALS, staged.name(SIGNALS), third)
        row.refresh_from_db()
        assert (row.opened, row.closed) == ((third, None) if back else (row.opened, third))


def test_an_older_run_is_refused_and_changes_nothing(house: House) -> None:
    first = house.run("2026-01")
    imported(house, "2026-02")
    before = everything()
    with pytest.raises(RequestRefused, match="2026-02"):
        import_run(house.home, first)
    assert everything() == before


def test_an_import_that_fails_leaves_everything_as_it_was(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(house)
    before = everything()

    def fail(target: Target, staged: str, run: Run) -> dict[str, int]:
        if target is QUESTIONS:
            raise OSError
        return merge(target, staged, run)

    monkeypatch.setattr(conductor, "merge", fail)
    run = house.run("2026-02")
    with pytest.raises(OSError, match=r"^$"):
        import_run(house.home, run)
    assert everything() == before
    assert Run.objects.count() == 1
    monkeypatch.undo()
    assert import_run(house.home, run).tables is not None


def test_the_import_writes_its_own_tables_alone_and_deletes_nothing(house: House) -> None:
    """What people decide stands in tables of other apps, which no statement of the import names."""
    own = {model._meta.db_table for app in ("people", "runs") for model in apps.get_app_config(app).get_models()}
    house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    runs = [house.run("2026-01"), house.run("2026-02")]
    with CaptureQueriesContext(connection) as asked:
        for run in runs:
            import_run(house.home, run)
    said = [query["sql"] for query in asked.captured_queries]
    assert not [each for each in said if re.match(r"\s*(DELETE|TRUNCATE)", each, re.IGNORECASE)]
    written = {found[1] for each in said if (found := re.match(r'(?:INSERT INTO|UPDATE) "(\w+)"', each))}
    assert written <= own | {"audit_entry"}
    assert {"people_person", "runs_signal", "runs_determination"} <= written


def test_what_an_officer_refuted_stays_refuted_in_later_runs(house: House) -> None:
    house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    imported(house)
    house.deliver("经办_202601.csv", "2026-02-03", CASEWORK, f"{who(LI)},detention,2026-01-03,,,refuted,派出所说明")
    for month in ("2026-01", "2026-02"):
        imported(house, month)
        assert Signal.objects.get(person__name=LI.name).status == "refuted"
        assert not Flag.objects.filter(benefit_id=LI.benefit, code="verify", closed=None).exists()
