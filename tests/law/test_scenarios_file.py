"""The rulebook's own cases: complete, readable by policy staff, and right by the reference computed from LAW.md."""

from pathlib import Path

import pytest
import yaml

from reference.oracle import determine
from zige.errors import RulebookRefused
from zige.law.reading import LESHAN, load_rulebook
from zige.law.scenarios import Difference, Expected, Scenario, differences, load_scenarios
from zige.tables import AMOUNTS, BENEFITS, FACTS, PAID

BOOK = load_rulebook(LESHAN)
CASES = load_scenarios(rulebook=BOOK)

CASE = """
rulebook: leshan
scenarios:
  - name: {zh: 例子, en: example}
    clause: "8.2.1.4"
    meets: imprisoned
    month: 2026-11
    born: "1950-03-02"
    sex: female
    benefit: {kind: pension.enterprise}
    certified: "2026-06-15"
    facts:
      - {kind: imprisonment, start: 2026-10-31}
      - {kind: duplicate_pension, start: "2026-01-02", received: "2026-03-04", version: 2, id: D, names_benefit: true}
    amounts: [{from_month: "2026-01", amount: "3100.00"}]
    paid: [{month: "2026-09", amount: "-3000.00"}]
    expect: {grounds: [imprisoned], overpaid_months: [], settlement: "-3000.00"}
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "cases.yaml"
    file.write_text(text, "utf-8")
    return file


def only(tmp_path: Path, text: str = CASE) -> Scenario:
    return load_scenarios(written(tmp_path, text)).scenarios[0]


# --- the packaged cases ----------------------------------------------------------------------------------------------


def test_every_ground_has_a_case_that_meets_it_and_one_that_misses_it() -> None:
    assert CASES.untested(BOOK) == []


def test_every_situation_of_article_8_has_a_case_that_meets_it() -> None:
    met = {scenario.clause for scenario in CASES.scenarios if scenario.meets}
    assert [clause for clause in BOOK.structure.situation_clauses if clause not in met] == []


@pytest.mark.parametrize("scenario", CASES.scenarios, ids=lambda scenario: scenario.name.en)
def test_a_case_that_meets_a_situation_names_the_clause_its_ground_cites(scenario: Scenario) -> None:
    if scenario.meets and scenario.clause in BOOK.structure.situation_clauses:
        assert BOOK.ground(scenario.meets).clause_of(scenario.benefit.kind) == scenario.clause


@pytest.mark.parametrize("scenario", CASES.scenarios, ids=lambda scenario: scenario.name.en)
def test_every_case_comes_out_as_the_reference_computes_it(scenario: Scenario) -> None:
    benefits, facts, amounts, paid = scenario.tables()
    (row,) = determine(benefits, facts, amounts, paid, scenario.month, scenario.known_by)
    assert scenario.differences(row) == []


def test_a_ground_without_a_case_is_named() -> None:
    fewer = CASES.model_copy(update={"scenarios": tuple(s for s in CASES.scenarios if s.misses != "imprisoned")})
    assert fewer.untested(BOOK) == ["imprisoned (misses)"]


# --- tables and comparison -------------------------------------------------------------------------------------------


def test_a_case_becomes_rows_in_the_columns_of_the_law(tmp_path: Path) -> None:
    benefits, facts, amounts, paid = only(tmp_path).tables()
    assert paid is not None
    for rows, table in ((benefits, BENEFITS), (facts, FACTS), (amounts, AMOUNTS), (paid, PAID)):
        assert all(list(row) == table.names for row in rows)
    assert [fact["kind"] for fact in facts] == ["certification", "imprisonment", "duplicate_pension"]
    assert [fact["fact_id"] for fact in facts] == ["B1-F1", "B1-F2", "B1-D"]
    assert [fact["received"] for fact in facts] == ["2026-06-15", "2026-10-31", "2026-03-04"]
    assert [fact["benefit_id"] for fact in facts] == ["", "", benefits[0]["benefit_id"]]


def test_no_payments_given_is_no_ledger_and_an_empty_list_is_an_empty_one(tmp_path: Path) -> None:
    payments = '    paid: [{month: "2026-09", amount: "-3000.00"}]\n'
    assert only(tmp_path, CASE.replace(payments, "")).tables()[3] is None
    assert only(tmp_path, CASE.replace(payments, "    paid: []\n")).tables()[3] == []


def test_the_citizen_number_carries_birth_date_and_sex_and_a_right_check_digit(tmp_path: Path) -> None:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1)
    numbers = [only(tmp_path).id_number(), *(scenario.id_number() for scenario in CASES.scenarios)]
    assert numbers[0][6:14] == "19500302"
    assert int(numbers[0][16]) % 2 == 0
    for number in numbers:
        digits = [10 if character == "X" else int(character) for character in number]
        assert sum(d * w for d, w in zip(digits, weights, strict=True)) % 11 == 1


def test_only_what_is_expected_is_compared() -> None:
    row = {"standing": "stop", "grounds": "death|imprisoned", "overpaid_months": "2026-09", "settlement": "0.00"}
    assert differences(Expected(), row) == []
    wrong = Expected(grounds=("death",), overpaid_months=(), settlement="0.00")
    assert differences(wrong, row) == [
        Difference("grounds", "death", "death|imprisoned"),
        Difference("overpaid_months", "", "2026-09"),
    ]


def test_a_ground_that_should_be_met_or_missed_is_compared_as_a_whole_word(tmp_path: Path) -> None:
    row = {"grounds": "survivor_imprisoned", "overpaid_months": "", "settlement": "-3000.00"}
    meets = only(tmp_path, CASE.replace("{grounds: [imprisoned], ", "{"))
    assert meets.differences(row) == [Difference("meets", "imprisoned", "survivor_imprisoned")]
    misses = only(tmp_path, CASE.replace("{grounds: [imprisoned], ", "{").replace("meets:", "misses:"))
    assert misses.differences(row) == []
    assert misses.differences(row | {"grounds": "imprisoned"}) == [Difference("misses", "imprisoned", "imprisoned")]


# --- refusals --------------------------------------------------------------------------------------------------------

REFUSED: list[tuple[str, str, str, str, str]] = [
    ("month: 2026-11", "month: 2026-13", "scenarios[0].month", "as 2026-11", "月份要写成 YYYY-MM"),
    ('born: "1950-03-02"', 'born: "1950-02-30"', "scenarios[0].born", "a day that exists", "确有这一天"),
    ('born: "1950-03-02"', 'born: "19500302"', "scenarios[0].born", "YYYY-MM-DD", "YYYY-MM-DD"),
    ('"3100.00"', "3100.00", "scenarios[0].amounts[0].amount", "put numbers in quotes", "数字请加引号"),
    ('"3100.00"', '"3100"', "scenarios[0].amounts[0].amount", "with two decimals", "两位小数"),
    ("kind: imprisonment,", "kind: imprisoment,", "scenarios[0].facts[0].kind", "'imprisonment'", "imprisonment"),
    ("sex: female", "sex: femal", "scenarios[0].sex", "did you mean 'female'?", "是不是“female”？"),
    ("certified:", "certifed:", "scenarios[0].certifed", "did you mean 'certified'?", "是不是“certified”？"),
    ("meets: imprisoned", "meets: a\n    misses: b", "scenarios[0].misses", "meets or misses, not both", "只写一个"),
    ("start: 2026-10-31", "start: 2026-10-31, end: 2026-10-30", "scenarios[0].facts[0].end", "correct one", "早于"),
    (
        "start: 2026-10-31",
        "start: 2026-10-31, outcome: cleared",
        "scenarios[0].facts[0].end",
        "need an end",
        "要写 end",
    ),
    ("kind: imprisonment", "kind: deferral", "scenarios[0].facts[0].end", "need an end: add it", "要写 end"),
    ('settlement: "-3000.00"', "settlment: 1", "scenarios[0].expect.settlment", "'settlement'", "settlement"),
    ("overpaid_months: []", "attention: [remnd]", "scenarios[0].expect.attention[0]", "'remind'", "remind"),
    ("rulebook: leshan", "rulebook: yibin", "rulebook", "not the cases of leshan", "不属于规则 leshan"),
    (
        "meets: imprisoned",
        "meets: imprisond",
        "scenarios[0].meets",
        "did you mean 'imprisoned'?",
        "是不是“imprisoned”？",
    ),
    ('clause: "8.2.1.4"', 'clause: "8.2.1.8"', "scenarios[0].clause", "not among `clauses`", "没有这一条款"),
    ('clause: "8.2.1.4"', 'clause: "Art. 8"', "scenarios[0].clause", "write a clause as", "条款要写成"),
    ("sex: female", "sex: female\n    sex: male", "line 10", "given twice", "写了两次"),
]


@pytest.mark.parametrize(
    ("right", "wrong", "path", "en", "zh"), REFUSED, ids=[f"{w} at {p}" for _, w, p, _, _ in REFUSED]
)
def test_a_wrong_case_is_refused_with_its_place_and_remedy(
    tmp_path: Path, right: str, wrong: str, path: str, en: str, zh: str
) -> None:
    assert right in CASE
    with pytest.raises(RulebookRefused) as refused:
        load_scenarios(written(tmp_path, CASE.replace(right, wrong)), BOOK)
    assert (refused.value.file, refused.value.path) == ("cases.yaml", path)
    assert en in refused.value.en
    assert zh in refused.value.zh


def test_a_case_that_compares_nothing_is_refused(tmp_path: Path) -> None:
    data = yaml.safe_load(CASE)
    case = data["scenarios"][0]
    data["scenarios"] = [{key: case[key] for key in ("name", "clause", "month", "benefit")}]
    with pytest.raises(RulebookRefused, match="add meets, misses or expect"):
        load_scenarios(written(tmp_path, yaml.safe_dump(data)))


def test_two_cases_of_one_name_are_refused(tmp_path: Path) -> None:
    data = yaml.safe_load(CASE)
    data["scenarios"] *= 2
    with pytest.raises(RulebookRefused, match="choose another") as refused:
        load_scenarios(written(tmp_path, yaml.safe_dump(data)))
    assert refused.value.path == "scenarios[1].name.zh"
