"""The page: every section in both languages, readable without script and without network."""

import re

import pytest

from evaluation.conftest import Tried
from zige.evaluation.page import _Page, as_page, chart, figure
from zige.evaluation.report import Evaluation
from zige.evaluation.wording import FLAWS, HEADLINE, scenario_name

SECTIONS = ("headline", "silent", "grounds", "money", "scenarios", "groups", "matches", "method")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_has_every_section_and_needs_nothing_from_outside(told: Evaluation, language: str) -> None:
    page = as_page(told, language)
    assert re.findall(r'<section id="(\w+)">', page) == list(SECTIONS)
    assert page.count("<svg") == 3
    assert "<script" not in page
    assert set(re.findall(r'(?:src|href)="([^"#][^"]*)"', page)) <= {""}
    assert 'xmlns="http://www.w3.org/2000/svg"' in page


def test_the_sweep_has_its_section_when_it_was_made(told: Evaluation) -> None:
    headline = told["scenarios"][0]["headline"]
    swept = [
        {"parameter": None, "value": None, "headline": headline},
        {"parameter": "delivery.missed", "value": 0.02, "headline": headline},
    ]
    page = as_page(told | {"sweep": swept}, "zh")
    assert '<section id="sweep">' in page
    assert "某来源某月未报送的概率（次月补报） = 0.02" in page


def test_the_english_page_is_english(told: Evaluation) -> None:
    page = as_page(told, "en")
    counties = re.findall(r'<th scope="row">([^<]*)</th>', page)
    assert not [line for line in page.splitlines() if HAN.search(line) and not any(name in line for name in counties)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chart_says_all_it_shows_to_those_who_do_not_see_it(told: Evaluation, language: str) -> None:
    """A picture hides its text from a screen reader; its label tells every bar with its figure."""
    told_aloud = re.findall(r'role="img" aria-label="([^"]+)"', as_page(told, language))
    drawn = (_Page(told, language).silent_chart, _Page(told, language).recall_chart, _Page(told, language).months_chart)
    assert len(told_aloud) == 3
    for label, picture in zip(told_aloud, drawn, strict=True):
        figures = re.findall(r">([\d.,/ ]+%?)</text>", picture.picture)
        assert figures
        assert all(figure in label for figure in figures)


def test_long_names_beside_the_bars_go_on_in_a_second_line() -> None:
    picture = chart([("机关事业单位基本养老金", "a", 1.0, "1"), ("死亡", "a", 2.0, "2")]).picture
    assert "…" not in picture
    assert "<tspan" in picture


def test_the_chinese_page_names_datasets_and_flaws_in_chinese(told: Evaluation) -> None:
    heads = re.findall(r'<th scope="row">([^<]*)</th>', as_page(told, "zh"))
    assert "死亡注销户口" in heads
    assert not [head for head in heads if re.fullmatch(r"[a-z_.]+", head)]


def test_every_flaw_the_city_makes_has_a_name(tried: Tried) -> None:
    made = set(tried.city.records["flaw"].str.split("|").explode()) - {""}
    assert made <= set(FLAWS)


def test_every_source_left_out_or_late_is_named() -> None:
    assert scenario_name("missing police.deaths") == (
        "缺死亡注销户口",
        "without household registrations cancelled on death",
    )
    assert scenario_name("late police.deaths").zh == "死亡注销户口迟到一个月"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [("silent", 0.876, "87.6 %"), ("still_wrong", 1234, "1,234"), ("cases", 12.34, "12.3"), ("delay_death", None, "–")],
)
def test_figures_are_written_as_people_read_them(name: str, value: float | None, text: str) -> None:
    assert name in HEADLINE
    assert figure(name, value) == text
