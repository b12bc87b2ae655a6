"""Every row ends as a typed row or in quarantine; each code by a row that gets it and one that narrowly does not."""

import hashlib
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.contracts_by_hand import CATALOGUE, DEATHS, GOOD, SENTENCES, TODAY, WAGES, contract, sound
from zige.exchange.checking import Checked, check, with_code
from zige.exchange.contract import ColumnType, Contract, Role
from zige.exchange.duplicates import fingerprints, first_of_each
from zige.exchange.reasons import REASONS
from zige.exchange.sheets import Part, misshapen

WRONG = GOOD[:17] + ("1" if GOOD[17] != "1" else "2")
CODES = [
    "id_missing",
    "id_shape",
    "id_birth_date",
    "id_check_digit",
    "name_missing",
    "date_missing",
    "date_invalid",
    "date_future",
    "dates_reversed",
    "value_unknown",
    "value_missing",
    "benefit_unknown",
    "row_shape",
]

DEATH = {"id_number": GOOD, "name": "李四", "cancelled_on": "2026-11-20"}
SENTENCE = {"id_number": GOOD, "name": "李四", "penalty": "有期徒刑", "judged_on": "2026-01-10"}
WAGE = {"id_number": GOOD, "name": "李四", "month": "202610", "employer": "某公司", "income": "5,000.00"}


def part_of(*rows: dict[str, str | None], aside: pl.DataFrame | None = None) -> tuple[Part, dict[str, int]]:
    """A part whose first row stands on line 2, and the places of its columns."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {f"c{at}": pl.Series([row.get(name) for row in rows], dtype=pl.String) for at, name in enumerate(names)}
    lines = pl.Series(range(2, len(rows) + 2), dtype=pl.Int64)
    part = Part(pl.DataFrame({**columns, "line": lines}), misshapen([], []) if aside is None else aside)
    return part, {name: at for at, name in enumerate(names) if not name.startswith("?")}


def checked(of: Contract, *rows: dict[str, str | None]) -> Checked:
    part, places = part_of(*rows)
    return check(of, part, places, TODAY)


def codes_of(of: Contract, row: dict[str, str | None]) -> list[str]:
    found = checked(of, row)
    assert found.rows.height + found.quarantined.height == 1
    return found.quarantined["codes"].to_list()[0] if found.quarantined.height else []


BORN = {"birth_date": "1949-12-31"}
CASES: list[tuple[Contract, dict[str, str], dict[str, str | None], list[str]]] = [
    (DEATHS, DEATH, {}, []),
    (DEATHS, DEATH, {"id_number": " "}, ["id_missing"]),
    (DEATHS, DEATH, {"id_number": None, **BORN}, []),
    (DEATHS, DEATH, {"id_number": "5.11102E+17"}, ["id_shape"]),
    (DEATHS, DEATH, {"id_number": "5.11102E+17", **BORN}, []),
    (DEATHS, DEATH, {"id_number": GOOD[:17]}, ["id_shape"]),
    (DEATHS, DEATH, {"id_number": sound("51110220230229001")}, ["id_birth_date"]),
    (DEATHS, DEATH, {"id_number": sound("51110220240229001")}, []),
    (DEATHS, DEATH, {"id_number": sound("51110220230229001"), **BORN}, []),
    (DEATHS, DEATH, {"id_number": WRONG, "name": None}, ["id_check_digit", "name_missing"]),
    (DEATHS, DEATH, {"id_number": WRONG}, []),
    (DEATHS, DEATH, {"name": "\u3000"}, ["name_missing"]),
    (WAGES, WAGE, {"name": None}, []),
    (WAGES, WAGE, {"name": None, "id_number": WRONG}, ["id_check_digit"]),
    (DEATHS, DEATH, {"cancelled_on": ""}, ["date_missing"]),
    (DEATHS, DEATH, {"death_date": ""}, []),
    (WAGES, WAGE, {"month": " "}, ["date_missing"]),
    (DEATHS, DEATH, {"cancelled_on": "2026-02-29"}, ["date_invalid"]),
    (DEATHS, DEATH, {"cancelled_on": "2024-02-29"}, []),
    (DEATHS, DEATH, {"death_date": "不详"}, ["date_invalid"]),
    (DEATHS, DEATH, {"cancelled_on": "2026-11-26"}, ["date_future"]),
    (DEATHS, DEATH, {"cancelled_on": "2026-11-25"}, []),
    (WAGES, WAGE, {"month": "2026年12月"}, ["date_future"]),
    (WAGES, WAGE, {"month": "2026年11月"}, []),
    (SENTENCES, SENTENCE, {"until": "2029-01-10"}, []),
    (SENTENCES, SENTENCE, {"released_on": "2029-01-10"}, ["date_future"]),
    (SENTENCES, SENTENCE, {"until": "2026-01-09"}, ["dates_reversed"]),
    (SENTENCES, SENTENCE, {"until": "2026-01-10"}, []),
    (SENTENCES, SENTENCE, {"penalty": "劳动教养"}, ["value_unknown"]),
    (SENTENCES, SENTENCE, {"penalty": " 缓 刑 "}, []),
    (SENTENCES, SENTENCE, {"penalty": None}, ["value_missing"]),
    (SENTENCES, SENTENCE, {"sex": None}, []),
    (WAGES, WAGE, {"income": "五千"}, ["value_unknown"]),
    (WAGES, WAGE, {"income": ""}, ["value_missing"]),
    (WAGES, WAGE, {"employer": "\u3000"}, ["value_missing"]),
    (WAGES, WAGE, {"refund": "也许"}, ["value_unknown"]),
    (DEATHS, DEATH, {"region": "乐山市"}, ["value_unknown"]),
    (
        SENTENCES,
        SENTENCE,
        {"judged_on": "x", "penalty": "y", "id_number": ""},
        ["id_missing", "date_invalid", "value_unknown"],
    ),
]


@pytest.mark.parametrize(("of", "row", "change", "codes"), CASES)
def test_a_row_gets_the_codes_of_its_faults(
    of: Contract, row: dict[str, str], change: dict[str, str], codes: list[str]
) -> None:
    assert codes_of(of, row | change) == codes


def test_every_code_has_a_case_and_a_sentence_in_both_languages() -> None:
    assert list(REASONS) == CODES
    assert all(reason.zh and reason.en for reason in REASONS.values())
    given_elsewhere = {"benefit_unknown", "row_shape"}
    assert {code for *_, codes in CASES for code in codes} | given_elsewhere == set(CODES)


def test_typed_rows_have_the_contracts_columns_and_types() -> None:
    rows = checked(WAGES, WAGE | {"refund": "Y", "birth_date": "1949年12月31日", "sex": "男", "region": "511102"}).rows
    assert rows.columns == ["line", *WAGES.names, "number_state"]
    assert rows.schema["birth_date"] == pl.Date
    assert rows.schema["month"] == rows.schema["income"] == rows.schema["line"] == pl.Int64
    assert rows.row(0, named=True) == {
        "line": 2,
        "id_number": GOOD,
        "name": "李四",
        "month": 2026 * 12 + 9,
        "employer": "某公司",
        "income": 500000,
        "refund": "yes",
        "record_id": None,
        "record_status": None,
        "birth_date": date(1949, 12, 31),
        "sex": "male",
        "region": "511102",
        "number_state": None,
    }


@pytest.mark.parametrize(
    ("change", "born"),
    [
        ({"id_number": WRONG}, date(1949, 12, 31)),
        ({"id_number": WRONG, "birth_date": "1950-01-01"}, date(1950, 1, 1)),
        ({"id_number": GOOD}, None),
        ({"id_number": None, "birth_date": "1950-01-01"}, date(1950, 1, 1)),
    ],
)
def test_a_wrong_number_still_tells_the_day_of_birth(change: dict[str, str | None], born: date | None) -> None:
    """The row's own column counts before it; a sound number needs none."""
    assert checked(DEATHS, DEATH | change).rows["birth_date"].to_list() == [born]


