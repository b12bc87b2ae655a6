"""`zige law`: the whole rulebook, one clause, one ground, and scenarios put to the engine."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from zige.cli.main import program
from zige.errors import RequestRefused, RulebookRefused
from zige.law.reading import LESHAN, load_rulebook
from zige.law.scenarios import LESHAN_SCENARIOS

BOOK = load_rulebook(LESHAN)


def asked(*arguments: str, width: int = 80) -> str:
    """What `zige law …` prints; raises what it refuses with."""
    result = CliRunner().invoke(program(), ["law", *arguments], env={"COLUMNS": str(width)})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.stdout


def answered(*arguments: str) -> Any:
    return json.loads(asked(*arguments, "--json"))


def process(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command as people run it, in a process of its own."""
    command = [sys.executable, "-c", "from zige.cli.main import run; run()", "law", *map(str, arguments)]
    environment = os.environ | {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


def changed(tmp_path: Path, name: str = "mine.yaml", **values: object) -> Path:
    """The packaged rulebook with other values at its top, as a file."""
    file = tmp_path / name
    data = yaml.safe_load(LESHAN.read_text("utf-8")) | values
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return file


# --- the whole rulebook ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_holds_every_article_situation_ground_kind_and_deadline(language: str) -> None:
    listed = set(re.split(r"[\s,、]+", asked("--lang", language)))
    expected = {*BOOK.clauses, *(ground.code for ground in BOOK.grounds), *BOOK.deadlines, *BOOK.benefit_kinds}
    assert expected - listed == set()


def test_the_list_holds_life_signs_cycle_rewards_and_attention() -> None:
    listed = " ".join(asked("--lang", "en").split())
    for grade in "ABC":
        assert all(kind in listed for kind in getattr(BOOK.life_signs.grades, grade))
    assert "12 months" in listed
    assert "Sichuan 川人社发〔2015〕31号" in listed
    assert BOOK.attention.texts.verify.en in listed


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("arguments", [(), ("7",), ("8",), ("24",), ("8.2.1.6",), ("missing",)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(arguments: tuple[str, ...], language: str, width: int) -> None:
    for line in asked(*arguments, "--lang", language, width=width).splitlines():
        assert sum(2 if ord(c) > 0x2E7F else 1 for c in line.rstrip()) <= width, line


def test_as_json_the_list_is_the_file() -> None:
    data = answered()
    written = yaml.safe_load(LESHAN.read_text("utf-8"))
    assert (data["in_force"], data["cycle"]) == (written["in_force"], written["cycle"])
    assert [ground["code"] for ground in data["grounds"]] == [ground["code"] for ground in written["grounds"]]
    assert data["rewards"][0]["rate"]["value"] == "0.05"


def test_the_rulebook_listed_is_the_one_in_force_in_the_month(tmp_path: Path) -> None:
    old = changed(tmp_path, "old.yaml", in_force={"from": "2022-01", "until": "2025-12"}, rewards=[])
    cycle = yaml.safe_load(LESHAN.read_text("utf-8"))["cycle"] | {"months": 6}
    new = changed(tmp_path, "new.yaml", in_force={"from": "2026-01", "until": None}, rewards=[], cycle=cycle)
    both = ("--rulebook", str(old), "--rulebook", str(new))
    assert answered(*both, "--month", "2025-12")["cycle"]["months"] == 12
    assert answered(*both, "--month", "2026-01")["cycle"]["months"] == 6
    assert "once in 6 months" in asked("7", *both, "--month", "2026-01", "--lang", "en")


# --- one clause, one ground ------------------------------------------------------------------------------------------


def test_a_clause_shows_its_wording_citation_grounds_and_places() -> None:
    shown = asked("8.2.1.4")
    for text in ("第八条（二）1 第4项", "Art. 8(2)1, 4th situation", "企业养老：在监狱服刑", "imprisoned", "暂停"):
        assert text in shown
    for text in (
        "企业职工基本养老金",
        "imprisonment",
        "次月起",
        "生效判决书",
        "court.judgments",
        "企业退休人员收监服刑",
    ):
        assert text in shown
    assert "src/zige/determination/grounds.py" in shown


def test_a_clause_in_english_holds_no_chinese_sentence() -> None:
    shown = asked("8.2.1.4", "--lang", "en").replace("第八条（二）1 第4项", "")
    assert re.findall(r"[\u4e00-\u9fff]", shown) == []
    assert "from the month after the fact's first day, through the month of the fact's last day" in " ".join(
        shown.split()
    )


def test_an_article_shows_the_values_that_cite_it_and_what_is_to_come() -> None:
    cycle = asked("7", "--lang", "en")
    assert "certification cycle: once in 12 months" in cycle
    assert "60, 30, 7" in cycle
    tip_offs = asked("24", "--lang", "en")
    assert "Still to come: supervision" in tip_offs
    assert "deadlines.tip_off_examine" in tip_offs
    assert "Sichuan 川人社发〔2015〕31号: 5%, 100.00 to 100000.00 yuan" in asked("25", "--lang", "en")


@pytest.mark.parametrize(("clause", "situations"), [("8", 40), ("8.1", 21), ("8.2.1", 7), ("8.2.1.4", 0), ("7", 0)])
def test_a_part_of_article_8_shows_its_situations(clause: str, situations: int) -> None:
    assert len(answered(clause)["situations"]) == situations


@pytest.mark.parametrize("clause", BOOK.clauses)
def test_every_clause_can_be_asked_for(clause: str) -> None:
    data = answered(clause)
    grounds = [g.code for g in BOOK.grounds if any(entry.clause == clause for entry in g.clauses)]
    assert data["text"] == BOOK.clauses[clause].model_dump(include={"zh", "en"})
    assert [ground["code"] for ground in data["grounds"]] == grounds


@pytest.mark.parametrize("code", [ground.code for ground in BOOK.grounds])
def test_every_ground_can_be_asked_for(code: str) -> None:
    ground = BOOK.ground(code)
    assert answered(code)["text"] == ground.text.model_dump()
    shown = asked(code, "--lang", "en")
    assert code in shown
    assert all(entry.clause in shown for entry in ground.clauses)


def test_a_ground_says_its_conditions() -> None:
    shown = asked("survivor_of_age", "--lang", "en")
    assert "from the month after the 18th birthday, for good" in shown
    assert "only for: child, grandchild, sibling" in shown
    assert "missing (for more than 6 months)" in asked("missing", "--lang", "en")


@pytest.mark.parametrize(
    ("word", "near"),
    [("8.2.1.9", ["8.2.1.7"]), ("imprisond", ["imprisoned"]), ("go_live", ["go-live"]), ("第八条", [])],
)
def test_an_unknown_clause_is_refused_with_the_closest(word: str, near: list[str]) -> None:
    with pytest.raises(RequestRefused) as refused:
        asked(word)
    for sentence in (refused.value.zh, refused.value.en):
        assert word in sentence
        assert all(each in sentence for each in near or ["zige law"])


def test_help_gives_an_example() -> None:
    for arguments in (["--help"], ["show", "--help"], ["8.2.1.4", "--help"]):
        assert "zige law 8.2.1.4" in asked(*arguments, width=120)
    assert "zige law test mine.scenarios.yaml" in asked("test", "--help", width=120)


# --- scenarios -------------------------------------------------------------------------------------------------------

CASE = """
rulebook: leshan
scenarios:
  - name: {zh: 收监服刑, en: went to prison}
    clause: "8.2.1.4"
    meets: imprisoned
    month: "2026-11"
    benefit: {kind: pension.enterprise}
    certified: "2026-06-15"
    facts: [{kind: imprisonment, start: "2026-10-31"}]
    expect: {standing: suspend, due_month: "2027-06"}
  - name: {zh: 已付一个月, en: one month paid}
    clause: "7"
    month: "2026-11"
    benefit: {kind: pension.enterprise, first_month: "2026-08"}
    paid: [{month: "2026-09", amount: "1000.00"}]
    expect: {standing: continue, settlement: "2000.00", back_pay_months: ["2026-09"]}
"""


def written(tmp_path: Path, text: str = CASE) -> Path:
    file = tmp_path / "mine.scenarios.yaml"
    file.write_text(text, "utf-8")
    return file


def test_a_scenario_that_differs_ends_with_status_1_and_says_how(tmp_path: Path) -> None:
    file = written(tmp_path, CASE.replace('"2000.00"', '"2100.00"').replace("standing: continue", "standing: stop"))
    done = process("test", file, "--lang", "en")
    assert done.returncode == 1
    assert "mine.scenarios.yaml: 2 scenarios, 1 as expected, 1 not" in done.stdout
    assert "one month paid" in done.stdout
    assert "went to prison" not in done.stdout
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["standing", "stop", "continue"] in lines
    assert ["settlement", "2100.00", "2000.00"] in lines


def test_scenarios_that_come_out_as_expected_end_with_status_0(tmp_path: Path) -> None:
    done = process("test", written(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 个案例，2 个符合预期，0 个不符" in done.stdout


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("kind: imprisonment", "kind: imprisoment", "did you mean 'imprisonment'?"),
        ("rulebook: leshan", "rulebook: yibin", "not the cases of leshan"),
        ('first_month: "2026-08"', 'first_month: "2026-12"', "nothing is decided"),
        (
            '[{kind: imprisonment, start: "2026-10-31"}]',
            '[{kind: wanted, start: "2026-01-01", id: X}, {kind: death, start: "2026-01-02", id: X}]',
            "scenarios[0], value '收监服刑': cannot be run",
        ),
    ],
)
def test_a_scenario_file_that_cannot_be_run_is_refused(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    with pytest.raises(RulebookRefused) as refused:
        asked("test", str(written(tmp_path, CASE.replace(right, wrong))))
    assert refused.value.exit_status == 2
    assert sentence in refused.value.en


def test_a_refusal_is_one_sentence_and_status_2(tmp_path: Path) -> None:
    done = process("test", tmp_path / "nowhere.yaml", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "cannot be opened: check the name" in done.stderr


def test_scenarios_are_judged_by_the_rulebook_given(tmp_path: Path) -> None:
    cycle = yaml.safe_load(LESHAN.read_text("utf-8"))["cycle"] | {"months": 6}
    rulebook = changed(tmp_path, "mine.yaml", cycle=cycle)
    written(tmp_path)  # the scenarios beside the rulebook are taken without being named
    (found,) = answered("test", "--rulebook", str(rulebook))
    assert found["scenarios"] == 2
    assert [failed["differences"] for failed in found["failed"]] == [
        [{"column": "due_month", "expected": "2027-06", "found": "2026-12"}]
    ]


def test_without_a_file_the_packaged_scenarios_are_run() -> None:
    (found,) = answered("test")
    assert found == {"file": str(LESHAN_SCENARIOS), "scenarios": found["scenarios"], "failed": []}
    assert found["scenarios"] > 100
