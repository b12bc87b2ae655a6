"""All measures of an evaluation in one structure: what `--json` prints, and what the table and the page are made of."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from zige.evaluation import measures
from zige.evaluation.city import City
from zige.evaluation.driving import Advance, Drive, drive, replay
from zige.evaluation.matching import MONTHS, matches
from zige.evaluation.officer import Officer
from zige.evaluation.outcomes import certifications, outcomes, truths
from zige.evaluation.replaying import Variant, replica
from zige.law.months import format_month
from zige.store.home import Home

Evaluation = dict[str, Any]
SOURCES = ("police.deaths", "civil.cremations", "health.death_certificates", "medical.settlements", "transport.trips")
"""Sources whose loss or lateness is tried one at a time."""
DAYS_LATE = 31
AT_ONCE = 2
"""Scenarios tried at the same time, each in a process and a home of its own."""


@dataclass(frozen=True)
class Question:
    """What is to be evaluated: with which officer, whether sources are left out, against which other rulebook."""

    officer: Officer | None
    sources: bool = False
    rulebook: Path | None = None


def evaluate(city: City, home: Home, question: Question, advance: Advance) -> Evaluation:
    """Drive the home through the city and measure, then the same deliveries in other ways. Raises ZigeError."""
    with ProcessPoolExecutor(AT_ONCE, get_context("spawn")) as pool:
        finding = pool.submit(truths, city, home)
        done = drive(home, city, question.officer, advance)
        truth = finding.result()
        others = _others(question)
        advance(", ".join(name for name, _, _ in others))
        trying = [pool.submit(_tried, city, done, *each, truth) for each in others]
        matching = pool.submit(matches, city, home)
        told = {"name": "officer" if question.officer else "no_officer", **scenario(city, done, truth)}
        also, matched = [tried.result() for tried in trying], matching.result()
    return {
        "city": _described(city),
        "officer_error": question.officer.error if question.officer else None,
        "scenarios": [told, *also],
        "answers": measures.by_answer(done.answers),
        "matches": {column: measures.by_match(matched, column) for column in ("level", "dataset", "flaw")},
        "matched_months": [format_month(month) for month in city.months[-MONTHS:]],
    }


def scenario(city: City, done: Drive, truth: pl.DataFrame) -> Evaluation:
    """The measures of one drive: `headline`, `groups` by grouping, and `grounds`."""
    told = measures.judged(outcomes(city, done, truth))
    groups, grounds = measures.by_group(told, certifications(city, done)), measures.by_ground(told)
    return {"headline": measures.headline(groups, grounds), "groups": groups, "grounds": grounds}


def _others(question: Question) -> list[tuple[str, Officer | None, Variant]]:
    """The ways in which the same deliveries are tried again."""
    officer = question.officer
    tried: list[tuple[str, Officer | None, Variant]] = []
    if officer:
        tried.append(("no_officer", None, Variant()))
    if question.rulebook:
        tried.append(("rulebook", officer, Variant(rulebook=question.rulebook)))
    for source in SOURCES if question.sources else ():
        tried.append((f"missing {source}", officer, Variant(missing=frozenset([source]))))
        tried.append((f"late {source}", officer, Variant(late={source: DAYS_LATE})))
    return tried


def _tried(
    city: City, done: Drive, name: str, officer: Officer | None, variant: Variant, truth: pl.DataFrame
) -> Evaluation:
    """The measures of a replay, in a home that is gone afterwards; another rulebook finds another truth."""
    with TemporaryDirectory(prefix=".evaluation-", dir=done.home.path.resolve().parent) as folder:
        home = replica(done, Path(folder), variant)
        again = replay(home, city, officer)
        judged = truths(city, home) if variant.rulebook else truth
        return {"name": name, **scenario(city, again, judged)}


def _described(city: City) -> dict[str, Any]:
    return {
        "people": city.made["people"],
        "seed": city.made["seed"],
        "benefits": city.benefits.height,
        "first_month": format_month(city.months[0]),
        "last_month": format_month(city.months[-1]),
        "months": len(city.months),
    }
