"""Every row is checked against its contract: it becomes a typed row, or is set aside with codes (EXCHANGE §1).

A row is not refused for its number alone: with a name and a birth date a person can still be found by linkage.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import polars as pl

from zige.exchange import values
from zige.exchange.contract import Column, ColumnType, Contract, Role
from zige.exchange.numbers import birth_dates, normalised, state_of
from zige.exchange.reasons import REASONS
from zige.exchange.sheets import LINE, Part, blank
from zige.law.months import month_of

STATE = "number_state"
BIRTH = "birth_date"
QUARANTINED = {LINE: pl.Int64(), "codes": pl.List(pl.String()), "raw": pl.List(pl.String())}
DATES = {ColumnType.DAY, ColumnType.MOMENT, ColumnType.MONTH}
TYPES: dict[ColumnType, Any] = {
    ColumnType.DAY: pl.Date,
    ColumnType.MOMENT: pl.Date,
    ColumnType.MONTH: pl.Int64,
    ColumnType.MONEY: pl.Int64,
}
ORDER = {code: place for place, code in enumerate(REASONS)}
SPANS = (("start", "end"), ("first_month", "last_month"))
"""Columns that are a first and a last day wherever a contract has both."""

Flag = tuple[str, pl.Expr]


class Checked(NamedTuple):
    """What became of a part: typed `rows`, and `quarantined` rows as written with their `codes`; each line in one."""

    rows: pl.DataFrame
    quarantined: pl.DataFrame


def check(contract: Contract, part: Part, places: Mapping[str, int], today: date) -> Checked:
    """Check the rows of a part, whose columns stand at `places` of its header; `today` is the last day that has been.

    rows          `line` Int64, the contract's columns by name and type, `number_state` (null where the number is sound)
    quarantined   `line` Int64, `codes` (in the order of EXCHANGE §1), `raw` as written in the order of the file
    """
    typed = typed_rows(contract, part.rows, places, today)
    judged = typed.hstack(part.rows.drop(LINE))
    flags = sorted(_flags(contract, typed, places, today), key=lambda flag: ORDER[flag[0]])
    any_flag = pl.any_horizontal(pl.lit(value=False), *(flag for _, flag in flags))
    is_bad = judged.with_columns(any_flag.alias("is bad"))["is bad"]
    misshapen = part.misshapen.select(LINE, pl.lit(["row_shape"]).alias("codes"), "raw")
    aside = [_set_aside(judged.filter(is_bad), flags, part.rows.columns), misshapen]
    return Checked(typed.filter(~is_bad), pl.concat(aside).sort(LINE))


def typed_rows(contract: Contract, rows: pl.DataFrame, places: Mapping[str, int], today: date) -> pl.DataFrame:
    """What the values mean; null where nothing is written, and where what is written means nothing."""
    columns = [_typed(column, rows, places) for column in contract.columns]
    typed = pl.DataFrame([rows[LINE], *columns])
    number = _first(contract, ColumnType.CITIZEN_NUMBER)
    if number is None:
        return typed.with_columns(pl.lit(None, pl.String).alias(STATE))
    typed = typed.with_columns(state_of(typed[number], today))
    if BIRTH not in typed.columns or typed[STATE].null_count() == typed.height:
        return typed
    from_number = birth_dates(typed[number]).alias("from_number")
    taken = pl.when(pl.col(STATE).is_not_null() & (from_number <= today)).then(from_number)
    return typed.with_columns(pl.coalesce(BIRTH, taken).alias(BIRTH))


def with_code(checked: Checked, part: Part, lines: pl.Series, code: str) -> Checked:
    """The same with the accepted rows of these `lines` set aside with `code`; `part` is what was checked."""
    found = checked.rows.filter(pl.col(LINE).is_in(lines.implode()))[LINE]
    rows = part.rows.filter(pl.col(LINE).is_in(found.implode()))
    aside = rows.select(LINE, pl.lit([code]).alias("codes"), _raw(rows.columns))
    kept = checked.rows.filter(~pl.col(LINE).is_in(found.implode()))
    return Checked(kept, pl.concat([checked.quarantined, aside]).sort(LINE))


def _typed(column: Column, rows: pl.DataFrame, places: Mapping[str, int]) -> pl.Series:
    if column.name not in places:
        return pl.repeat(None, rows.height, dtype=TYPES.get(column.type, pl.String), eager=True).alias(column.name)
    return _reader(column)(rows[f"c{places[column.name]}"]).alias(column.name)


def _reader(column: Column) -> Callable[[pl.Series], pl.Series]:
    readers: dict[ColumnType, Callable[[pl.Series], pl.Series]] = {
        ColumnType.CITIZEN_NUMBER: normalised,
        ColumnType.NAME: values.stripped,
        ColumnType.DAY: values.days,
        ColumnType.MOMENT: values.days,
        ColumnType.MONTH: values.months,
        ColumnType.MONEY: values.money,
        ColumnType.REGION: values.regions,
        ColumnType.WORD: partial(values.words, spellings=column.words),
    }
    return readers.get(column.type, values.text_of)


def _first(contract: Contract, kind: ColumnType) -> str | None:
    return next((column.name for column in contract.columns if column.type is kind), None)


def _set_aside(bad: pl.DataFrame, flags: list[Flag], written: list[str]) -> pl.DataFrame:
    if not bad.height:
        return pl.DataFrame(schema=QUARANTINED)
    codes = pl.concat_list(pl.when(flag).then(pl.lit(code)) for code, flag in flags)
    return bad.select(LINE, codes.list.drop_nulls().list.unique(maintain_order=True).alias("codes"), _raw(written))


def _raw(written: list[str]) -> pl.Expr:
    return pl.concat_list(pl.col(name).fill_null("") for name in written if name != LINE).alias("raw")


def _flags(contract: Contract, typed: pl.DataFrame, places: Mapping[str, int], today: date) -> Iterator[Flag]:
    """Every code with the rows that get it; columns without a null need not be looked at again."""
    yield from _number_flags(contract, typed)
    gaps = [column for column in contract.columns if typed[column.name].null_count()]
    yield from chain.from_iterable(_missing(contract, column, places) for column in gaps if column.required)
    yield from chain.from_iterable(_missing_for(column, places) for column in gaps)
    yield from chain.from_iterable(_meaningless(column, places) for column in gaps)
    yield from _future(contract, today)
    for start, end in _spans(contract):
        yield "dates_reversed", (end < start).fill_null(value=False)


def _number_flags(contract: Contract, typed: pl.DataFrame) -> Iterator[Flag]:
    """A number that is none, unless a name and a birth date stand in for it."""
    name = _first(contract, ColumnType.NAME)
    stand_in = pl.lit(value=False)
    if name is not None and BIRTH in typed.columns:
        stand_in = pl.col(name).is_not_null() & pl.col(BIRTH).is_not_null()
    for code in ("id_missing", "id_shape", "id_birth_date", "id_check_digit"):
        if code in typed[STATE]:
            yield code, (pl.col(STATE) == code).fill_null(value=False) & ~stand_in


def _missing(contract: Contract, column: Column, places: Mapping[str, int]) -> Iterator[Flag]:
    """A required value that is not written."""
    nothing = blank(pl.col(f"c{places[column.name]}"))
    match column.type:
        case ColumnType.CITIZEN_NUMBER:
            return
        case ColumnType.NAME:
            if contract.name_needed:
                yield "name_missing", nothing
        case kind:
            yield "date_missing" if kind in DATES else "value_missing", nothing


def _missing_for(column: Column, places: Mapping[str, int]) -> Iterator[Flag]:
    """A value that is required where another column holds one of these words, and is not written."""
    nothing = blank(pl.col(f"c{places[column.name]}")) if column.name in places else pl.lit(value=True)
    for name, words in column.required_for.items():
        yield "value_missing", nothing & pl.col(name).is_in(list(words)).fill_null(value=False)


def _meaningless(column: Column, places: Mapping[str, int]) -> Iterator[Flag]:
    """A value that is written but cannot be read."""
    if column.name in places and column.type not in {ColumnType.CITIZEN_NUMBER, ColumnType.NAME}:
        unread = pl.col(column.name).is_null() & ~blank(pl.col(f"c{places[column.name]}"))
        yield "date_invalid" if column.type in DATES else "value_unknown", unread


def _future(contract: Contract, today: date) -> Iterator[Flag]:
    """Days behind `today`, but for ends that are only planned, or that an officer has set."""
    planned = {rule.end for rule in contract.facts if rule.planned or rule.kind_from}
    month = month_of(today)
    for column in contract.columns:
        if column.type in {ColumnType.DAY, ColumnType.MOMENT} and column.name not in planned:
            yield "date_future", (pl.col(column.name) > today).fill_null(value=False)
        if column.type is ColumnType.MONTH and column.required and contract.role in {Role.FACTS, Role.PAYMENTS}:
            yield "date_future", (pl.col(column.name) > month).fill_null(value=False)


def _spans(contract: Contract) -> Iterable[tuple[pl.Expr, pl.Expr]]:
    """First and last days: of the facts a row gives, and by the names of columns."""
    for rule in contract.facts:
        unmoved = [pl.col(day.column) for day in rule.start if not day.months and day.column != rule.end]
        if rule.end is not None and unmoved:
            yield pl.max_horizontal(unmoved) if rule.latest else pl.coalesce(unmoved), pl.col(rule.end)
    for start, end in SPANS:
        if {start, end} <= set(contract.names):
            yield pl.col(start), pl.col(end)
