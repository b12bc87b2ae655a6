"""Whose files must be signed is refused without a good signature; a signature that nobody checked is said to be so."""

import base64
import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cli_asked import asked
from homes import BORDER, DEATHS, LI, VISITS, House, opened_house, reopened, who
from zige.errors import HomeRefused
from zige.exchange.manifest import Entry
from zige.exchange.signatures import signed_text

KEY, OTHER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
ROW = f"{who(LI)},2026-01-20,2026-01-25"


def house_with(folder: Path, settings: str) -> House:
    """A home with both keys, and what `zige.toml` says of them."""
    house = opened_house(folder)
    for name, key in (("police.pem", KEY), ("other.pem", OTHER)):
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (house.home.partners / name).write_bytes(public)
    with (house.home.path / "zige.toml").open("a", encoding="utf-8") as file:
        file.write(settings)
    return reopened(house)


def entry_of(path: Path, key: Ed25519PrivateKey | None = None, rows: int | None = 1) -> Entry:
    entry = Entry(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), rows, None)
    return entry if key is None else entry._replace(signature=base64.b64encode(key.sign(signed_text(entry))).decode())


@pytest.fixture
def house(tmp_path: Path) -> House:
    return house_with(tmp_path, 'police = ["police.pem"]\n')


@pytest.fixture
def deaths(house: House) -> Path:
    return house.write("死亡.csv", DEATHS, ROW)


def test_a_signed_file_is_accepted_and_the_receipt_says_by_which_key(house: House, deaths: Path) -> None:
    told = house.take(deaths, "2026-02-05", announced=[entry_of(deaths, KEY)])
    assert told["status"] == "accepted"
    assert told["message"] == {
        "zh": "已接收；签名已用 police.pem 核验",
        "en": "accepted; its signature was checked with police.pem",
    }


@pytest.mark.parametrize(
    ("key", "altered", "word"),
    [
        (None, {}, "must be signed"),
        (OTHER, {}, "does not fit the public key police.pem"),
        (KEY, {"rows": 2}, "does not fit"),
        (KEY, {"digest": None}, "no digest"),
        (KEY, {"signature": "AAAA"}, "does not fit"),
    ],
)
def test_a_file_without_a_good_signature_is_refused(
    house: House, deaths: Path, key: Ed25519PrivateKey | None, altered: dict[str, object], word: str
) -> None:
    before = house.content()
    told = house.take(deaths, "2026-02-05", announced=[entry_of(deaths, key)._replace(**altered)])
    assert told["status"] == "refused"
    assert word in told["message"]["en"]
    assert told["message"]["zh"].startswith("死亡.csv：")
    assert house.content() == before


def test_without_a_manifest_nothing_of_a_signing_department_is_taken(house: House, deaths: Path) -> None:
    assert house.take(deaths, "2026-02-05")["status"] == "refused"


def test_others_need_not_sign_and_a_signature_of_theirs_is_told_unchecked(house: House) -> None:
    visits = house.write("公共卫生服务.csv", VISITS, f"{who(LI)},2026-01-20,体检,当面")
    told = house.take(visits, "2026-02-05", announced=[entry_of(visits, OTHER)])
    assert told["status"] == "accepted"
    assert told["message"]["en"] == "accepted; its signature was not checked, since no public key is set for it"
    assert "没有核验" in told["message"]["zh"]
    visits.write_text(visits.read_text("utf-8").replace("20,体检", "21,体检"), "utf-8")
    assert house.take(visits, "2026-02-05", announced=[entry_of(visits)])["message"]["en"] == "accepted"


def test_a_dataset_may_have_keys_of_its_own(tmp_path: Path) -> None:
    """They take the place of its department's; of two keys either will do, so that one can be replaced."""
    house = house_with(
        tmp_path,
        'police = ["police.pem"]\n"police.border" = ["other.pem", "police.pem"]\n"police.deaths" = ["other.pem"]\n',
    )
    deaths = house.write("死亡.csv", DEATHS, ROW)
    assert house.take(deaths, "2026-02-05", announced=[entry_of(deaths, KEY)])["status"] == "refused"
    assert house.take(deaths, "2026-02-05", announced=[entry_of(deaths, OTHER)])["status"] == "accepted"
    for at, key in enumerate((KEY, OTHER)):
        border = house.write(f"出入境{at}.csv", BORDER, f"R{at},新增,{who(LI)},2026-01-09,出境")
        assert house.take(border, "2026-02-05", announced=[entry_of(border, key)])["status"] == "accepted"


def test_the_same_content_unsigned_is_not_noted_for_another_month(house: House, deaths: Path) -> None:
    """Else anybody could make the calendar say that a department has delivered (Art. 7)."""
    signed = [entry_of(deaths, KEY)]
    house.take(deaths, "2026-02-05", month="2026-01", announced=signed)
    before = house.content()
    assert house.take(deaths, "2026-03-05", month="2026-02")["status"] == "refused"
    assert house.content() == before
    assert house.take(deaths, "2026-03-05", month="2026-02", announced=signed)["status"] == "already_received"
    assert house.content() != before


def test_the_rows_that_were_signed_must_be_there(house: House, deaths: Path) -> None:
    told = house.take(deaths, "2026-02-05", announced=[entry_of(deaths, KEY, rows=2)])
    assert "2 rows, 1 were read" in told["message"]["en"]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('polce = ["police.pem"]\n', "did you mean 'police'"),
        ('police = ["none.pem"]\n', "none.pem cannot be opened"),
        ('police = ["../keys/seal-1"]\n', "folder partners"),
        ("police = []\n", "at least one"),
        ('police.deaths = ["police.pem"]\n', "in quotes"),
    ],
)
def test_a_wrong_setting_stops_before_anything_is_received(tmp_path: Path, settings: str, told: str) -> None:
    house = house_with(tmp_path, settings)
    before = house.content()
    with pytest.raises(HomeRefused, match=told):
        house.deliver("出入境.csv", "2026-02-05", BORDER, f"R1,新增,{who(LI)},2026-01-09,出境")
    assert house.content() == before


def test_a_home_made_before_there_were_partners_needs_none(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    (house.home.path / "partners").rmdir()
    assert house.deliver("死亡.csv", "2026-02-05", DEATHS, ROW)["status"] == "accepted"


def test_the_terminal_tells_what_became_of_a_signature(house: House, deaths: Path) -> None:
    entry = entry_of(deaths, KEY)
    manifest = house.files / "清单.csv"
    manifest.write_text(f"文件名,摘要,行数,签名\n{entry.file},{entry.digest},1,{entry.signature}\n", "utf-8")
    told = asked("receive", str(deaths), "--manifest", str(manifest), "--home", str(house.home.path))
    assert "签名已用 police.pem 核验" in told.stdout
