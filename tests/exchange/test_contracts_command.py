"""`zige contracts`: the list, one dataset, its template, and what it refuses, as people run it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from zige.cli.main import program
from zige.errors import RequestRefused
from zige.exchange.catalogue import SHIPPED, load_catalogue

CATALOGUE = load_catalogue()


def asked(*arguments: str | Path, width: int = 100) -> str:
    """What `zige contracts …` prints; raises what it refuses with."""
    result = CliRunner().invoke(
        program(), ["contracts", *map(str, arguments)], env={"COLUMNS": str(width), "ZIGE_HOME": ""}
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.stdout


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from zige.cli.main import run; run()", "contracts", *map(str, arguments)]
    variables = os.environ | {"COLUMNS": "100", "PYTHONIOENCODING": "utf-8"} | environment
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=variables, check=False)


def sheets(file: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(file))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def home_with_parcels(home: Path) -> Path:
    data = yaml.safe_load((SHIPPED / "bank.counter.yaml").read_text("utf-8")) | {
        "id": "post.parcels",
        "name": "邮政取件",
    }
    (home / "contracts").mkdir()
    (home / "contracts" / "post.parcels.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return home


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_names_every_dataset(language: str) -> None:
    listed = asked("--lang", language)
    assert all(dataset in listed for dataset in CATALOGUE)
    assert str(len(CATALOGUE)) in listed


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("dataset", ["", "roster.benefits", "casework.facts"])
def test_no_line_is_wider_than_the_terminal(dataset: str, language: str, width: int) -> None:
    for line in asked(*([dataset] if dataset else []), "--lang", language, width=width).splitlines():
        assert sum(2 if ord(sign) > 0x2E7F else 1 for sign in line.rstrip()) <= width, line


@pytest.mark.parametrize("dataset", CATALOGUE)
def test_a_dataset_shows_its_columns_spellings_and_what_becomes_of_a_row(dataset: str) -> None:
    shown = "".join(asked(dataset, width=200).split())
    contract = CATALOGUE[dataset]
    for column in contract.columns:
        assert column.header in shown
        assert all(spelling in shown for spelling in column.words)
    assert contract.contact in shown
    assert "每一行会怎样处理" in shown


def test_what_becomes_of_a_row_reads_as_a_sentence_in_both_languages() -> None:
    zh, en = ("".join(asked("court.declarations", "--lang", lang, width=200).split()) for lang in ("zh", "en"))
    assert "“类型”为宣告死亡：记为“被宣告死亡”；日期为“判决日期”；止于“撤销日期”；有止日的，已澄清；待核实。" in zh
    assert "Where`type`isdead:declareddeadbyacourt;on`start`;until`end`;whereithasended,cleared;notyetverified." in en


def test_as_json_a_contract_has_all_that_its_file_says() -> None:
    data = json.loads(asked("police.missing", "--json"))
    assert data["facts"][0]["start"][1] == {"column": "reported_on", "months": -6, "rank": None}
    assert data["title"] == {"zh": "失踪申报及户口暂时注销", "en": "missing persons"}
    assert data["columns"][2]["text"]["en"] == "missing since"
    assert len(data["becomes"]) == 1
    assert [each["dataset"] for each in json.loads(asked("--json"))] == list(CATALOGUE)


# --- the template ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dataset", ["police.deaths", "roster.benefits", "court.judgments", "roster.payments"])
def test_a_template_has_the_headers_examples_and_explanations(dataset: str, tmp_path: Path) -> None:
    file = tmp_path / "模板.xlsx"
    assert file.name in asked(dataset, "--template", file)
    contract = CATALOGUE[dataset]
    rows, explained = sheets(file).values()
    assert rows[0] == [column.header for column in contract.columns]
    columns = [list(values) for values in zip(*rows[1:], strict=True)]
    assert columns == [[*column.examples, "", "", ""][:3] for column in contract.columns]
    assert [row[0] for row in explained[1:]] == [column.header for column in contract.columns]
    assert [row[1] for row in explained[1:]] == ["是" if column.required else "" for column in contract.columns]


def test_every_cell_of_a_template_is_text(tmp_path: Path) -> None:
    """A spreadsheet that reads 18 digits as a number rounds them, and a date as one of its own."""
    asked("police.deaths", "--template", tmp_path / "t.xlsx")
    assert all(isinstance(cell, str) for rows in sheets(tmp_path / "t.xlsx").values() for row in rows for cell in row)


def test_every_dataset_has_a_template(tmp_path: Path) -> None:
    for dataset in CATALOGUE:
        asked(dataset, "--template", tmp_path / f"{dataset}.xlsx")
    assert len(list(tmp_path.iterdir())) == len(CATALOGUE)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("police.deaths", "--template", "t.csv"), r"t\.csv: a template is an Excel file: let its name end in \.xlsx"),
        (("police.deaths", "--template", "nowhere/t.xlsx"), r"t\.xlsx: cannot be written: check the folder"),
        (("--template", "t.xlsx"), "--template: say for which dataset"),
        (("police.death",), r"'police\.death': no such dataset: did you mean 'police\.deaths'\?"),
    ],
)
def test_what_cannot_be_done_is_refused(
    arguments: tuple[str, ...], problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RequestRefused, match=problem):
        asked(*arguments)
    assert list(tmp_path.iterdir()) == []


# --- as a process ----------------------------------------------------------------------------------------------------


def test_a_homes_contracts_are_listed_with_the_shipped_ones(tmp_path: Path) -> None:
    home = home_with_parcels(tmp_path)
    assert "邮政取件" in process("--home", home).stdout
    named = process("post.parcels", ZIGE_HOME=str(home))
    assert (named.returncode, named.stderr) == (0, "")
    assert "邮政取件" in named.stdout
    assert "邮政取件" not in process().stdout


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh", "police.deaths.yaml，id，值“police.death”：与文件名不同，请改为 police.deaths 或改文件名\n"),
        (
            "en",
            "police.deaths.yaml, id, value 'police.death': not the file's name: write police.deaths, or rename the file\n",
        ),
    ],
)
def test_a_homes_broken_contract_is_one_sentence_and_status_2(tmp_path: Path, language: str, sentence: str) -> None:
    data = yaml.safe_load((SHIPPED / "police.deaths.yaml").read_text("utf-8")) | {"id": "police.death"}
    (tmp_path / "contracts").mkdir()
    (tmp_path / "contracts" / "police.deaths.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    done = process("--home", tmp_path, "--lang", language)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)
