"""Citizen numbers as departments write them: normalised, and what is wrong with those that are (EXCHANGE §1, GB 11643).

The digits are weighed as one table of bytes. Abolished places are right: a number is given once for a life.
"""

from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from zige.exchange.values import FULL_WIDTH, HALF_WIDTH

SOUND = r"^[0-9]{17}[0-9X]$"
OLD = r"^[0-9]{15}$"
NOISE = r"[\s\u3000\u00a0\u200b\ufeff=\"'`’‘-]+"
OTHER_DOCUMENTS = r"^(?:[A-Z]{3}[0-9]{12}|[HM][0-9]{8}(?:[0-9]{2})?|[0-9]{8})$"
"""Permits of foreign residents of the old form, and travel permits of Hong Kong, Macao and Taiwan residents."""
WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1], np.float32)
"""Sums of single digits stay far below what single precision holds exactly, and are added up ten times faster."""
LENGTHS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
FIRST_YEAR = 1880

Digits = npt.NDArray[np.float32]


def normalised(numbers: pl.Series) -> pl.Series:
    """Half width, capital X, no blanks; 15 digits become 18. Blank is null."""
    odd = (~numbers.str.contains(SOUND)).fill_null(value=False)
    if not odd.any():
        return numbers
    mended = numbers.filter(odd).str.replace_many([*FULL_WIDTH], [*HALF_WIDTH]).str.replace_all(NOISE, "")
    mended = _lengthened(mended.str.to_uppercase())
    return numbers.clone().scatter(odd.arg_true(), mended.set(mended == "", None))


def state_of(numbers: pl.Series, today: date) -> pl.Series:
    """Null where a normalised number is sound, else `id_missing`, `id_shape`, `id_birth_date` or `id_check_digit`."""
    shaped = numbers.str.contains(SOUND).fill_null(value=False)
    state = pl.select(
        pl.when(numbers.is_null())
        .then(pl.lit("id_missing"))
        .when(~shaped & ~numbers.str.contains(OTHER_DOCUMENTS))
        .then(pl.lit("id_shape"))
    ).to_series()
    digits = _digits(numbers.filter(shaped))
    wrong = np.where(~_is_day(digits, today), 1, np.where(_weighed(digits) != 1, 2, 0))
    places = shaped.arg_true().filter(pl.Series(wrong != 0))
    codes = pl.Series(wrong[wrong != 0]).replace_strict(
        {1: "id_birth_date", 2: "id_check_digit"}, return_dtype=pl.String
    )
    return state.scatter(places, codes).alias("number_state")


def birth_dates(numbers: pl.Series) -> pl.Series:
    """The day in the seventh to fourteenth character of an 18-character number, where it is a real one."""
    digits = pl.select(pl.when(numbers.str.contains(r"^[0-9]{14}.{4}$")).then(numbers.str.slice(6, 8))).to_series()
    return digits.str.to_date("%Y%m%d", strict=False)


def _lengthened(numbers: pl.Series) -> pl.Series:
    """15 digits with the century put in and the check digit behind; those of the 19th century have gone."""
    old = numbers.str.contains(OLD).fill_null(value=False)
    if not old.any():
        return numbers
    short = numbers.filter(old)
    longer = short.str.slice(0, 6) + "19" + short.str.slice(6)
    checks = pl.Series([*"10X98765432"]).gather(pl.Series(_weighed(_digits(longer + "0"))))
    return numbers.clone().scatter(old.arg_true(), longer + checks)


def _digits(numbers: pl.Series) -> Digits:
    """The 18 characters of each as numbers, X being 10."""
    if not len(numbers):
        return np.zeros((0, 18), np.float32)
    text = pa.concat_arrays([numbers.to_arrow().cast(pa.large_string())])
    letters = np.frombuffer(text.buffers()[2], np.uint8)[: len(numbers) * 18].reshape(-1, 18)
    digits = letters.astype(np.float32) - ord("0")
    digits[letters[:, 17] == ord("X"), 17] = 10
    return digits


def _is_day(digits: Digits, today: date) -> npt.NDArray[np.bool_]:
    """True where the digits of birth are a day that has been."""
    year, month, day = (_number(digits[:, first:last]) for first, last in ((6, 10), (10, 12), (12, 14)))
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    length = LENGTHS[np.where(month <= 12, month, 0)] - ((month == 2) & ~leap)
    written = year * 10000 + month * 100 + day
    last = today.year * 10000 + today.month * 100 + today.day
    is_day: npt.NDArray[np.bool_] = (year >= FIRST_YEAR) & (day >= 1) & (day <= length) & (written <= last)
    return is_day


def _weighed(digits: Digits) -> npt.NDArray[np.int64]:
    """What is left of the weighted digits when divided by 11: 1 where the check digit is right."""
    return (digits @ WEIGHTS).astype(np.int64) % 11


def _number(digits: Digits) -> npt.NDArray[np.int64]:
    powers = 10.0 ** np.arange(digits.shape[1])[::-1]
    return (digits @ powers.astype(np.float32)).astype(np.int64)
