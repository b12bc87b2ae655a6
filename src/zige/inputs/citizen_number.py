"""The check digit of the 18-character citizen number (GB 11643), for columns of millions.

The number is cut into place, day of birth and the rest: each has few distinct values, whose weighted digits are added
up once in Python. A number is right when the sums of its parts leave 1 when divided by 11.
"""

import re

import narwhals as nw
import pyarrow as pa

from zige.backends.base import Backend, Frame
from zige.backends.dictionary import dictionary, distinct, replaced

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1)
PARTS = {"place": (0, 6), "birth": (6, 8), "rest": (14, None)}
SHAPES = {"place": r"[0-9]{6}", "birth": r"[0-9]{8}", "rest": r"[0-9]{3}[0-9X]"}
SUM = "weighted digits"


def with_weighted_digits(backend: Backend, rows: Frame, column: str) -> Frame:
    """`rows` with the weighted digits of `column` added up in SUM, null where it has another shape."""
    parts = {name: nw.col(column).str.slice(place, length) for name, (place, length) in PARTS.items()}
    rows = rows.with_columns(**parts)
    for name in PARTS:
        sums = {text: weighted_digits(name, text) for text in distinct(backend, rows, [name])}
        rows = replaced(backend, rows, [name], dictionary(sums, pa.string(), pa.int64()))
    return rows.with_columns((nw.col("place") + nw.col("birth") + nw.col("rest")).alias(SUM)).drop(*PARTS)


def wrong_number() -> nw.Expr:
    """True where a number has another shape or a wrong check digit; reads SUM."""
    return nw.col(SUM).is_null() | (nw.col(SUM) % 11 != 1)


def weighted_digits(part: str, text: str) -> int | None:
    """The weighted digits of one part, X being 10; None where it has another shape."""
    if not re.fullmatch(SHAPES[part], text):
        return None
    weights = WEIGHTS[PARTS[part][0] :]
    return sum(weight * (10 if digit == "X" else int(digit)) for weight, digit in zip(weights, text, strict=False))


def masked(number: str) -> str:
    """What a message may show of a citizen number: the place of its first six characters, and its length."""
    return number[:6] + "*" * (len(number) - 6)


def birth_month(number: nw.Expr) -> nw.Expr:
    """The month of birth that a sound number says."""
    return number.str.slice(6, 4).cast(nw.Int64) * 12 + number.str.slice(10, 2).cast(nw.Int64) - 1
