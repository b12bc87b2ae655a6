"""Citizen numbers that are sound and unique by construction: no table of numbers used is kept (GB 11643)."""

import numpy as np
import polars as pl

from zige.simulation.dice import Bools, Dice, Ints

DAYS_OF_YEAR = 365
SEQUENCES = 500
GENERATION = DAYS_OF_YEAR * SEQUENCES
"""How many people can have numbers from one set of region codes without two alike."""
STEP = 70_001
"""Coprime to the generation: neighbours get birthdays far apart."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_OLD_CODES = (512501, 512521, 512522, 512523, 512524, 512525, 512526, 512527, 512528, 512529, 512530)


def places_in_number(ids: Ints) -> tuple[Ints, Ints, Ints]:
    """For each id its day of the year (0-364), its sequence pair (0-499) and its generation."""
    generation, within = np.divmod(ids, GENERATION)
    scrambled = (within * STEP) % GENERATION
    sequence, day = np.divmod(scrambled, DAYS_OF_YEAR)
    return day, sequence, generation


def region_codes(dice: Dice, ids: Ints, county_places: Ints, counties: list[int], strangers: Bools) -> Ints:
    """The six digits a number begins with: the county, an abolished code, a residence permit's, or another city's.

    Every generation of ids has its own set of codes, so that two people never share a number.
    """
    _, _, generation = places_in_number(ids)
    draw = dice.uniform("number.region", ids)
    home = np.array(counties)[county_places]
    home = np.where(draw < 0.05, np.array(_OLD_CODES)[county_places], home)
    home = np.where(draw > 0.9998, 810000, home)
    city = 13 + generation % 21
    elsewhere = 510000 + city * 100 + 1 + county_places + 12 * np.floor_divide(generation, 21)
    code = np.where(generation == 0, home, elsewhere)
    return np.where(strangers, 500100 + (1 + generation % 2) * 100 + county_places + 20 * (generation >> 1), code)


def citizen_numbers(region: Ints, birth: Ints, sequence: Ints, male: Bools) -> pl.Series:
    """The 18 characters of each number; `birth` in days."""
    day = birth.astype("datetime64[D]")
    year = day.astype("datetime64[Y]").astype(np.int64) + 1970
    month = day.astype("datetime64[M]").astype(np.int64) % 12 + 1
    in_month = (day - day.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1
    date = year * 10_000 + month * 100 + in_month
    body = (region * 100_000_000 + date) * 1000 + 2 * sequence + male
    return pl.Series(body).cast(pl.String) + pl.Series(_check_characters(body))


def _check_characters(body: Ints) -> list[str]:
    total = np.zeros(len(body), dtype=np.int64)
    rest = body.copy()
    for weight in reversed(_WEIGHTS):
        rest, digit = np.divmod(rest, 10)
        total += digit * weight
    characters: list[str] = np.array(list(_CHECKS), dtype=object)[total % 11].tolist()
    return characters


def old_number(number: str) -> str:
    """The 15 digits of the time before 1999; only for births of the 1900s."""
    return number[:6] + number[8:17] if number[6:8] == "19" else number


def mistyped(number: str, draw: float) -> str:
    """One digit wrong, or two unequal neighbours exchanged, as hands do; the date of birth stays sound."""
    place = (2, 3, 4, 14, 15)[int(draw * 5)]
    if draw * 50 % 1 < 0.5 and number[place] != number[place + 1]:
        return number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    return number[:place] + str((int(number[place]) + 1 + int(draw * 1000) % 8) % 10) + number[place + 1 :]


def of_somebody_else(number: str) -> str:
    """A sound number that differs in its sequence."""
    sequence = (int(number[14:17]) + 502) % 1000
    body = np.array([int(number[:14] + f"{sequence:03d}")], dtype=np.int64)
    return str(body[0]) + _check_characters(body)[0]


def with_wrong_check(number: str) -> str:
    """The same number with another last character."""
    return number[:17] + _CHECKS[(_CHECKS.index(number[17]) + 5) % 11]


def with_impossible_birth(number: str) -> str:
    """A number with a thirteenth month and a right check character."""
    body = np.array([int(number[:10] + "1332" + number[14:17])], dtype=np.int64)
    return str(body[0]) + _check_characters(body)[0]
