"""Every article and every situation has a place: in the rulebook, the code, the tests, or among what is to come."""

from pathlib import Path

import pytest

from generator import citing
from zige.law.citations import places, places_of
from zige.law.lookup import grounds_citing, is_article
from zige.law.reading import LESHAN, load_rulebook

ROOT = Path(__file__).parents[2]
BOOK = load_rulebook(LESHAN)


def test_each_of_the_30_articles_has_a_place_or_is_to_come() -> None:
    articles = [clause for clause in BOOK.clauses if is_article(BOOK, clause)]
    assert articles == [str(number) for number in range(1, 31)]
    assert [clause for clause in articles if clause not in places() and BOOK.clauses[clause].to_come is None] == []


@pytest.mark.parametrize("clause", BOOK.structure.situation_clauses)
def test_each_of_the_40_situations_has_a_ground_a_scenario_and_code(clause: str) -> None:
    assert grounds_citing(BOOK, clause)
    assert {"rulebook", "scenario", "code"} <= {place.kind for place in places_of(clause)}


def test_there_are_40_situations() -> None:
    assert len(BOOK.structure.situation_clauses) == 40


def test_every_place_is_there() -> None:
    files = {place.place for found in places().values() for place in found}
    assert [file for file in files if not (ROOT / file).is_file()] == []


def test_only_clauses_of_the_rulebook_are_carried() -> None:
    assert [clause for clause in places() if clause not in BOOK.clauses] == []


def test_every_ground_is_carried_by_each_clause_it_cites() -> None:
    for ground in BOOK.grounds:
        for entry in ground.clauses:
            names = [place.name for place in places()[entry.clause] if place.kind == "rulebook"]
            assert f"grounds: {ground.code}" in names


@pytest.mark.parametrize(
    ("docstring", "clauses"),
    [
        ("8.2.1.4 在监狱服刑。", ["8.2.1.4"]),
        ("8.1.2.8: of the relations named", ["8.1.2.8"]),
        ("8.2.1.2, 8.2.1.6: paused", ["8.2.1.2", "8.2.1.6"]),
        ("7 认证周期: where each benefit stands", ["7"]),
        ("go-live: what the register said", ["go-live"]),
        ("状态: 续发, 暂停, 停止 (Art. 6).", ["6"]),
        ("Deliveries (Arts. 9, 11) and channels (Arts. 19-21; LAW §4).", ["9", "11", "19", "20", "21"]),
        ("7 认证周期: as in (Art. 7)", ["7"]),
        ("18 characters with a check digit", []),
        ("`8.2.1.4` is Art. 8 (二) 1; `7` is Art. 7.", []),
        ("LAW §4: one row for each kind of proof", []),
        ("2026-11 as a number of months", []),
        ("The month after 7 认证", []),
        ("Art. 25 of another regulation", []),
    ],
)
def test_a_docstring_carries_the_clauses_it_begins_with_or_names_in_brackets(
    docstring: str, clauses: list[str]
) -> None:
    assert citing.cited(docstring) == clauses
