"""Several rulebooks of one city, with different dates in force, and which of them judges a month.

load_lawbook()            the packaged rulebook of Leshan
load_lawbook([old, new])  two rulebooks of one city, each for the months it is in force
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from os import PathLike
from pathlib import Path
from typing import TypeAlias

from zige.errors import RulebookRefused
from zige.law.months import OPEN, format_month
from zige.law.reading import LESHAN, load_rulebook
from zige.law.rulebook import Rulebook

RulebookSource: TypeAlias = str | PathLike[str] | Rulebook


@dataclass(frozen=True)
class Lawbook:
    """30 实施日期: the rulebooks of one city, earliest first, each judging its own months (LAW §9)."""

    rulebooks: tuple[Rulebook, ...]

    def spans(self) -> list[tuple[Rulebook, int, int]]:
        """Each rulebook with the first and last month it judges: 0 for the earliest, `OPEN` for the newest."""
        starts = [0, *(book.in_force.first for book in self.rulebooks[1:])]
        ends = [start - 1 for start in starts[1:]] + [OPEN]
        return list(zip(self.rulebooks, starts, ends, strict=True))

    def until(self, month: int) -> list[tuple[Rulebook, int, int]]:
        """Those spans that begin in or before a month: all that a run of it needs."""
        return [span for span in self.spans() if span[1] <= month]

    def at(self, month: int) -> Rulebook:
        """The rulebook that judges a month; months before the earliest are judged by the earliest."""
        spans = self.until(month)
        return spans[-1][0] if spans else self.rulebooks[0]


def load_lawbook(source: RulebookSource | Iterable[RulebookSource] | Lawbook | None = None) -> Lawbook:
    """A lawbook from a path, several, rulebooks already read, or nothing (Leshan's); raises RulebookRefused."""
    if isinstance(source, Lawbook):
        return source
    several = [source] if isinstance(source, str | PathLike | Rulebook) else list(source or [LESHAN])
    named = sorted((_named(one) for one in several), key=lambda pair: pair[1].in_force.first)
    for (_, earlier), (file, later) in pairwise(named):
        _check_follows(file, earlier, later)
    return Lawbook(tuple(book for _, book in named))


def _named(source: RulebookSource) -> tuple[str, Rulebook]:
    """A rulebook with the name to use for it in a message."""
    if isinstance(source, Rulebook):
        return source.code, source
    return Path(source).name, _shipped() if source == LESHAN else load_rulebook(source)


@cache
def _shipped() -> Rulebook:
    """Leshan's, which does not change while the program runs."""
    return load_rulebook(LESHAN)


def _check_follows(file: str, earlier: Rulebook, later: Rulebook) -> None:
    """Refuse a rulebook of another city, an overlap and a gap."""
    if later.code != earlier.code:
        zh, en = (
            f"与 {earlier.code} 不是同一地的规则，不能合用",
            f"not of one city with {earlier.code}: give them separately",
        )
        raise RulebookRefused(file, "code", later.code, zh, en)
    begins = format_month(later.in_force.first)
    if later.in_force.first <= earlier.in_force.last:
        last = "null" if earlier.in_force.until is None else format_month(earlier.in_force.until)
        zh = f"与前一规则的月份重叠（前者 until: {last}）；请把前者的 until 改为 {begins} 的上一个月"
        en = f"overlaps the rulebook before it (until: {last}): end that one in the month before {begins}"
        raise RulebookRefused(file, "in_force.from", begins, zh, en)
    if later.in_force.first > earlier.in_force.last + 1:
        ended = format_month(earlier.in_force.last)
        zh = f"前一规则到 {ended} 为止，中间有月份无规则可依；请让两者衔接"
        en = f"the rulebook before it ends in {ended}, so months between have no rule: let one follow the other"
        raise RulebookRefused(file, "in_force.from", begins, zh, en)
