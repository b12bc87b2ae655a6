"""The people of the city: where they live, what they are called, how old they are, what they draw first."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from zige.simulation.calendar import Span, first_day, year_of
from zige.simulation.dice import Bools, Dice, Floats, Ints
from zige.simulation.households import Households, households_of
from zige.simulation.names import Texts, names_of
from zige.simulation.numbers import citizen_numbers, places_in_number, region_codes
from zige.simulation.parameters import Parameters, Population
from zige.simulation.places import Places

KINDS = ("enterprise", "civil", "resident", "land", "unemployment", "disability", "survivor")
PENSIONS = ("enterprise", "civil", "resident", "land")
STRANGER = "stranger"
STRANGERS_FROM = 1 << 40
"""People without a benefit have ids from here on."""


@dataclass(frozen=True)
class World:
    """What every part of the city shares."""

    dice: Dice
    parameters: Parameters
    places: Places
    span: Span


def ids_of_part(first: int, last: int, strangers: float) -> Ints:
    """The recipients first … last − 1 and the strangers that belong to them."""
    begin, end = int(np.floor(first * strangers)), int(np.floor(last * strangers))
    return np.concatenate([np.arange(first, last), np.arange(STRANGERS_FROM + begin, STRANGERS_FROM + end)])


def people_of(world: World, ids: Ints) -> pl.DataFrame:
    """One row per id: person, stranger, kind, male, birth (day), age, county, region, rural, yi, name, number, …"""
    dice, population = world.dice, world.parameters.population
    stranger = ids >= STRANGERS_FROM
    homes = households_of(dice, ids, _may_couple(dice, ids, population), population.couples)
    kind, head_kind = _kinds(dice, ids, population), _kinds(dice, homes.number, population)
    male = _male(dice, homes, head_kind, population)
    birth = _births(world, ids, kind, homes)
    place, county, region, rural = _homes(world, homes, head_kind)
    yi = dice.chosen("yi", homes.number, np.array([population.yi[str(code)] for code in county]))
    number_ids = np.where(stranger, ids - STRANGERS_FROM, ids)
    sequence = places_in_number(number_ids)[1]
    codes = region_codes(dice, number_ids, place, world.places.counties, stranger)
    frame = pl.DataFrame(
        {
            "person": ids,
            "stranger": stranger,
            "kind": pl.Series(kind.tolist(), dtype=pl.String),
            "male": male,
            "birth": birth,
            "age": (first_day(world.span.start) - birth) / 365.25,
            "county": county,
            "region": region,
            "rural": rural,
            "yi": yi,
            "household": homes.number,
            "name": pl.Series(names_of(dice, ids, male, yi, world.parameters.dirt.rare_name).tolist(), dtype=pl.String),
            "number": citizen_numbers(codes, birth, sequence, male),
        }
    )
    return frame.with_columns(_circumstances(dice, frame, population))


def _kinds(dice: Dice, ids: Ints, population: Population) -> Texts:
    """The first benefit of each id."""
    drawn = dice.place("kind", ids, [population.kinds[kind] for kind in KINDS])
    return np.where(ids >= STRANGERS_FROM, STRANGER, np.array(KINDS, dtype=object)[drawn])


def _may_couple(dice: Dice, ids: Ints, population: Population) -> Bools:
    """Both of a pair are pensioners."""
    pair = ids - ids % 2
    first, second = _kinds(dice, pair, population), _kinds(dice, pair + 1, population)
    return np.isin(first, PENSIONS) & np.isin(second, PENSIONS)


def _male(dice: Dice, homes: Households, head_kind: Texts, population: Population) -> Bools:
    """Drawn for the head; the second of a couple is of the other sex."""
    head = ~dice.chosen("female", homes.number, np.array([population.female[each] for each in head_kind]))
    return np.where(homes.second, ~head, head)


def _births(world: World, ids: Ints, kind: Texts, homes: Households) -> Ints:
    """The day of birth: a year from the kind's pyramid, on the day of the year that the number needs."""
    age = np.zeros(len(ids))
    for each, bands in world.parameters.population.ages.items():
        here = kind == each
        age[here] = _ages(world.dice, homes.number[here], bands)
        apart = world.dice.whole("age.apart", ids, -3, 3)[here]
        age[here] = np.clip(age[here] + np.where(homes.second[here], apart, 0), bands[0][0], bands[-1][1])
    number_ids = np.where(ids >= STRANGERS_FROM, ids - STRANGERS_FROM, ids)
    day = places_in_number(number_ids)[0]
    year = year_of(first_day(world.span.start)) - age.astype(np.int64)
    started = first_day(world.span.start) - first_day(year_of(first_day(world.span.start)) * 12)
    year = year - (day > started)
    return (year - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64) + day


def _ages(dice: Dice, ids: Ints, bands: list[tuple[int, int, float]]) -> Floats:
    band = dice.place("age.band", ids, [weight for _, _, weight in bands])
    low = np.array([low for low, _, _ in bands])[band]
    high = np.array([high for _, high, _ in bands])[band]
    return dice.whole("age", ids, low, high).astype(np.float64)


def _homes(world: World, homes: Households, head_kind: Texts) -> tuple[Ints, Ints, Ints, Bools]:
    """The county's place in the list, its code, the 12-digit region, and whether it is a village."""
    population, dice = world.parameters.population, world.dice
    counties = world.places.counties
    place = dice.place("county", homes.number, [population.counties[str(code)] for code in counties])
    rural = dice.chosen("rural", homes.number, np.array([population.rural[each] for each in head_kind]))
    county = np.array(counties, dtype=np.int64)[place]
    region = world.places.regions(dice, homes.number, county, rural.astype(np.int64))
    return place, county, region, rural


def _circumstances(dice: Dice, people: pl.DataFrame, population: Population) -> list[pl.Series]:
    """Residence, mobility, disability and telephone, as the roster words them."""
    ids, age = people["person"].to_numpy(), people["age"].to_numpy()
    residence = np.array(list(population.residence), dtype=object)[
        dice.place("residence", people["household"].to_numpy(), list(population.residence.values()))
    ]
    words = np.array(list(population.mobility), dtype=object)
    mobility = words[dice.place("mobility", ids, list(population.mobility.values()))]
    again = words[dice.place("mobility", ids, list(population.mobility.values()), 1)]
    mobility = np.where((age >= 80) & (mobility == words[0]), again, mobility)
    phone = 13_000_000_000 + dice.whole("phone", ids, 100_000_000, 999_999_999)
    return [
        pl.Series("residence", residence.tolist(), dtype=pl.String),
        pl.Series("mobility", mobility.tolist(), dtype=pl.String),
        pl.Series("disabled", dice.chosen("disabled", ids, 0.06)),
        pl.Series("phone", phone).cast(pl.String),
    ]
