"""`zige determine` as a process: files in, one file out, one sentence and exit status 2 for what is refused."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest

ZIGE = Path(sys.executable).with_name("zige")
CASES = Path(__file__).parents[1] / "data" / "cases"
RULEBOOK = Path(__file__).parents[2] / "src" / "zige" / "law" / "rulebooks" / "leshan.yaml"
CITIZEN_NUMBER = re.compile(r"\d{17}[\dX]")
TABLES = ("benefits", "facts", "amounts", "paid")


def determine(out: Path, *more: str, folder: Path = CASES, suffix: str = "csv", **environment: str):
    """Run the command on the four tables of `folder`; options in `more` come last and so prevail."""
    files = [word for name in TABLES for word in (f"--{name}", str(folder / f"{name}.{suffix}"))]
    return subprocess.run(
        [ZIGE, "determine", *files, "--month", "2026-11", "--out", out, *more],
        capture_output=True,
        text=True,
        check=False,
        env={key: value for key, value in os.environ.items() if key != "ZIGE_LANG"} | environment,
    )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with the sample, to be spoilt."""
    folder = tmp_path / "own"
    shutil.copytree(CASES, folder)
    return folder


def refused(run: subprocess.CompletedProcess[str]) -> str:
    """The sentence of a refusal: one line, exit status 2, nobody's number."""
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    assert not CITIZEN_NUMBER.search(run.stderr)
    return run.stderr.strip()


