"""Level 5 by table: whom rows without a usable number point to, how surely and why (EXCHANGE §2)."""

from typing import Any

import polars as pl
import pytest

from identity.people import number, person_rows, register_of
from zige.identity import linkage
from zige.identity.linkage import BIRTH_LEVELS, CANDIDATES, MOST, NAME_LEVELS, PLACE_LEVELS, SEX_LEVELS, linked
from zige.identity.names import name_key
from zige.identity.register import Register

LI, JIKE = 1, 2
PERSON = {
    "id_number": number(sequence=1),
    "name": "李铭华",
    "birth_date": "1950-03-05",
    "sex": "male",
    "region": "511102001001",
}
REGISTER = register_of(
    PERSON,
    {
        "id_number": number(sequence=2),
        "name": "吉克·阿木",
        "birth_date": "1948-11-02",
        "sex": "female",
        "region": "511132200201",
    },
)
TOWN = {"region": "511102001"}
CASES = [
    ({"name": "李铭华", "birth_date": "1950-03-05"}, LI, "姓名一致，出生日期一致"),
    ({"name": "李銘華", "birth_date": "1950-03-05"}, LI, "姓名一致，出生日期一致"),
    ({"name": "李明华", "birth_date": "1950-03-05"} | TOWN, LI, "姓名同音，出生日期一致，同一镇"),
    ({"name": "李?华", "birth_date": "1950-03-05"}, LI, "姓名仅间隔号或一个生僻字不同，出生日期一致"),
    ({"name": "李敏华", "birth_date": "1950-03-05"} | TOWN, LI, "姓名差一个字，出生日期一致，同一镇"),
    ({"name": "李敏华", "birth_date": "1950-03-05"}, None, "one character off and no place"),
    ({"name": "王敏", "birth_date": "1950-03-05", "sex": "male", "region": "511102001001"}, None, "another name"),
    ({"name": "李铭华", "birth_date": "1950-05-03"}, LI, "姓名一致，出生月日颠倒"),
    ({"name": "李铭华", "birth_date": "1950-03-06"} | TOWN, LI, "姓名一致，出生日期差一位数字，同一镇"),
    ({"name": "李铭华", "birth_date": "1951-03-05"} | TOWN, LI, "姓名一致，出生日期差一位数字，同一镇"),
    ({"name": "李铭华", "birth_date": "1950-08-17"}, None, "the year alone"),
    ({"name": "李铭华", "birth_date": "1962-03-05"}, None, "two digits of the year off"),
    ({"name": "李铭华", "birth_date": "1950-03-05", "sex": "female"}, LI, "姓名一致，出生日期一致，性别不同"),
    ({"name": "阿木", "birth_date": "1948-11-02", "sex": "female"}, JIKE, "姓名部分相同，出生日期一致，性别一致"),
    ({"name": "吉克阿木", "birth_date": "1948-11-02"}, JIKE, "姓名仅间隔号或一个生僻字不同，出生日期一致"),
    ({"name": "阿木·吉克", "birth_date": "1948-11-02", "sex": "female"}, JIKE, "姓名部分相同，出生日期一致，性别一致"),
    ({"name": None, "birth_date": "1950-03-05"}, None, "no name"),
    ({"name": "李铭华", "birth_date": None}, None, "no birth date"),
]


def _rows(*rows: dict[str, Any]) -> pl.DataFrame:
    return person_rows(*rows).with_columns(key=name_key(pl.col("name")))


@pytest.mark.parametrize(("row", "person", "reason"), CASES)
def test_whom_a_row_points_to_and_why(row: dict[str, Any], person: int | None, reason: str) -> None:
    found = linked(_rows(row), REGISTER).select("line", "person", "level", "reason_zh").rows()
    assert found == ([(2, person, 5, reason)] if person else []), reason


PLACES = [
    ("511102001001", "同一村", "same village"),
    ("511102001002", "同一镇", "same town"),
    ("511102001", "同一镇", "same town"),
    ("511102001000", "同一镇", "same town"),
    ("511102002001", "同一区县", "same county"),
    ("511102", "同一区县", "same county"),
    ("511102000000", "同一区县", "same county"),
    ("511103001001", "不同区县", "other county"),
]


@pytest.mark.parametrize(("region", "zh", "en"), PLACES)
def test_places_are_compared_as_far_as_both_say(region: str, zh: str, en: str) -> None:
    row = {"name": "李铭华", "birth_date": "1950-03-05", "region": region}
    reasons = linked(_rows(row), REGISTER).select("reason_zh", "reason_en").row(0)
    assert reasons == (f"姓名一致，出生日期一致，{zh}", f"name equal, date of birth equal, {en}")


