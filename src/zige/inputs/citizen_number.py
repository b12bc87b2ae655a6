"""The check digit of the 18-character citizen number (GB 11643), as an expression over a column."""

import narwhals as nw

SHAPE = r"^[0-9]{17}[0-9X]$"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def shaped(number: nw.Expr) -> nw.Expr:
    """The number where it has 17 digits and a digit or X, else null."""
    return nw.when(number.str.contains(SHAPE)).then(number)


def wrong_check_digit(shaped: nw.Expr) -> nw.Expr:
    """True where the weighted digits and the last character, X being 10, do not leave 1 when divided by 11."""
    last = shaped.str.slice(17, 1)
    check = nw.when(last != "X").then(last).cast(nw.Int64).fill_null(10)
    digits = (shaped.str.slice(place, 1).cast(nw.Int64) * weight for place, weight in enumerate(WEIGHTS))
    return nw.sum_horizontal(check, *digits) % 11 != 1


def masked(number: str) -> str:
    """What a message may show of a citizen number: the place of its first six characters, and its length."""
    return number[:6] + "*" * (len(number) - 6)
