"""Places are shown by name, at the cost of one question to the database, and chosen by name, level by level."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from staff import PLACES, at_desk, place

from casework.accounts.forms.places import PlaceFilters
from casework.accounts.jurisdiction import NOBODY, Jurisdiction
from casework.accounts.places import Places
from casework.accounts.roles import Role
from casework.people.models import Person
from casework.runs.importing import import_run
from homes import DEATHS, LI, ZHANG, House, opened_house, who

pytestmark = pytest.mark.django_db

VILLAGE = "511102001001"
Budget = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def regions() -> None:
    for code in PLACES:
        place(code)


@pytest.mark.parametrize(
    ("prefix", "short"),
    [
        ("5111", "市中区 泊水街道 肖公嘴社区"),
        ("511102", "泊水街道 肖公嘴社区"),
        ("511102001", "肖公嘴社区"),
        (VILLAGE, "肖公嘴社区"),
        ("511111", "市中区 泊水街道 肖公嘴社区"),
        (None, "市中区 泊水街道 肖公嘴社区"),
    ],
)
def test_a_place_is_called_as_its_reader_is_used_to(regions: None, prefix: str | None, short: str) -> None:
    places = Places(Jurisdiction(prefix))
    assert places.short(VILLAGE) == short
    assert places.full(VILLAGE) == "市中区 泊水街道 肖公嘴社区"


@pytest.mark.parametrize(
    ("code", "name"),
    [("511100", "乐山市"), ("511102", "市中区"), ("511102001", "市中区 泊水街道"), ("510104001001", "510104001001"), ("5", "5"),
     ("511102001999", "511102001999")],
)  # fmt: skip
def test_what_no_place_has_stays_a_code(regions: None, code: str, name: str) -> None:
    assert Places(NOBODY).full(code) == name


def test_however_many_rows_a_county_is_asked_for_once(regions: None, django_assert_num_queries: Budget) -> None:
    for prefix, asked in (("5111", 1), ("511102", 2), (VILLAGE, 2), ("", 2)):
        places = Places(Jurisdiction(prefix))
        with django_assert_num_queries(asked):
            for code in (*PLACES, *PLACES, "511102001999", "511111100999"):
                if code.startswith(("511102", "511111")):
                    places.short(code)


def fields(prefix: str | None, address: str = "") -> dict[str, list[str]]:
    """The fields of the filter with what each offers."""
    form = PlaceFilters(Jurisdiction(prefix), QueryDict(address))
    assert form.is_valid()
    return {name: [code for code, _ in field.choices if code] for name, field in form.fields.items()}  # type: ignore[attr-defined]


def test_each_level_is_offered_once_the_one_above_is_chosen(regions: None) -> None:
    counties = ["511102", "511111", "511123"]
    towns, villages = ["511102001", "511102002"], ["511102001001", "511102001002"]
    assert fields("5111") == {"county": counties}
    assert fields("5111", "county=511102") == {"county": counties, "town": towns}
    everything = {"county": counties, "town": towns, "village": villages}
    assert fields("5111", f"county=511102&town=511102001&village={VILLAGE}") == everything
    assert fields("511102") == {"town": towns}
    assert fields("511102001") == {"village": villages}
    assert fields(VILLAGE) == fields(None) == fields("511100") == {}


@pytest.mark.parametrize(
    ("address", "chosen"),
    [
        ("", ""),
        ("county=511102", "511102"),
        ("county=511102&town=511102001", "511102001"),
        (f"county=511102&town=511102001&village={VILLAGE}", VILLAGE),
        ("county=511111&town=511102001", "511111"),
        (f"county=511102&village={VILLAGE}", "511102"),
        ("county=999999", ""),
        ("town=511102001", ""),
    ],
)
def test_the_narrowest_place_that_fits_is_chosen(regions: None, address: str, chosen: str) -> None:
    form = PlaceFilters(Jurisdiction("5111"), QueryDict(address))
    assert form.place == chosen
    assert form.is_valid()


@pytest.fixture
def house(tmp_path: Path, regions: None) -> House:
    """ZHANG of a village is told dead, LI of another county too."""
    made = opened_house(tmp_path / "house")
    made.deliver(
        "死亡_202601.csv", "2026-02-02", DEATHS, *(f"{who(each)},2026-01-03,2026-01-05" for each in (ZHANG, LI))
    )
    import_run(made.home, made.run("2026-01"))
    return made


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_pages_say_where_somebody_lives_and_a_list_is_narrowed_to_a_place(house: House) -> None:
    zhang, li = (f"/people/{Person.objects.get(name=each.name).pk}" for each in (ZHANG, LI))
    county, city = at_desk(Role.COUNTY_HANDLER, "agency", "511102"), at_desk(Role.CITY_OPERATOR, "agency", "511100")
    assert "市中区 泊水街道 肖公嘴社区" in text(county, zhang)
    for address in ("/people/?text=zgf", "/runs/lists/verify"):
        assert "泊水街道 肖公嘴社区" in text(county, address)
        assert "市中区 泊水街道" in text(city, address)
    everybody = text(city, "/runs/lists/verify")
    assert zhang in everybody
    assert li in everybody
    narrowed = text(city, "/runs/lists/verify?county=511102&town=511102001")
    assert zhang in narrowed
    assert li not in narrowed
    assert "没有符合条件的记录" in text(city, "/runs/lists/verify?county=511111")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "title"), [("zh-hans", "死亡注销户口"), ("en", "household registrations cancelled")]
)
def test_a_row_of_a_delivery_is_told_by_the_title_of_its_dataset(house: House, language: str, title: str) -> None:
    browser = at_desk(Role.COUNTY_HANDLER, "agency", "511102")
    browser.cookies["django_language"] = language
    shown = text(browser, f"/people/{Person.objects.get(name=ZHANG.name).pk}")
    assert title in shown
    assert "police.deaths" not in shown
