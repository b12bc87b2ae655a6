"""`zige simulate` as a person calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path


def zige(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from zige.cli.main import run; run()", *arguments]
    english = {**os.environ, "ZIGE_LANG": "en"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=english)


def test_it_tells_what_it_made_as_json(tmp_path: Path) -> None:
    done = zige(
        "simulate", "--people", "400", "--months", "1", "--seed", "3", "--out", str(tmp_path / "city"), "--json"
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["months"] == ["2025-12"]
    assert told["files"] == len(list((tmp_path / "city" / "2025-12").iterdir())) - 1


def test_an_unknown_parameter_is_one_sentence_and_exit_status_two(tmp_path: Path) -> None:
    done = zige(
        "simulate",
        "--people",
        "400",
        "--months",
        "1",
        "--seed",
        "3",
        "--out",
        str(tmp_path / "city"),
        "--set",
        "death.x=1",
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "death.x=1" in done.stderr
    assert not (tmp_path / "city").exists()


def test_parameters_are_listed_with_their_sources() -> None:
    done = zige("simulate", "--parameters")
    assert done.returncode == 0
    assert "death.false_share = 0.005" in done.stdout
    assert "[GK-low]" in done.stdout
