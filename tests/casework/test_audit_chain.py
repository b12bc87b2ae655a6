"""Entries are chained one after another, nobody can change them, and whoever does so all the same is found out."""

import datetime as dt
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from typer.testing import CliRunner

from casework.audit import record
from casework.audit.chain import START, digest_of
from casework.audit.guards import put_up, take_down
from casework.audit.heads import sealed_heads
from casework.audit.models import Entry
from casework.audit.verification import Touched, verify
from casework.config.audit import app
from zige.errors import HomeRefused, RequestRefused
from zige.store.home import Home, make_home


@pytest.fixture
def home(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Home:
    settings.HOME = make_home(tmp_path / "home", "某局", "511100", "")
    monkeypatch.setenv("ZIGE_HOME", str(settings.HOME.path))
    return settings.HOME


@pytest.fixture
def chain(db: None, home: Home) -> Home:
    """Ten entries, of which four were sealed."""
    for number in range(1, 5):
        record(None, "person.read", subject=f"person:{number}", purpose="核实", page=number)
    assert verify(home).touched is None
    for number in range(5, 11):
        record(None, "people.listed", count=number, filter={"region": "511102001001"})
    return home


def unguarded(*statements: str) -> None:
    """As somebody does who owns the database."""
    with connection.schema_editor() as editor:
        take_down(apps, editor)
        for statement in statements:
            editor.execute(statement)


def copied(number: int, to: int) -> str:
    columns = "time, account, office, act, subject, purpose, details, previous, digest"
    return (
        f"INSERT INTO audit_entry (number, {columns}) SELECT {to}, {columns} FROM audit_entry WHERE number = {number}"  # noqa: S608
    )


def test_a_chain_nobody_touched_is_whole(chain: Home) -> None:
    verdict = verify(chain)
    assert (verdict.entries, verdict.touched) == (10, None)
    assert [head.number for head in sealed_heads(chain)] == [4, 10]
    first = Entry.objects.get(number=1)
    assert (bytes(first.previous), first.details, first.account) == (START, {"page": 1}, None)


def test_an_empty_chain_is_whole(db: None, home: Home) -> None:
    assert verify(home).entries == 0


TOUCHES = {
    "altered, in one letter": (["UPDATE audit_entry SET subject = 'person:9' WHERE number = 3"], "altered", 3),
    "altered in its details": (["UPDATE audit_entry SET details = '{\"page\": 2}' WHERE number = 3"], "altered", 3),
    "altered in its account": (["UPDATE audit_entry SET account = 7 WHERE number = 10"], "forged", 10),
    "altered at a sealed end": (
        ["DELETE FROM audit_entry WHERE number > 4", "UPDATE audit_entry SET act = 'x' WHERE number = 4"],
        "altered",
        4,
    ),
    "altered, digest too": (["UPDATE audit_entry SET act = 'x', digest = previous WHERE number = 6"], "altered", 6),
    "removed in the middle": (["DELETE FROM audit_entry WHERE number = 7"], "removed", 7),
    "removed at the beginning": (["DELETE FROM audit_entry WHERE number < 3"], "removed", 1),
    "removed and renumbered": (
        ["DELETE FROM audit_entry WHERE number = 9", "UPDATE audit_entry SET number = 9 WHERE number = 10"],
        "forged",
        9,
    ),
    "inserted in the middle": (
        [
            "UPDATE audit_entry SET number = 11 WHERE number = 10",
            copied(9, 10),
            "UPDATE audit_entry SET previous = (SELECT digest FROM audit_entry WHERE number = 9) WHERE number = 10",
        ],
        "inserted",
        10,
    ),
    "inserted at the end": ([copied(10, 11)], "forged", 11),
    "inserted before the first": ([copied(1, 0)], "inserted", 0),
    "cut below a sealed end": (["DELETE FROM audit_entry WHERE number > 2"], "cut", 3),
    "emptied": (["DELETE FROM audit_entry"], "cut", 1),
    "table dropped": (["DROP TABLE audit_entry"], "cut", 1),
}


@pytest.mark.parametrize(("statements", "how", "number"), TOUCHES.values(), ids=TOUCHES)
@pytest.mark.django_db(transaction=True)
def test_what_was_touched_is_named(home: Home, statements: list[str], how: str, number: int) -> None:
    for at in range(1, 11):
        record(None, "person.read", subject=f"person:{at}", page=at)
        if at == 4:
            verify(home)
    unguarded(*statements)
    try:
        assert verify(home).touched == Touched(how, number)
    finally:
        restore()


def restore() -> None:
    """The table and its guards, for the tests that follow."""
    with connection.schema_editor() as editor:
        if Entry._meta.db_table not in connection.introspection.table_names():
            editor.create_model(Entry)
        put_up(apps, editor)


@pytest.mark.django_db(transaction=True)
def test_an_older_copy_that_grew_again_is_named_where_an_end_was_sealed(home: Home) -> None:
    for _ in range(4):
        record(None, "person.read")
    verify(home)
    unguarded("DELETE FROM audit_entry WHERE number > 2")
    for _ in range(4):
        record(None, "person.read")
    restore()
    assert verify(home).touched == Touched("replaced", 4)


def test_a_chain_made_without_the_homes_key_does_not_pass(chain: Home, tmp_path: Path, settings: LazySettings) -> None:
    foreign = make_home(tmp_path / "foreign", "别处", "511100", "")
    last = Entry.objects.get(number=10)
    forged = Entry(number=11, time=timezone.now(), act="person.read", previous=bytes(last.digest))
    forged.digest = digest_of(forged, foreign)
    forged.save(force_insert=True)
    assert verify(chain).touched == Touched("forged", 11)


def test_an_altered_seal_of_an_end_is_refused(chain: Home) -> None:
    (sealed,) = chain.audit.glob("*4.sealed")
    sealed.write_bytes(sealed.read_bytes()[:-1])
    with pytest.raises(HomeRefused, match="000000000004"):
        verify(chain)


CHANGES: dict[str, Callable[[], object]] = {
    "update": lambda: Entry.objects.filter(number=3).update(act="x"),
    "update in SQL": lambda: sql("UPDATE audit_entry SET act = 'x' WHERE number = 3"),
    "delete": lambda: Entry.objects.filter(number=3).delete(),
    "clear": lambda: sql("TRUNCATE audit_entry" if connection.vendor == "postgresql" else "DELETE FROM audit_entry"),
    "save": lambda: Entry.objects.get(number=3).save(),
    "write over": lambda: sql(
        f"{copied(2, 3)} ON CONFLICT (number) DO UPDATE SET act = 'x'"
        if connection.vendor == "postgresql"
        else copied(2, 3).replace("INSERT", "INSERT OR REPLACE")
    ),
}


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses_to_change_entries(chain: Home, change: Callable[[], object]) -> None:
    with pytest.raises(DatabaseError, match="audit is append-only"), transaction.atomic():
        change()
    assert verify(chain).touched is None


@pytest.mark.django_db(transaction=True)
def test_who_records_at_the_same_time_makes_no_fork(home: Home) -> None:
    def many() -> None:
        try:
            for _ in range(20):
                record(None, "person.read", subject="person:1")
        finally:
            connection.close()

    threads = [threading.Thread(target=many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    verdict = verify(home)
    assert (verdict.entries, verdict.touched) == (80, None)


def test_an_act_that_is_rolled_back_leaves_no_entry_and_no_gap(chain: Home) -> None:
    with transaction.atomic():
        record(None, "person.read")
        transaction.set_rollback(True)
    record(None, "person.read")
    verdict = verify(chain)
    assert (verdict.entries, verdict.touched) == (11, None)


@pytest.mark.parametrize(
    "telling",
    [
        "511102195001011234",
        "51110219500101123X",
        "511102500101123",
        "13812345678",
        "6222021234567890123",
        "电话13812345678",
    ],
)
def test_what_names_somebody_is_refused_and_not_repeated(db: None, home: Home, telling: str) -> None:
    for given in ({"subject": telling}, {"purpose": telling}, {"filter": {"of": [telling]}}):
        with pytest.raises(RequestRefused) as refused:
            record(None, "person.read", **given)  # type: ignore[arg-type]
        assert telling not in refused.value.zh + refused.value.en
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "harmless", ["511102001001", "person:1042", "2026-11-26", "12812345678", "a3f0000000000000000b"]
)
def test_places_days_and_our_own_numbers_may_be_written(db: None, home: Home, harmless: str) -> None:
    record(None, "person.read", subject=harmless)
    assert Entry.objects.get().subject == harmless


def test_the_end_of_a_day_is_sealed_when_the_next_begins(
    db: None, home: Home, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    for day in ("2026-11-25T23:59", "2026-11-26T00:01", "2026-11-26T00:02"):
        at = dt.datetime.fromisoformat(f"{day}+08:00")
        monkeypatch.setattr("casework.audit.recording.timezone.now", lambda at=at: at)
        with django_capture_on_commit_callbacks(execute=True):
            record(None, "person.read")
    assert [head.number for head in sealed_heads(home)] == [1]


TOLD = {
    "whole": ([], 0, "The chain is whole: 3 entries."),
    "removed": (["DELETE FROM audit_entry WHERE number = 2"], 1, "The first 1 entries are whole; entry 2 was removed."),
}


@pytest.mark.parametrize(("statements", "status", "sentence"), TOLD.values(), ids=TOLD)
@pytest.mark.django_db(transaction=True)
def test_the_command_says_it_in_one_sentence(home: Home, statements: list[str], status: int, sentence: str) -> None:
    for _ in range(3):
        record(None, "person.read")
    unguarded(*statements)
    told = CliRunner().invoke(app, ["verify", "--home", str(home.path), "--lang", "en"])
    as_json = CliRunner().invoke(app, ["verify", "--home", str(home.path), "--json"])
    restore()
    assert (told.exit_code, told.output.strip()) == (status, sentence)
    assert (as_json.exit_code, json.loads(as_json.stdout)["touched"] is None) == (status, status == 0)
