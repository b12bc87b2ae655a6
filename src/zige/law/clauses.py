"""One notation for clauses everywhere: rulebook, docstrings, notices, addresses; one search finds them all.

`8.2.1.4` is Art. 8 (二) 1, fourth situation in the sentence; `7` is Art. 7. Two names stand for what the regulation
itself does not say: `other-law` (法律法规另有规定) and `go-live` (上线时的名册).
"""

from typing import NamedTuple

OTHER_LAW = "other-law"
GO_LIVE = "go-live"

NO_SUCH_CLAUSE = ("clauses 里没有这一条款，请核对编号", "not among `clauses`: correct the number")

_NAMED = {
    OTHER_LAW: ("其他法律法规", "other law"),
    GO_LIVE: ("上线时的名册", "register at go-live"),
}
_DIGITS = "零一二三四五六七八九"
_SUFFIX = {1: "st", 2: "nd", 3: "rd"}
_DEEPEST = 4  # article, part, number, situation


class Clause(NamedTuple):
    """A clause taken apart: its numbers from the article downwards, or a name and no numbers."""

    numbers: tuple[int, ...]
    name: str = ""


def parse_clause(text: str) -> Clause:
    """Take a written clause apart; raises ValueError unless it is one to four numbers with dots, or a known name."""
    if text in _NAMED:
        return Clause((), text)
    parts = text.split(".")
    if len(parts) > _DEEPEST or not all(_is_number(part) for part in parts):
        raise ValueError(f"not a clause: {text!r}")
    return Clause(tuple(int(part) for part in parts))


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdigit() and not part.startswith("0") and len(part) <= 2


def clause_order(text: str) -> tuple[int, tuple[int, ...]]:
    """Sort key: numbered clauses as numbers (8.1.2.9 before 8.1.2.10), then other-law, go-live last."""
    clause = parse_clause(text)
    return (list(_NAMED).index(clause.name) + 1, ()) if clause.name else (0, clause.numbers)


def article_of(text: str) -> int | None:
    """The article that a clause lies in, None for the two that lie in none; raises ValueError."""
    numbers = parse_clause(text).numbers
    return numbers[0] if numbers else None


def cite_zh(text: str) -> str:
    """`8.2.1.4` → 第八条（二）1 第4项; raises ValueError."""
    clause = parse_clause(text)
    if clause.name:
        return _NAMED[clause.name][0]
    article, *rest = clause.numbers
    below = [chinese_number(n) if depth == 0 else str(n) for depth, n in enumerate(rest)]
    return f"第{chinese_number(article)}条" + "".join(map(str.format, ("（{}）", "{}", " 第{}项"), below))


def cite_en(text: str) -> str:
    """`8.2.1.4` → Art. 8(2)1, 4th situation; raises ValueError."""
    clause = parse_clause(text)
    if clause.name:
        return _NAMED[clause.name][1]
    article, *rest = clause.numbers
    below = [ordinal(n) if depth == 2 else str(n) for depth, n in enumerate(rest)]
    return f"Art. {article}" + "".join(map(str.format, ("({})", "{}", ", {} situation"), below))


def chinese_number(number: int) -> str:
    """1 to 99 in Chinese numerals: 八, 十, 十三, 二十八."""
    tens, units = divmod(number, 10)
    leading = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return leading + (_DIGITS[units] if units else "")


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 13th, 21st."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{_SUFFIX.get(number % 10, 'th')}"
