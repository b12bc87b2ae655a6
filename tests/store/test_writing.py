"""Files and folders appear whole or not at all; one command at a time holds a home."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from zige.errors import HomeRefused
from zige.store.lock import held
from zige.store.writing import remove_unfinished, whole_file, whole_folder, write_json


def test_a_file_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    def fail() -> None:
        with whole_file(tmp_path / "f") as partial:
            partial.write_text("half")
            raise ValueError("broken")

    (tmp_path / "f").write_text("old")
    with pytest.raises(ValueError, match="broken"):
        fail()
    assert (tmp_path / "f").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


def test_a_folder_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with whole_folder(tmp_path / "d") as new:
            (new / "a").write_text("half")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_appears_with_all_it_holds(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "d") as new:
        (new / "a").write_text("all")
        assert not (tmp_path / "d").exists()
    assert (tmp_path / "d" / "a").read_text() == "all"


def test_the_same_content_is_the_same_json(tmp_path: Path) -> None:
    write_json(tmp_path / "a", {"b": 1, "a": "李"})
    write_json(tmp_path / "b", {"a": "李", "b": 1})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert json.loads((tmp_path / "a").read_text("utf-8")) == {"a": "李", "b": 1}


def test_what_a_killed_command_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / ".unfinished-1").write_text("half")
    (tmp_path / ".unfinished-2").mkdir()
    (tmp_path / ".unfinished-2" / "a").write_text("half")
    (tmp_path / "kept" / "file").write_text("whole")
    remove_unfinished(tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "kept"]


def test_a_second_command_is_told_who_holds_the_home(tmp_path: Path) -> None:
    with (
        held(tmp_path, "zige run"),
        pytest.raises(HomeRefused, match="zige run") as refused,
        held(tmp_path, "zige receive"),
    ):
        pass
    assert "正由另一命令使用" in refused.value.zh


def test_the_home_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with held(tmp_path, "zige run"):
            pass


def test_a_killed_command_lets_go(tmp_path: Path) -> None:
    code = f"""
import os, signal
from pathlib import Path
from zige.store.lock import held
with held(Path({str(tmp_path)!r}), "zige run"):
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    with held(tmp_path, "zige receive"):
        assert json.loads((tmp_path / "lock").read_text())["command"] == "zige receive"
