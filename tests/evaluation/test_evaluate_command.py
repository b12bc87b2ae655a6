"""`zige evaluate` as a process: figures on the terminal, one sentence and exit status 2 for what is refused."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.conftest import unseen
from zige.simulation.city import Plan, build_city
from zige.simulation.parameters import load_parameters
from zige.store.home import make_home

ZIGE = Path(sys.executable).with_name("zige")


def evaluate(*words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "ZIGE_LANG"}
    return subprocess.run(
        [ZIGE, "evaluate", *words], capture_output=True, text=True, check=False, env=environment
    )  # fmt: skip


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    city = tmp_path_factory.mktemp("tiny") / "city"
    build_city(city, Plan(200, 1, 3), load_parameters(()), unseen)
    return city


def test_it_prints_json_writes_the_page_and_keeps_the_home(tiny: Path, tmp_path: Path) -> None:
    page, home = tmp_path / "page.html", tmp_path / "home"
    done = evaluate("--city", tiny, "--no-officer", "--home", home, "--html", page, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["city"]["people"] == 200
    assert [each["name"] for each in told["scenarios"]] == ["no_officer"]
    assert "没有人核实" in page.read_text("utf-8")
    assert (home / "store" / "runs" / "2025-12" / "001" / "receipt.json").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--city", "nowhere"), "不是模拟城市"),
        (("--city", "{city}", "--html", "page.txt"), "须是已有目录中的 .html 文件"),
        (("--city", "{city}", "--rulebook", "nowhere.yaml"), "nowhere.yaml"),
        (("--city", "{city}", *("--rulebook", "{book}") * 3), "最多给两个"),
        (("--city", "nowhere", "--lang", "en"), "is no simulated city"),
    ],
)
def test_wrong_input_is_refused_with_one_sentence(tiny: Path, words: tuple[str, ...], said: str) -> None:
    book = Path(__file__).parents[2] / "src" / "zige" / "law" / "rulebooks" / "leshan.yaml"
    done = evaluate(*(word.format(city=tiny, book=book) for word in words))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_city_of_which_a_month_is_missing_is_refused(tiny: Path, tmp_path: Path) -> None:
    """Otherwise the figures would be those of another city."""
    city = tmp_path / "city"
    shutil.copytree(tiny, city)
    (city / "2025-12" / "delivery.csv").rename(city / "delivery.csv")
    build_city(tmp_path / "other", Plan(200, 1, 3, "2026-01"), load_parameters(()), unseen)
    (tmp_path / "other" / "2026-01").rename(city / "2026-01")
    told = json.loads((city / "truth" / "city.json").read_text())
    (city / "truth" / "city.json").write_text(json.dumps(told | {"months": 2}))
    done = evaluate("--city", city, "--lang", "en")
    assert done.returncode == 2
    assert "is not complete" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_home_in_use_is_refused(tiny: Path, tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", "x", "511100", "").path
    (home / "store" / "runs" / "2025-12" / "001").mkdir(parents=True)
    done = evaluate("--city", tiny, "--home", home)
    assert done.returncode == 2
    assert "评估须用新的目录" in done.stderr
