"""What a rulebook says about one clause: the grounds and other values that cite it, what lies below and near it."""

import difflib
from collections.abc import Iterator
from typing import NamedTuple

from zige.errors import RequestRefused
from zige.law.clauses import article_of, clause_order
from zige.law.phrases import measure, starts
from zige.law.rulebook import Ground, Rulebook
from zige.words import Wording


class CitingValue(NamedTuple):
    """A value of the rulebook that cites a clause: its place in the file, what it is, what it says, and the basis."""

    place: str
    clause: str
    title: Wording
    value: Wording
    basis: Wording | None = None
    policy: bool | None = None


def known_clause(book: Rulebook, text: str) -> str | None:
    """The text if it is a clause of the rulebook or a part of Art. 8 that holds some, else None."""
    return text if text in book.clauses or situations_below(book, text) else None


def situations_below(book: Rulebook, clause: str) -> list[str]:
    """The situations that lie below a clause: of `8.2.1` seven, of `8` all forty, of a situation none."""
    return [situation for situation in book.structure.situation_clauses if situation.startswith(f"{clause}.")]


def grounds_citing(book: Rulebook, clause: str) -> list[Ground]:
    """The grounds that cite a clause, in the order in which they are reported."""
    return [ground for ground in book.grounds if any(entry.clause == clause for entry in ground.clauses)]


def values_citing(book: Rulebook, clause: str) -> list[CitingValue]:
    """The other values of the rulebook that cite a clause."""
    return [value for value in all_values(book) if value.clause == clause]


def all_values(book: Rulebook) -> Iterator[CitingValue]:
    """Every value that cites a clause and is no ground, in the order of the file."""
    for kind, name in book.benefit_kinds.items():
        if name.clause is not None:
            title = Wording("险种", "kind of benefit")
            yield CitingValue(f"benefit_kinds.{kind}", name.clause, title, Wording(name.zh, name.en))
    yield _cycle(book)
    yield _life_signs(book)
    for code, deadline in book.deadlines.items():
        title, basis = Wording(deadline.text.zh, deadline.text.en), Wording(deadline.basis.zh, deadline.basis.en)
        yield CitingValue(f"deadlines.{code}", deadline.clause, title, measure(deadline), basis, deadline.policy)
    for at, reward in enumerate(book.rewards):
        title = Wording(reward.title.zh, reward.title.en)
        yield CitingValue(f"rewards[{at}]", reward.clause, title, _reward(book, at))


def _cycle(book: Rulebook) -> CitingValue:
    months, start = book.cycle.months, starts(book.cycle)
    value = Wording(f"每 {months} 个月一次，{start.zh}", f"once in {months} months, {start.en}")
    return CitingValue("cycle", book.cycle.clause, Wording("认证周期", "certification cycle"), value)


def _life_signs(book: Rulebook) -> CitingValue:
    grades, window = book.life_signs.grades, book.life_signs.window_months
    counts = f"A {len(grades.A)} · B {len(grades.B)} · C {len(grades.C)}"
    value = Wording(
        f"{counts}；B 级须 {window} 个月内两个来源", f"{counts}; grade B: two sources within {window} months"
    )
    return CitingValue("life_signs", book.life_signs.clause, Wording("在世记录等级", "grades of life signs"), value)


def _reward(book: Rulebook, at: int) -> Wording:
    rule = book.rewards[at]
    rate, low, high = f"{rule.rate.value:%}", rule.minimum.value, rule.maximum.value
    return Wording(f"{rate}，{low} 至 {high} 元", f"{rate}, {low} to {high} yuan")


def unknown(book: Rulebook, text: str) -> RequestRefused:
    """The refusal of a word that is neither clause nor ground, with the closest that are."""
    near = nearest(book, text)
    zh = (
        f"没有条款或情形“{text}”；相近的有：{'、'.join(near)}" if near else f"没有条款或情形“{text}”；zige law 列出全部"
    )
    en = f"no clause or ground '{text}'; closest: {', '.join(near)}" if near else f"no clause or ground '{text}'"
    return RequestRefused(zh, en if near else f"{en}; zige law lists all")


def nearest(book: Rulebook, text: str) -> list[str]:
    """Up to five clauses or ground codes that look like a text; clauses in the order of the regulation."""
    words = [*book.clauses, *(ground.code for ground in book.grounds)]
    near = difflib.get_close_matches(text, words, n=5, cutoff=0.6)
    clauses = sorted((word for word in near if word in book.clauses), key=clause_order)
    return clauses + [word for word in near if word not in book.clauses]


def is_article(book: Rulebook, clause: str) -> bool:
    """True for a whole article: `7`, not `8.2.1.4` or `go-live`."""
    return clause in book.clauses and "." not in clause and article_of(clause) is not None
