"""The page: every section in both languages, readable without script and without network."""

import re

import pytest

from zige.evaluation.page import as_page, figure
from zige.evaluation.report import Evaluation
from zige.evaluation.wording import HEADLINE

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
    assert "delivery.missed = 0.02" in page


def test_the_english_page_is_english(told: Evaluation) -> None:
    page = as_page(told, "en")
    counties = re.findall(r'<th scope="row">([^<]*)</th>', page)
    assert not [line for line in page.splitlines() if HAN.search(line) and not any(name in line for name in counties)]


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [("silent", 0.876, "87.6 %"), ("still_wrong", 1234, "1,234"), ("cases", 12.34, "12.3"), ("delay_death", None, "–")],
)
def test_figures_are_written_as_people_read_them(name: str, value: float | None, text: str) -> None:
    assert name in HEADLINE
    assert figure(name, value) == text
