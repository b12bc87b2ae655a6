"""What an import writes points to what is there: the database does not check these keys itself, for their number."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Exists, ForeignKey, Model, OuterRef, Q

from casework.runs.importing import import_run
from casework.runs.models import Flag, Question, Run, Signal
from homes import BORDER, CUSTODY, DEATHS, LI, PEOPLE, ZHANG, House, opened_house, who
from identity.people import number

pytestmark = pytest.mark.django_db(transaction=True)

MODELS = [model for app in ("people", "runs") for model in apps.get_app_config(app).get_models()]
KEYS = [field for model in MODELS for field in model._meta.local_fields if isinstance(field, ForeignKey)]
REPORT = "证件号码,姓名,情形,发生日期"


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Two runs: signals with rows, a certification, rows to assign, questions, one of them about two people."""
    made = opened_house(tmp_path / "house")
    made.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    made.deliver("出入境_202601.csv", "2026-02-02", BORDER, f"B1,新增,{who(ZHANG)},2026-01-20,出境")
    import_run(made.home, made.run("2026-01"))
    wrong = LI.number[:-1] + ("0" if LI.number[-1] != "0" else "1")
    made.deliver("羁押_202602.csv", "2026-02-03", CUSTODY, f"K1,撤回,{who(LI)},2026-01-03,,")
    made.deliver("死亡_202602.csv", "2026-02-03", DEATHS, f"{wrong},{LI.name},2026-01-20,2026-01-25")
    made.deliver("基层月报_202602.csv", "2026-02-03", REPORT, f"{who(LI)},失踪,2026-01-09")
    twin = replace(ZHANG, number=number("511102", "19500305", 3), benefit="B090")
    made.rosters("2026-02", "2026-02-05", *PEOPLE, twin)
    import_run(made.home, made.run("2026-02"))
    return made


def dangling(key: "ForeignKey[Model, Model]") -> set[object]:
    """The rows whose key points nowhere."""
    there = key.related_model._default_manager.filter(pk=OuterRef(key.attname))  # type: ignore[union-attr]
    rows = key.model._default_manager.filter(~Q(**{key.attname: None}) & ~Exists(there))
    return set(rows.values_list("pk", flat=True))


def test_every_key_of_every_imported_row_leads_to_a_row(house: House) -> None:
    for model in MODELS:
        assert model._default_manager.exists(), model
    assert Flag.objects.exclude(closed=None).exists()
    assert [(str(key), dangling(key)) for key in KEYS if dangling(key)] == []


def test_the_other_person_of_a_question_is_there(house: House) -> None:
    asked = Question.objects.exclude(other=None)
    assert asked.exists()
    people = apps.get_model("people", "Person")._default_manager.filter(pk=OuterRef("other"))
    assert not asked.filter(~Exists(people)).exists()


def test_a_key_that_leads_nowhere_would_be_found(house: House) -> None:
    run = Run.objects.first()
    Signal.objects.create(fact_id="lost", person_id=999, kind="missing", status="pending", opened=run)
    found = {str(key): dangling(key) for key in KEYS if dangling(key)}
    assert found == {"runs.Signal.person": {"lost"}}
