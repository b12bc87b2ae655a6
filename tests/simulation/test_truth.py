"""What the truth says agrees with the files and with the parameters."""

import math
import re

import polars as pl

from simulation.cities import City

MONTH_NAMES = ("2025-12", "2026-01", "2026-02")


def test_citizen_numbers_are_sound_unique_and_say_birth_and_sex(city: City) -> None:
    persons = city.truth("persons")
    assert persons["id_number"].is_unique().all()
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    for number, birth, sex in persons.select("id_number", "birth_date", "sex").iter_rows():
        assert number[17] == "10X98765432"[sum(int(d) * w for d, w in zip(number[:17], weights, strict=True)) % 11]
        assert number[6:14] == f"{birth:%Y%m%d}"
        assert (int(number[16]) % 2 == 1) == (sex == "male")


def test_mortality_is_near_the_hazard(city: City) -> None:
    """Expected deaths of nine months from the published hazard at each person's age, within three deviations."""
    persons = city.truth("persons").filter(~pl.col("stranger"))
    hazard = {"male": (0.01104, 0.098), "female": (0.00614, 0.108)}
    years = 8 / 12
    expected = 0.0
    for sex, birth in persons.select("sex", "birth_date").iter_rows():
        a, b = hazard[sex]
        age = 2025.6 - birth.year - birth.month / 12
        expected += 1 - math.exp(-a * math.exp(b * (age - 60)) * years)
    died = persons["death_date"].count()
    assert abs(died - expected) < 3 * math.sqrt(expected)


def test_no_true_record_of_a_death_is_about_the_living_and_false_ones_are(city: City) -> None:
    dead = city.truth("persons").filter(pl.col("death_date").is_not_null())["person"]
    deaths = city.truth("records").filter(pl.col("dataset") == "police.deaths", pl.col("truth") != "dirty")
    true = deaths.filter(pl.col("event").is_not_null())
    false = deaths.filter(pl.col("flaw").str.contains("false_death"))
    assert true.height > 20
    assert true["person"].is_in(dead.implode()).all()
    assert false.height > 0
    assert not false["person"].is_in(dead.implode()).any()


def test_a_false_death_is_withdrawn_under_its_record_number(city: City) -> None:
    false = city.truth("records").filter(pl.col("dataset") == "police.deaths", pl.col("truth") == "withdrawn")
    statuses = [
        city.rows(name)[line - 1][-1] for name, line in false.sort("month", "line").select("file", "line").iter_rows()
    ]
    assert statuses[0] == "新增"
    assert "撤回" in statuses
    assert false["record_id"].n_unique() < false.height


def test_a_custody_that_ended_comes_again_as_a_correction_of_the_same_record(city: City) -> None:
    custody = city.truth("records").filter(pl.col("dataset") == "police.custody", pl.col("truth") == "true")
    twice = custody.filter(pl.col("record_id").is_duplicated()).sort("record_id", "month", "line")
    name, line = twice.select("file", "line").row(1)
    assert city.rows(name)[line - 1][-1] == "更正"


def test_nobody_signs_life_after_death_but_where_fraud_says_so(city: City) -> None:
    dead = city.truth("persons").filter(pl.col("death_date").is_not_null()).select("person", "death_date")
    trips = (
        city.truth("records")
        .filter(pl.col("dataset") == "bank.counter", pl.col("truth") == "true")
        .join(dead, on="person")
    )
    for name, line, day in trips.select("file", "line", "death_date").iter_rows():
        assert city.rows(name)[line - 1][2] < f"{day:%Y%m%d}"


def test_payments_are_the_truths_amounts_until_the_opening_stops_them(city: City) -> None:
    """In the first delivery: 停止 benefits have no payment for the last month, 续发 ones have their amount."""
    benefits = city.truth("benefits")
    rows = city.rows("2025-12/发放台账_202511.zip")[1:]
    paid = {row[0]: row[2] for row in rows if row[1] == "202511" and not row[0].endswith("999999999")}
    stopped = benefits.filter(pl.col("standing") == "停止")
    assert stopped.height > 0
    assert not any(benefit in paid for benefit in stopped["benefit_id"])
    going = benefits.filter(
        pl.col("standing") == "续发", pl.col("first_month") <= 2025 * 12 + 10, pl.col("last_month").is_null()
    )
    assert all(paid[benefit] == f"{fen / 100:.2f}" for benefit, fen in going.select("benefit_id", "amount").iter_rows())


def test_the_roster_shows_people_from_their_first_month_on(city: City) -> None:
    first = dict(city.truth("benefits").select("benefit_id", "first_month").iter_rows())
    for place, month in enumerate(MONTH_NAMES):
        path = next(path for path in (city.folder / month).iterdir() if path.name.startswith("待遇名册"))
        listed = {row[0] for row in city.rows(f"{month}/{path.name}")[1:]}
        assert listed == {benefit for benefit, begun in first.items() if begun <= 2025 * 12 + 11 + place}


def test_yi_people_live_where_they_do_and_are_spelt_differently_by_departments(city: City) -> None:
    persons = city.truth("persons")
    share = dict(persons.group_by("county").agg((pl.col("name_group") == "yi").mean()).iter_rows())
    assert share[511133] > 0.35 > share[511102]
    flaws = city.truth("errors")
    assert flaws.filter(pl.col("flaw") == "name_spelling")["rows"].sum() > 10


def test_couples_share_a_home_and_differ_in_sex(city: City) -> None:
    homes = city.truth("persons").filter(pl.col("household").is_duplicated())
    together = homes.group_by("household").agg(pl.col("region").n_unique(), pl.col("sex").n_unique().alias("sexes"))
    assert together.height > 100
    assert together.filter(pl.col("region") != 1, pl.col("sexes") != 2).height == 0


def test_each_way_of_writing_a_number_wrong_occurs(city: City) -> None:
    flaws = set(city.truth("errors")["flaw"])
    assert {"number_missing", "number_wrong", "number_old", "name_homophone", "name_rare", "duplicate_row"} <= flaws


def test_numbers_as_typed_show_their_flaw(city: City) -> None:
    old = city.truth("records").filter(pl.col("flaw") == "number_old", pl.col("dataset") == "transport.trips")
    numbers = [city.rows(name)[line - 1][0] for name, line in old.select("file", "line").iter_rows()]
    assert numbers
    assert all(re.fullmatch(r"\d{15}", number) for number in numbers)
