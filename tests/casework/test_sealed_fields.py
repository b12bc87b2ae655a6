"""A sealed field is text to the program, bytes in the database, found by nobody; its keys can be exchanged."""

import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core import serializers
from django.core.exceptions import FieldError
from typer.testing import CliRunner

from casework.audit.models import Entry
from casework.config.keys import app
from casework.vault import ciphers, resealing, seal, unseal
from casework.vault.ciphers import Sm4Gcm
from casework.vault.sealing import HEADER
from zige.errors import HomeRefused
from zige.store.home import Home, make_home
from zige.store.keys import rotate

if TYPE_CHECKING:
    from sealed_sample.models import Sample

NUMBER, PHONE = "511102195001011234", "13812345678"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Home:
    settings.HOME = make_home(tmp_path / "home", "某局", "511100", "")
    monkeypatch.setenv("ZIGE_HOME", str(settings.HOME.path))
    return settings.HOME


@pytest.fixture
def sample(home: Home) -> type["Sample"]:
    return apps.get_model("sealed_sample", "Sample")


def test_a_sealed_field_is_text_on_an_instance_and_sealed_in_the_database(sample: type["Sample"]) -> None:
    made = sample.objects.create(number=NUMBER)
    found = sample.objects.get(pk=made.pk)
    assert (found.number, found.phone, type(found.number).__mro__[1]) == (NUMBER, None, str)
    (stored,) = sample.objects.values_list("number", flat=True)
    assert NUMBER.encode() not in bytes(stored)
    assert unseal([stored], "sample.number") == [NUMBER]


def test_what_is_already_sealed_is_stored_as_it_is(sample: type["Sample"]) -> None:
    sealed = seal([NUMBER, PHONE], "sample.number")
    sample.objects.bulk_create([sample(number=value) for value in sealed])
    assert [bytes(value) for value in sample.objects.order_by("pk").values_list("number", flat=True)] == sealed
    assert [row.number for row in sample.objects.order_by("pk")] == [NUMBER, PHONE]


def test_no_repr_shows_it(sample: type["Sample"]) -> None:
    row = sample.objects.create(number=NUMBER, phone=PHONE)
    again = sample.objects.get()
    assert "1" not in repr([row.number, row.phone, again.number, {"phone": again.phone}])
    assert f"{again.number}" == NUMBER


@pytest.mark.parametrize("lookup", ["number", "number__contains", "number__in", "number__gt"])
def test_it_cannot_be_searched(sample: type["Sample"], lookup: str) -> None:
    with pytest.raises(FieldError):
        sample.objects.filter(**{lookup: NUMBER}).exists()
    assert not sample.objects.filter(phone__isnull=True).exists()


def test_no_dump_has_it(sample: type["Sample"]) -> None:
    sample.objects.create(number=NUMBER)
    with pytest.raises(TypeError, match="is sealed"):
        serializers.serialize("json", sample.objects.all())


def heads(sample: type["Sample"], field: str) -> set[tuple[int, int]]:
    return {
        HEADER.unpack(bytes(value)[: HEADER.size])
        for value in sample.objects.exclude(**{f"{field}__isnull": True}).values_list(field, flat=True)
    }


@pytest.fixture
def five(sample: type["Sample"]) -> type["Sample"]:
    sample.objects.bulk_create([sample(number=str(at), phone=PHONE if at % 2 else None) for at in range(5)])
    return sample


def numbers(sample: type["Sample"]) -> list[str]:
    return [row.number for row in sample.objects.order_by("pk")]


def test_after_a_rotation_old_values_open_and_new_ones_are_sealed_anew(home: Home, five: type["Sample"]) -> None:
    answer = CliRunner().invoke(app, ["rotate", "--home", str(home.path), "--lang", "en"])
    assert (answer.exit_code, "field-2" in answer.output) == (0, True)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (home.path / "keys").iterdir()} == {0o600}
    assert (home.field_keys.newest, home.keys.newest) == (2, 2)
    five.objects.create(number="5")
    assert numbers(five) == list("012345")
    assert heads(five, "number") == {(1, 1), (1, 2)}
    assert Entry.objects.get().act == "keys.rotated"


def test_resealing_moves_every_value_and_no_other(home: Home, five: type["Sample"]) -> None:
    rotate(home.path / "keys")
    answer = CliRunner().invoke(app, ["re-seal", "--home", str(home.path), "--lang", "en"])
    assert (answer.exit_code, answer.output.splitlines()[-1]) == (0, "7 values sealed again.")
    assert (heads(five, "number"), heads(five, "phone")) == ({(1, 2)}, {(1, 2)})
    assert (numbers(five), five.objects.filter(phone__isnull=True).count()) == (list("01234"), 3)
    assert not list(resealing.reseal())


def test_resealing_that_was_stopped_goes_on(home: Home, five: type["Sample"], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resealing, "BATCH", 2)
    rotate(home.path / "keys")
    assert next(resealing.reseal())[1] == 2
    assert heads(five, "number") == {(1, 1), (1, 2)}
    assert sum(count for _, count in resealing.reseal()) == 5
    assert numbers(five) == list("01234")


def test_resealing_names_the_row_that_does_not_open(home: Home, five: type["Sample"]) -> None:
    row = five.objects.order_by("pk")[2]
    five.objects.filter(pk=row.pk).update(number=seal(["x"], "another")[0])
    rotate(home.path / "keys")
    with pytest.raises(HomeRefused, match=f"number of row {row.pk} in table sealed_sample_sample"):
        list(resealing.reseal())
    assert heads(five, "number") == {(1, 1)}


def test_a_key_that_is_gone_is_named(home: Home, five: type["Sample"]) -> None:
    rotate(home.path / "keys")
    five.objects.create(number="5")
    (home.path / "keys" / "field-1").unlink()
    with pytest.raises(HomeRefused, match="field-1"):
        numbers(five)


class Module(Sm4Gcm):
    """As a certified module would be put in: with a code of its own."""


def test_another_cipher_takes_over_and_values_move_to_it(five: type["Sample"], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ciphers.CIPHERS, 2, Module())
    assert numbers(five) == list("01234")
    assert sum(count for _, count in resealing.reseal()) == 7
    assert heads(five, "number") == {(2, 1)}
    assert numbers(five) == list("01234")


def test_a_home_made_before_gets_the_keys_where_nothing_is_sealed_yet(home: Home) -> None:
    """And is refused where a database is there: it was served before, and had them."""
    for name in ("field-1", "blind-1"):
        (home.path / "keys" / name).unlink()
    answer = CliRunner().invoke(app, ["rotate", "--home", str(home.path)])
    assert isinstance(answer.exception, HomeRefused)
    assert "restore keys from the backup" in answer.exception.en
    assert not (home.path / "keys" / "field-1").exists()