def test_a_day_of_birth_to_come_is_taken_from_no_number() -> None:
    """A number of tomorrow cannot stand in for a day of birth, today's can."""
    assert codes_of(DEATHS, DEATH | {"id_number": "51110220261126001" + "?"}) == ["id_shape"]
    assert codes_of(DEATHS, DEATH | {"id_number": "51110220261125001" + "?"}) == []


def test_quarantine_keeps_the_row_as_it_was_written() -> None:
    """In the order of the file, with unknown columns, width and blanks."""
    row = {"?note": " ｘ ", "name": None, "id_number": "５１", "cancelled_on": "2026-11-20"}
    found = checked(DEATHS, DEATH, row)
    part, places = part_of(row)
    assert check(DEATHS, part, places, TODAY).quarantined.rows() == [
        (2, ["id_shape", "name_missing"], [" ｘ ", "", "５１", "2026-11-20"])
    ]
    assert found.quarantined["line"].to_list() == [3]


def test_a_misshapen_row_is_quarantined_among_the_others() -> None:
    part, places = part_of(DEATH, DEATH | {"name": ""}, aside=misshapen([7, 1], [["a"], ["b", "c"]]))
    found = check(DEATHS, part, places, TODAY)
    assert found.quarantined.select("line", "codes").rows() == [
        (1, ["row_shape"]),
        (3, ["name_missing"]),
        (7, ["row_shape"]),
    ]


