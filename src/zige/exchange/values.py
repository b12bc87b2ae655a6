"""What a written value means: days, months, money and words in all the spellings of EXCHANGE §1.

Most columns hold few different values, so that each spelling is read once and put back in its places; files hold much
the same ones, so that the last ones read are remembered.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

FULL_WIDTH = "".join(map(chr, range(0xFF01, 0xFF5F)))
HALF_WIDTH = "".join(map(chr, range(0x21, 0x7F)))
BLANKS = r"[\s\u3000\u00a0\u200b\ufeff]+"
ANY_WIDE = "[\uff01-\uff5e\u3000\u00a0\u200b\ufeff]"
FOLDED = str.maketrans(FULL_WIDTH, HALF_WIDTH)

CLOCK = r"T?\d{1,2}(?::\d{1,2}){1,2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?"
TIME = rf"(?:{CLOCK}|\d{{6}}|\d{{1,2}}时(?:\d{{1,2}}分)?(?:\d{{1,2}}秒)?)?"
BEHIND_A_BLANK = re.compile(rf"{BLANKS}(?:{CLOCK}|\d{{1,2}}时(?:\d{{1,2}}分)?(?:\d{{1,2}}秒)?)$")
"""A time of day is cut off where a blank stands before it, since 3/1 17:02 without the blank is another day."""

DAY = re.compile(
    rf"(?:(\d{{4}})(\d{{2}})(\d{{2}})|(\d{{4}})([-/.])(\d{{1,2}})\5(\d{{1,2}})|(\d{{4}})年(\d{{1,2}})月(\d{{1,2}})[日号]){TIME}"
)
MONTH = re.compile(r"(\d{4})(?:年(\d{1,2})月?|[-/.](\d{1,2})|(\d{2}))")
MONEY = re.compile(r"(-?)[¥￥]?(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2})0*)?元?")
ISO_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$"
USUAL_MONEY = r"^[0-9]{1,13}(?:\.[0-9]{1,2})?$"
"""Amounts and moments differ from row to row; their usual form is read without looking at each."""
REGION = re.compile(r"\d{6}(?:\d{3}(?:\d{3})?)?")
YEARS = range(1850, 2200)
REMEMBERED = 50_000
MOST_DIGITS = 13
"""Of whole yuan; more does not fit what any sum of them must fit."""


@lru_cache(REMEMBERED)
def plain(text: str) -> str:
    """A name or word to be compared: half width, without blanks, stars and case."""
    return re.sub(BLANKS, "", text.translate(FOLDED)).strip("*'").casefold()


def text_of(values: pl.Series) -> pl.Series:
    """Text without blanks around it and in half width; blank is null."""
    wide = values.str.contains(ANY_WIDE).fill_null(value=False)
    if wide.any():
        folded = values.filter(wide).str.replace_many([*FULL_WIDTH], [*HALF_WIDTH]).str.replace_all(BLANKS, " ")
        values = values.clone().scatter(wide.arg_true(), folded)
    return stripped(values)


def stripped(values: pl.Series) -> pl.Series:
    """Text as written without blanks around it; blank is null."""
    values = values.str.strip_chars().str.strip_chars("\u3000\u00a0\u200b\ufeff ")
    return values.set(values == "", None)


def days(values: pl.Series) -> pl.Series:
    """Days; null where blank or none. A time of day behind a day is dropped."""
    day = pl.when(values.str.contains(ISO_MOMENT)).then(values.str.slice(0, 10)).otherwise(values)
    return _each(pl.select(day.alias(values.name)).to_series(), day_of, pl.Date)


def months(values: pl.Series) -> pl.Series:
    """Months as `year * 12 + month - 1`; a whole day stands for its month."""
    return _each(values, month_of, pl.Int64)


def money(values: pl.Series) -> pl.Series:
    """Yuan as whole fen; null where blank, no number, or finer than a fen."""
    usual = values.str.contains(USUAL_MONEY).fill_null(value=False)
    yuan = values.filter(usual).str.extract(r"^([0-9]+)").cast(pl.Int64)
    fen = values.filter(usual).str.extract(r"\.([0-9]+)$").fill_null("0").str.pad_end(2, "0").cast(pl.Int64)
    amounts = pl.repeat(None, values.len(), dtype=pl.Int64, eager=True).alias(values.name)
    amounts = amounts.scatter(usual.arg_true(), yuan * 100 + fen)
    return amounts.scatter((~usual).arg_true(), _each(values.filter(~usual), fen_of, pl.Int64))


def words(values: pl.Series, spellings: dict[str, str]) -> pl.Series:
    """The canonical words; null where blank or not in the list."""
    known = {plain(word): word for word in spellings.values()} | {plain(a): b for a, b in spellings.items()}
    return _each(values, lambda text: known.get(plain(text)), pl.String)


def regions(values: pl.Series) -> pl.Series:
    """Codes of 6, 9 or 12 digits; null where blank or another text."""
    return _each(values, region_of, pl.String)


@lru_cache(REMEMBERED)
def day_of(text: str) -> date | None:
    """The day of one spelling."""
    found = DAY.fullmatch(_compact(BEHIND_A_BLANK.sub("", text.translate(FOLDED).strip())))
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part and part.isdigit())
    return _day(year, month, day)


@lru_cache(REMEMBERED)
def month_of(text: str) -> int | None:
    """The month of one spelling."""
    if found := MONTH.fullmatch(_compact(text)):
        year, month = (int(part) for part in found.groups() if part)
    elif day := day_of(text):
        year, month = day.year, day.month
    else:
        return None
    return year * 12 + month - 1 if year in YEARS and 1 <= month <= 12 else None


def fen_of(text: str) -> int | None:
    """The fen of one spelling of yuan."""
    found = MONEY.fullmatch(_compact(text))
    if not found:
        return None
    outer, inner, yuan, fen = found.groups()
    yuan = yuan.replace(",", "")
    if len(yuan) > MOST_DIGITS or (outer and inner):
        return None
    amount = int(yuan) * 100 + int((fen or "0").ljust(2, "0"))
    return -amount if outer or inner else amount


@lru_cache(REMEMBERED)
def region_of(text: str) -> str | None:
    """The code, where it is one."""
    code = _compact(text)
    return code if REGION.fullmatch(code) else None


def _day(year: int, month: int, day: int) -> date | None:
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _compact(text: str) -> str:
    """Half width, without blanks and the apostrophe by which spreadsheets keep text from being numbers."""
    return re.sub(BLANKS, "", text.translate(FOLDED)).lstrip("'")


def _each(values: pl.Series, meaning: Callable[[str], Any], dtype: Any) -> pl.Series:
    """The meaning of every value, each spelling read once."""
    spellings = values.unique().drop_nulls()
    meanings = pl.Series("meaning", [meaning(text) for text in spellings], dtype)
    table = pl.DataFrame({values.name: spellings, "meaning": meanings})
    found = values.to_frame().join(table, on=values.name, how="left", maintain_order="left")
    return found["meaning"].alias(values.name)
