"""A command typed wrongly, a disk that fails and a hand on Ctrl-C: one sentence in the reader's language, no traceback."""

import errno
import os
import sys
from pathlib import Path

import pytest

from homes import House, opened_house
from zige.cli import main


def ended(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The exit status of `zige WORDS`, as the installed command ends."""
    monkeypatch.setattr(sys, "argv", ["zige", *words])
    with pytest.raises(SystemExit) as end:
        main.run()
    return int(end.value.code or 0)


WRONG = {
    "run": ("缺少 --month；用法见 zige run --help", "--month is missing; zige run --help shows how"),
    "receive": ("缺少 FILE…；用法见 zige receive --help", "FILE… is missing; zige receive --help shows how"),
    "run --month": ("--month 后面缺少值", "--month lacks its value"),
    "run --mont 2026-11": ("没有选项 --mont", "there is no option --mont"),
    "nothing": ("没有命令 nothing；用法见 zige --help", "there is no command nothing; zige --help shows how"),
    "runs more": ("多出了 more", "more is more than expected"),
    "simulate --people x --months 1 --seed 1 --out o": ("--people 要写整数", "--people must be a whole number"),
    "evaluate --city c --officer-error x": ("--officer-error 要写数字", "--officer-error must be a number"),
    "evaluate --city c --officer-error 2": ("--officer-error 越界，界限是 1", "out of range, the limit is 1"),
}


@pytest.mark.parametrize("line", WRONG)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_command_typed_wrongly_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, language: str
) -> None:
    monkeypatch.setenv("ZIGE_LANG", language)
    assert ended(monkeypatch, *line.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert WRONG[line][language == "en"] in said.err
    assert said.err.count("\n") == 1


def test_a_language_nobody_speaks_is_told_which_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(monkeypatch, "runs", "--lang", "fr") == 2
    assert "--lang 只能是 'zh', 'en'" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "status"), [((), 2), (("--help",), 0), (("run", "--help"), 0), (("--version",), 0)])
def test_help_and_version_are_no_refusals(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], status: int
) -> None:
    assert ended(monkeypatch, *words) == status
    assert "用法见" not in capsys.readouterr().err


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = opened_house(tmp_path_factory.mktemp("house"))
    house.run("2026-02")
    return house


UNWRITABLE = {
    "a table": "export cases --month 2026-02 --out {taken}.csv",
    "a workbook": "export cases --month 2026-02 --out {taken}.xlsx",
    "a page": "explain B001 --month 2026-02 --html {taken}.html",
    "lists where no folder can be made": "export lists --month 2026-02 --out /proc/lists",
    "a table where no file can be made": "export cases --month 2026-02 --out /proc/cases.csv",
}


@pytest.mark.parametrize("case", UNWRITABLE)
def test_what_cannot_be_written_is_told_with_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], house: House, tmp_path: Path, case: str
) -> None:
    for suffix in ("csv", "xlsx", "html"):
        (tmp_path / f"taken.{suffix}").mkdir()
    words = UNWRITABLE[case].format(taken=tmp_path / "taken").split()
    assert ended(monkeypatch, *words, "--home", str(house.home.path), "--lang", "en") == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert f"cannot write {words[words.index('--month') + 3]}: " in said.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken.csv", "taken.html", "taken.xlsx"]


def failing(error: BaseException) -> object:
    """A command line whose command meets `error`."""

    def fail(_: object) -> object:
        def command(**_: object) -> int:
            raise error

        return type("Command", (), {"main": staticmethod(command)})

    return fail


def test_a_full_disk_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "store/x")
    monkeypatch.setattr("typer.main.get_command", failing(full))
    assert ended(monkeypatch, "runs", "--lang", "en") == 2
    assert capsys.readouterr().err.startswith("a file could not be read or written: store/x (No space left on device)")


def test_a_command_that_is_interrupted_says_what_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], house: House
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("zige.cli.run.run_month", interrupted)
    assert ended(monkeypatch, "run", "--month", "2026-02", "--home", str(house.home.path), "--lang", "en") == 130
    said = capsys.readouterr()
    assert said.err.strip().startswith("interrupted; what was done is kept")
