"""A home is made whole, opened with its settings and keys, and refused in one sentence where something is wrong."""

import re
import stat
from pathlib import Path

import pytest

from zige.errors import HomeRefused
from zige.store.home import make_home, open_home
from zige.store.keys import load_field_keys, make_field_keys, rotate


def home(path: Path, opening: str = "") -> Path:
    return make_home(path / "home", "乐山市社会保险事务中心", "511100", opening).path


def test_a_new_home_has_settings_and_keys_that_only_its_owner_may_read(tmp_path: Path) -> None:
    made = open_home(home(tmp_path, "2026-01"))
    assert (made.settings.office.region, made.settings.opening.month) == ("511100", "2026-01")
    assert made.keys.newest == 1
    assert {stat.S_IMODE(path.stat().st_mode) for path in (made.path / "keys").iterdir()} == {0o600}
    assert made.rulebooks is None


def test_two_homes_have_different_keys_and_each_purpose_its_own(tmp_path: Path) -> None:
    one, two = open_home(home(tmp_path / "a")).keys, open_home(home(tmp_path / "b")).keys
    assert one.digest != two.digest
    assert one.derived("rows") != one.derived("accounts")


def test_nothing_is_made_where_something_is(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("keep me")
    with pytest.raises(HomeRefused, match="is not empty"):
        home(tmp_path)
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["letter.txt"]


def test_an_empty_folder_becomes_a_home(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    assert open_home(home(tmp_path)).settings.opening.month == ""


def test_a_folder_that_is_no_home_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HomeRefused, match="run zige init"):
        open_home(tmp_path)


def test_without_a_name_the_environment_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZIGE_HOME", raising=False)
    with pytest.raises(HomeRefused, match="give --home or set ZIGE_HOME"):
        open_home(None)
    monkeypatch.setenv("ZIGE_HOME", str(home(tmp_path)))
    assert open_home(None).path == tmp_path / "home"


@pytest.mark.parametrize(
    ("before", "after", "named", "chinese"),
    [
        ('region = "511100"', 'region = "5111"', "office.region", "六位"),
        ('region = "511100"', "region = 511100", "office.region", "请加引号"),
        ('region = "511100"', "", "office.region", "缺少这一项"),
        ('month = ""', 'month = "2026-13"', "opening.month", "2026-01"),
        ("rows_factor = 3", "rows_factor = 1", "drift.rows_factor", "要大于 1"),
        ("matched_share = 0.15", 'matched_share = "0.15"', "drift.matched_share", "要写数字"),
        ("matched_share = 0.15", "matched_share = 1.5", "drift.matched_share", "不能大于 1"),
        ("rulebooks = []", 'rulebooks = "a.yaml"', "law.rulebooks", "要写成列表"),
        ("rows_factor = 3", "rowsfactor = 3", "drift.rowsfactor", "是不是“rows_factor”"),
        ("[office]", "[office", "line 4", "第 4 行"),
        ("[office]", '[office]\nx = "', "line 5", "第 5 行"),
        ("code_share = 0.05", "code_share =", "not TOML", "不是合法的 TOML"),
        ("[signatures]", '[signatures]\npolice = "police.pem"', "signatures.police", "要写成列表"),
        ("[signatures]", "[signatures]\npolice = []", "signatures.police", "至少写一项"),
        ("[signatures]", '[signatures]\npolice = ["/a.pem"]', "signatures.police", "partners 目录"),
        ("[signatures]", '[signatures]\npolice.deaths = ["a.pem"]', "in quotes", "要加引号"),
        ("[signatures]", '[consumers."甲 乙"]\nexport = "cases"', "a consumer's name", "名称只能用"),
        ("[signatures]", "[consumers.a]", "consumers.a.export", "缺少这一项"),
        ("[signatures]", '[consumers.a]\nexport = "payment"', "consumers.a.export", "是不是“payments”"),
        ("[signatures]", '[consumers.a]\nexport = "cases"\nregion = "51"', "consumers.a.region", "六位、九位"),
        ("[signatures]", '[consumers.a]\nexport = "payments"\nregion = "511102001"', "consumers.a.region", "要写六位"),
        ("[signatures]", '[consumers.a]\nexport = "cases"\nsince = "2026"', "consumers.a.since", "要写年月"),
        ("[signatures]", '[consumers.a]\nexport = "cases"\nformat = "pdf"', "consumers.a.format", "可用：csv、xlsx"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, before: str, after: str, named: str, chinese: str) -> None:
    """With the reason in Chinese to the end."""
    file = home(tmp_path) / "zige.toml"
    assert before in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")
    with pytest.raises(HomeRefused, match=named) as refused:
        _ = open_home(file.parent).settings
    assert chinese in refused.value.zh
    own = refused.value.zh.replace(before, "").replace(named, "")
    assert re.search(r"[a-z]+ [a-z]+", own) is None


def test_settings_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = home(tmp_path) / "zige.toml"
    file.write_bytes("# 设置".encode("gb18030"))
    with pytest.raises(HomeRefused, match="UTF-8"):
        _ = open_home(file.parent).settings


def test_a_missing_key_is_told(tmp_path: Path) -> None:
    path = home(tmp_path)
    (path / "keys" / "digest-1").unlink()
    with pytest.raises(HomeRefused, match="restore it from the backup"):
        _ = open_home(path).keys


def test_a_key_that_others_may_read_is_not_used(tmp_path: Path) -> None:
    path = home(tmp_path)
    (path / "keys" / "seal-1").chmod(0o644)
    with pytest.raises(HomeRefused, match="chmod 600"):
        _ = open_home(path).keys


def test_a_damaged_key_is_told(tmp_path: Path) -> None:
    path = home(tmp_path)
    (path / "keys" / "seal-1").write_text("beef")
    with pytest.raises(HomeRefused, match="seal-1 is damaged"):
        _ = open_home(path).keys


def test_a_home_made_before_gets_the_keys_for_fields_once(tmp_path: Path) -> None:
    keys = home(tmp_path) / "keys"
    for name in ("field-1", "blind-1"):
        (keys / name).unlink()
    make_field_keys(keys)
    made = load_field_keys(keys)
    make_field_keys(keys)
    assert load_field_keys(keys) == made
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys.iterdir()} == {0o600}


def test_one_key_for_fields_that_is_lost_is_named_and_not_made_anew(tmp_path: Path) -> None:
    keys = home(tmp_path) / "keys"
    (keys / "blind-1").unlink()
    make_field_keys(keys)
    with pytest.raises(HomeRefused, match="key blind-1 is missing"):
        load_field_keys(keys)


def test_a_rotation_adds_a_version_and_keeps_the_older_ones(tmp_path: Path) -> None:
    made = open_home(home(tmp_path))
    before = made.field_keys
    assert rotate(made.path / "keys") == {"seal": 2, "field": 2}
    after = made.field_keys
    assert (after.newest, after.fields[1], after.blind) == (2, before.fields[1], before.blind)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (made.path / "keys").iterdir()} == {0o600}