def test_a_contract_without_number_asks_for_none() -> None:
    payments = contract("roster.payments", "发放台账", WAGES.columns[2:5], role=Role.PAYMENTS)
    assert not any(column.type is ColumnType.CITIZEN_NUMBER for column in payments.columns)
    row = {name: WAGE[name] for name in ("month", "employer", "income")}
    assert codes_of(payments, row) == []


def test_a_code_found_later_moves_a_row_to_quarantine() -> None:
    part, places = part_of(DEATH, DEATH, DEATH | {"name": ""})
    before = check(DEATHS, part, places, TODAY)
    after = with_code(before, part, pl.Series([3, 4, 99]), "benefit_unknown")
    assert after.rows["line"].to_list() == [2]
    assert after.quarantined.select("line", "codes").rows() == [(3, ["benefit_unknown"]), (4, ["name_missing"])]
    assert after.quarantined["raw"].to_list()[0] == list(DEATH.values())


VALUE = st.one_of(
    st.none(),
    st.text(max_size=6),
    st.sampled_from([GOOD, WRONG, "李四", "2026-11-20", "2027-01-01", "有期徒刑", "202610", "5,000", "男"]),
)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(CATALOGUE)), st.data())
def test_every_line_of_any_table_is_in_exactly_one_place(dataset: str, data: st.DataObject) -> None:
    of = CATALOGUE[dataset]
    required = [column.name for column in of.columns if column.required]
    optional = data.draw(st.lists(st.sampled_from([name for name in of.names if name not in required]), unique=True))
    rows = data.draw(
        st.lists(st.fixed_dictionaries(dict.fromkeys((*optional, *required), VALUE)), min_size=1, max_size=8)
    )
    found = checked(of, *rows)
    assert sorted([*found.rows["line"], *found.quarantined["line"]]) == list(range(2, len(rows) + 2))
    assert all(codes and set(codes) <= set(CODES) for codes in found.quarantined["codes"].to_list())
    for line, _, raw in found.quarantined.iter_rows():
        assert raw == [rows[line - 2][name] or "" for name in rows[0]]


KEY = b"key of the home of thirty-two b."


def test_equal_rows_have_equal_fingerprints_whatever_their_spelling() -> None:
    rows = [WAGE, WAGE | {"month": "2026-10", "income": "5000"}, WAGE | {"income": "5000.01"}, WAGE | {"name": None}]
    prints = fingerprints(checked(WAGES, *rows).rows, WAGES, KEY)
    assert prints.dtype == pl.UInt64
    assert prints[0] == prints[1]
    assert prints.n_unique() == 3
    assert first_of_each(prints, prints.slice(2, 1)).to_list() == [True, False, False, True]


def mixed_by_hand(number: int) -> int:
    """The last step of SplitMix64, on whole numbers."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        number = (number ^ (number >> shift)) * factor % 2**64
    return number ^ (number >> 31)


def constant_by_hand(name: str) -> int:
    return int.from_bytes(hashlib.sha256(KEY + name.encode()).digest()[:8], "big")


def digest_by_hand(text: str) -> int:
    return int.from_bytes(hashlib.sha256((KEY.hex() + text).encode()).digest()[:8], "big")


def test_fingerprints_stay_the_same_for_ever() -> None:
    """A new version of a library must not make old rows new; another key makes others."""
    rows = checked(WAGES, WAGE).rows
    citizen = int(GOOD[:17]) * 16 + int(GOOD[17].replace("X", "10"))
    said = {
        "employer": digest_by_hand("某公司"),
        "id_number": citizen,
        "income": 500000,
        "month": 24321,
        "name": digest_by_hand("李四"),
    }
    expected = constant_by_hand("")
    for column, number in said.items():
        expected = mixed_by_hand(expected ^ (number + constant_by_hand(column)) % 2**64)
    assert fingerprints(rows, WAGES, KEY).to_list() == [expected]
    assert fingerprints(rows, WAGES, KEY[::-1]).to_list() != fingerprints(rows, WAGES, KEY).to_list()


def test_a_column_that_a_contract_gains_changes_no_fingerprint_of_rows_without_it() -> None:
    smaller = contract("tax.wages", "工资薪金申报", WAGES.columns[:5], name_needed=False)
    rows, fewer = checked(WAGES, WAGE).rows, checked(smaller, WAGE).rows
    assert fingerprints(rows, WAGES, KEY).to_list() == fingerprints(fewer, smaller, KEY).to_list()


def test_a_value_is_not_mistaken_for_that_of_another_column() -> None:
    moved = DEATH | {"death_date": "2026-11-20"}
    record = DEATH | {"record_id": "2026-11-20"}
    assert fingerprints(checked(DEATHS, DEATH, moved, record).rows, DEATHS, KEY).n_unique() == 3


def test_no_rows_have_no_fingerprints() -> None:
    assert fingerprints(checked(DEATHS, DEATH).rows.clear(), DEATHS, KEY).len() == 0