def test_whatever_agrees_more_raises_the_score() -> None:
    row = {"name": "李明华", "birth_date": "1950-03-05"}
    steps = [
        row,
        row | {"sex": "male"},
        row | {"sex": "male", "region": "511102"},
        row | {"sex": "male", "region": "511102001"},
        row | {"sex": "male", "region": "511102001001"},
    ]
    scores = linked(_rows(*steps), REGISTER).sort("line")["score"].to_list()
    assert len(scores) == len(steps)
    assert scores == sorted(set(scores))


def _register_where(sharing: int, **what: str) -> Register:
    """LI and others, of whom so many have his name or his date of birth."""
    others = [{"id_number": number(sequence=at), "name": "王秀英", "birth_date": "1945-06-07"} for at in range(2, 8)]
    return register_of(PERSON, *(other | what for other in others[:sharing]), *others[sharing:])


ELSEWHERE = {"name": "李铭华", "birth_date": "1950-03-06", "sex": "male", "region": "511103001001"}
WITHOUT_SEX = {"name": "李敏华", "birth_date": "1950-03-05", "region": "511102"}


@pytest.mark.parametrize(
    ("row", "shared", "few", "many"),
    [(ELSEWHERE, {"name": "李铭华"}, 2, 3), (WITHOUT_SEX, {"birth_date": "1950-03-05"}, 0, 1)],
)
def test_what_many_have_says_less(row: dict[str, Any], shared: dict[str, str], few: int, many: int) -> None:
    """EXCHANGE §2: a date one digit off is told by a rare name, and a name one character off by a rare date."""
    assert LI in linked(_rows(row), _register_where(few, **shared))["person"]
    assert linked(_rows(row), _register_where(many, **shared)).is_empty()


def test_the_score_is_the_match_probability_that_the_documented_weights_give() -> None:
    """1e-6 × 0.83/u × 0.94/u × 0.98/0.5 are the odds, u one in two people more than before; no place says nothing."""
    row = {"name": "李铭华", "birth_date": "1950-03-05", "sex": "male"}
    prior = 1e-6 / (1 - 1e-6)
    name, birth = 1 / (2 + 1 / 1e-5), 1 / (2 + 1 / 6e-5)
    odds = prior * (0.83 / name) * (0.94 / birth) * (0.98 / 0.5)
    assert linked(_rows(row), REGISTER)["score"].to_list() == [round(odds / (1 + odds), 6)]


@pytest.mark.parametrize("levels", [NAME_LEVELS, BIRTH_LEVELS, SEX_LEVELS, PLACE_LEVELS])
def test_the_weights_of_a_comparison_are_shares_of_all_pairs(levels: list[tuple[str, float, float]]) -> None:
    assert sum(m for _, m, _ in levels) == pytest.approx(1)
    assert sum(u for _, _, u in levels) == pytest.approx(1)
    ratios = [m / u for _, m, u in levels]
    assert ratios == sorted(ratios, reverse=True), "the better level weighs more"


def test_a_row_has_at_most_five_candidates_and_they_are_the_likeliest() -> None:
    same = {"name": "王秀英", "birth_date": "1945-06-07", "sex": "female"}
    people = [{"id_number": number(sequence=at), "region": "511102001001"} | same for at in range(1, 8)]
    people[5]["region"] = people[6]["region"] = "511102001002"
    found = linked(_rows(same | {"region": "511102001002"}), register_of(*people))
    assert found["person"].to_list() == [6, 7, 1, 2, 3]
    assert found.height == MOST


def test_the_order_of_rows_and_what_else_is_delivered_change_no_score() -> None:
    rows = _rows(*(row for row, _, _ in CASES))
    together = linked(rows, REGISTER)
    assert linked(rows.reverse(), REGISTER).equals(together)
    alone = [linked(rows.filter(pl.col("line") == line), REGISTER) for line in rows["line"]]
    assert pl.concat(alone).equals(together)


NOTHING = [
    ("no rows", _rows()),
    ("no name", _rows({"birth_date": "1950-03-05"})),
    ("no column of birth dates", _rows({"name": "李铭华"}).drop("birth_date")),
    ("nobody near", _rows({"name": "赵云", "birth_date": "1901-01-01"})),
]


@pytest.mark.parametrize(("why", "rows"), NOTHING)
def test_where_nothing_can_be_weighed_the_engine_is_not_opened(
    why: str, rows: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linkage, "scored_pairs", None)
    assert dict(linked(rows, REGISTER).schema) == CANDIDATES, why


def test_rows_without_sex_and_place_columns_are_weighed_by_what_they_have() -> None:
    rows = _rows({"name": "李铭华", "birth_date": "1950-03-05"}).drop("sex", "region")
    assert linked(rows, REGISTER)["person"].to_list() == [LI]


def test_linking_says_nothing_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    linked(_rows({"name": "李铭华", "birth_date": "1950-03-05"}), REGISTER)
    assert capfd.readouterr() == ("", "")