@pytest.mark.parametrize(
    ("known_by", "expected"),
    [((), "expected-2026-11.csv"), (("--known-by", "2026-10-15"), "expected-2026-11-known-by-2026-10-15.csv")],
)
def test_the_sample_comes_out_equal(known_by: tuple[str, ...], expected: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    run = determine(out, *known_by)
    assert run.returncode == 0
    assert out.read_bytes() == (CASES / expected).read_bytes()
    assert "续发" in run.stderr
    assert not CITIZEN_NUMBER.search(run.stdout + run.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_parquet_in_and_out_says_the_same(tmp_path: Path) -> None:
    for name in TABLES:
        with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        texts = pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(header, pyarrow.string()), null_values=[""], strings_can_be_null=True
        )
        table = pyarrow.csv.read_csv(CASES / f"{name}.csv", convert_options=texts)
        pyarrow.parquet.write_table(table, tmp_path / f"{name}.parquet")
    out = tmp_path / "out.parquet"
    run = determine(out, "--backend", "polars", "--json", folder=tmp_path, suffix="parquet")
    assert run.returncode == 0
    rows = pyarrow.parquet.read_table(out).to_pylist()
    with (CASES / "expected-2026-11.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows] == expected
    summary = json.loads(run.stdout)
    assert summary["month"] == "2026-11"
    assert summary["benefits"]["stop"] == sum(row["standing"] == "stop" for row in expected)
    assert summary["benefits"]["to resume"] == sum(row["action"] == "resume" for row in expected)


def test_a_changed_value_of_the_law_changes_the_outcome(tmp_path: Path) -> None:
    changed = tmp_path / "rules.yaml"
    text = RULEBOOK.read_text("utf-8")
    assert text.count("\n  months: 12\n") == 1
    changed.write_text(text.replace("\n  months: 12\n", "\n  months: 6\n"), encoding="utf-8")
    out = tmp_path / "out.csv"
    run = determine(out, "--rulebook", str(changed), "--lang", "en")
    assert run.returncode == 0
    assert "suspended" in run.stderr
    before, after = ((path).read_text("utf-8").count("unconfirmed") for path in (CASES / "expected-2026-11.csv", out))
    assert after > before


@pytest.mark.parametrize(
    ("more", "zh", "en"),
    [
        (("--month", "2026-13"), "“2026-13”不是年月", "'2026-13' is not a month"),
        (("--known-by", "2026-02-30"), "“2026-02-30”不是日期", "'2026-02-30' is not a date"),
        (("--backend", "abacus"), "没有名为“abacus”的引擎", "there is no engine 'abacus'"),
        (("--facts", "nowhere.csv"), "找不到文件 nowhere.csv", "there is no file nowhere.csv"),
        (("--out", "out.xlsx"), "须以 .csv 或 .parquet 结尾", "must end in .csv or .parquet"),
        (("--out", "no-folder/out.csv"), "没有目录 no-folder", "there is no folder no-folder"),
        (("--rulebook", "nowhere.yaml"), "nowhere.yaml", "nowhere.yaml"),
        (("--benefits", str(CASES)), "cases；请检查路径", "there is no file"),
        (("--paid", __file__), "不是 .csv 或 .parquet 文件", "test_determine_command.py is neither .csv nor .parquet"),
        (("--out", f"{__file__}/out.csv"), "没有目录", "there is no folder"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_in_one_sentence(more: tuple[str, ...], zh: str, en: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert zh in refused(determine(out, *more))
    sentence = refused(determine(out, *more, ZIGE_LANG="en"))
    assert en in sentence
    assert "\n" not in sentence
    assert not out.exists()


def test_a_refusal_leaves_the_file_of_the_last_run_as_it_was(own: Path, tmp_path: Path) -> None:
    benefits = own / "benefits.csv"
    lines = benefits.read_text("utf-8").splitlines(keepends=True)
    number = lines[4].split(",")[1]
    benefits.write_text("".join([*lines[:4], lines[4].replace(number, "51112319430423724" + "0"), *lines[5:]]), "utf-8")
    out = tmp_path / "out.csv"
    out.write_text("as it was", "utf-8")
    sentence = refused(determine(out, "--lang", "en", folder=own))
    assert sentence.startswith("benefits.csv, line 5, column id_number, value '511123************': ")
    assert out.read_text("utf-8") == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "own"]


def test_a_damaged_parquet_file_is_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "facts.parquet"
    damaged.write_bytes(b"PAR1" + bytes(100) + b"PAR1")
    sentence = refused(determine(tmp_path / "out.csv", "--facts", str(damaged), "--lang", "en"))
    assert sentence == "facts.parquet: this is no Parquet file, or it is damaged; export it again"


def test_the_help_has_an_example() -> None:
    run = subprocess.run([ZIGE, "determine", "--help"], capture_output=True, text=True, check=True)
    assert "zige determine --month 2026-11" in run.stdout


def test_spark_without_java_is_refused(tmp_path: Path) -> None:
    found = determine(tmp_path / "out.csv", "--backend", "spark", PATH=str(tmp_path), JAVA_HOME="")
    assert "Spark 需要 Java 17" in refused(found)


def test_polars_writes_the_same_bytes_and_english_is_said_where_it_is_asked(tmp_path: Path) -> None:
    """`--lang` prevails over ZIGE_LANG; what stood in OUT is replaced."""
    out = tmp_path / "out.csv"
    out.write_text("as it was", "utf-8")
    chinese = determine(out, "--backend", "polars", "--lang", "zh", ZIGE_LANG="en")
    assert (chinese.returncode, chinese.stdout) == (0, "")
    assert chinese.stderr.startswith("2026-11：续发 ")
    assert out.read_bytes() == (CASES / "expected-2026-11.csv").read_bytes()
    english = determine(out, "--backend", "polars", ZIGE_LANG="en_GB.UTF-8")
    assert re.match(r"2026-11: \d+ continue, \d+ suspended, \d+ stopped\. To change: ", english.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("backend", ["duckdb", "polars"])
def test_a_parquet_file_cut_off_in_the_middle_is_refused(backend: str, tmp_path: Path) -> None:
    paid = tmp_path / "paid.parquet"
    pyarrow.parquet.write_table(pyarrow.csv.read_csv(CASES / "paid.csv"), paid)
    paid.write_bytes(paid.read_bytes()[: paid.stat().st_size // 2])
    sentence = refused(determine(tmp_path / "out.csv", "--paid", str(paid), "--lang", "en", "--backend", backend))
    assert sentence == "paid.parquet: this is no Parquet file, or it is damaged; export it again"
    assert [path.name for path in tmp_path.iterdir()] == ["paid.parquet"]


@pytest.mark.parametrize(("backend", "suffix"), [("duckdb", "csv"), ("polars", "parquet")])
def test_what_cannot_be_written_is_refused(backend: str, suffix: str, tmp_path: Path) -> None:
    """A name longer than any file may have, which no one can write, whatever their rights."""
    out = tmp_path / f"{'x' * 300}.{suffix}"
    sentence = refused(determine(out, "--backend", backend, "--lang", "en"))
    assert sentence.startswith(f"cannot write {out}: ")
    assert "None" not in sentence
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.mkdir()
    assert refused(determine(out, "--backend", "polars", "--lang", "en")).startswith(f"cannot write {out}: ")
    assert (list(tmp_path.iterdir()), list(out.iterdir())) == ([out], [])


def test_a_broken_rulebook_is_refused_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    text = RULEBOOK.read_text("utf-8").replace("\n  months: 12\n", "\n  months: twelve\n")
    broken.write_text(text, encoding="utf-8")
    sentence = refused(determine(tmp_path / "out.csv", "--rulebook", str(broken), "--lang=en"))
    assert sentence.startswith("broken.yaml, cycle.months, value 'twelve': ")


def test_an_unknown_option_ends_with_the_same_status(tmp_path: Path) -> None:
    run = determine(tmp_path / "out.csv", "--colour")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "没有选项 --colour；用法见 zige determine --help\n"
