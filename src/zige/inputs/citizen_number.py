"""The check digit of the 18-character citizen number (GB 11643), as an expression over a column."""

import narwhals as nw

SHAPE = r"^[0-9]{17}[0-9X]$"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"


def wrong_number(number: nw.Expr) -> nw.Expr:
    """True where `number` is not 18 characters with a right check digit; false for null."""
    shaped = nw.when(number.str.contains(SHAPE)).then(number)
    remainder = _weighted_sum(shaped) % 11
    last = shaped.str.slice(17, 1)
    right = nw.any_horizontal(
        *((remainder == value) & (last == character) for value, character in enumerate(CHECK_CHARACTERS)),
        ignore_nulls=True,
    )
    return ~number.is_null() & (shaped.is_null() | ~right)


def _weighted_sum(number: nw.Expr) -> nw.Expr:
    digits = (number.str.slice(place, 1).cast(nw.Int64) * weight for place, weight in enumerate(WEIGHTS))
    return nw.sum_horizontal(*digits)


def masked(number: str) -> str:
    """What a message may show of a citizen number: the place of its first six characters, and its length."""
    return number[:6] + "*" * (len(number) - 6)
