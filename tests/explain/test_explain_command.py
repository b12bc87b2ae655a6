"""`zige explain` as its users run it, and a changed number of the law."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from asking import benefit, explained, fact, number, paid

from running import write_rows
from zige.explain import Explanation
from zige.law.lawbook import load_lawbook
from zige.law.reading import LESHAN
from zige.tables import BENEFITS, FACTS, PAID

COMMAND = [sys.executable, "-c", "from zige.cli.main import run; run()", "explain"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("given")
    benefits = [benefit(), benefit("B2", person=2, first_month="2026-07")]
    facts = [fact("F1", "imprisonment", "2026-02-10"), fact("F2", "death", "2026-03-01", status="pending")]
    return [
        "--benefits", str(write_rows(folder / "benefits.csv", BENEFITS, benefits)),
        "--facts", str(write_rows(folder / "facts.csv", FACTS, facts)),
        "--paid", str(write_rows(folder / "paid.csv", PAID, paid({"2026-02": "1000.00", "2026-03": "1000.00"}))),
        "--month", "2026-06",
    ]  # fmt: skip


def run(*arguments: str, engine: str = "polars") -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *arguments, "--backend", engine]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_text_in_chinese_on_the_default_engine(files: list[str]) -> None:
    done = run("B1", *files, engine="duckdb")
    assert (done.returncode, done.stderr) == (0, "")
    assert "暂停：自2026年3月起暂停发放，本月的依据是第八条（二）1 第4项。" in done.stdout.replace("\n", "")
    assert "应追回 1,000.00 元" in done.stdout


def test_text_in_english_without_the_number(files: list[str]) -> None:
    done = run("B1", *files, "--lang", "en", "--hide-number")
    assert done.returncode == 0
    assert "paused since March 2026, this month under Art. 8(2)1, 4th" in " ".join(done.stdout.split())
    assert "***" not in done.stdout


def test_json_and_a_page_that_needs_nothing_else(files: list[str], tmp_path: Path) -> None:
    page = tmp_path / "why.html"
    done = run("B1", *files, "--json", "--html", str(page), "--lang", "en")
    told = Explanation.model_validate_json(done.stdout)
    assert json.loads(done.stdout)["settlement"]["sum"] == "-1000.00"
    assert [ground.code for ground in told.grounds] == ["imprisoned"]
    html = page.read_text("utf-8")
    assert '<html lang="en">' in html
    assert not [word for word in ("http:", "https:", "<script", "src=", "@import", "url(") if word in html]
    assert list(tmp_path.iterdir()) == [page]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["B9"], "there is no benefit 'B9' in the benefits; check its benefit_id"),
        (["B2"], "benefit 'B2' begins in 2026-07, so there is nothing to explain in 2026-06; ask for 2026-07 or later"),
        ([number(1)], f"there is no benefit '{number(1)[:6]}************' in the benefits; check its benefit_id"),
        (["B1", "--html", "why.pdf"], "--html why.pdf must end in .html"),
        (["B1", "--month", "June"], "'June' is not a month; write it like 2026-11"),
    ],
)
def test_what_cannot_be_explained_is_refused_in_one_sentence(
    files: list[str], arguments: list[str], sentence: str
) -> None:
    done = run(*files, *arguments, "--lang", "en")
    assert (done.returncode, done.stdout, done.stderr.strip()) == (2, "", sentence)


def test_a_shorter_cycle_in_the_rulebook_changes_the_explanation(tmp_path: Path) -> None:
    text = LESHAN.read_text("utf-8")
    assert text.count("  months: 12\n") == 1
    (tmp_path / "shorter.yaml").write_text(text.replace("  months: 12\n", "  months: 6\n"), "utf-8")
    shorter = load_lawbook(tmp_path / "shorter.yaml")
    before, after = (
        explained([benefit()], [], month="2026-07", lawbook=lawbook)["B1"] for lawbook in (load_lawbook(), shorter)
    )
    assert (before.answer.standing, before.cycle.due_month, before.cycle.months) == ("continue", "2026-12", 12)
    assert (after.answer.standing, after.cycle.due_month, after.cycle.months) == ("suspend", "2026-06", 6)
    assert "每 6 个月至少认证一次" in after.cycle.text
    assert [month.month for month in after.strip.months if month.due] == ["2026-06"]
