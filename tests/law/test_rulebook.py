"""The rulebook says what LAW.md says, and a wrong one is refused with its place and its remedy."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from zige.errors import RulebookRefused
from zige.kinds import BenefitKind, FactKind
from zige.law.lawbook import Lawbook, load_lawbook
from zige.law.months import OPEN, parse_month
from zige.law.reading import LESHAN, load_rulebook

Data = dict[str, Any]
Path_ = tuple[str | int, ...]
REMOVED = object()


@pytest.fixture(scope="module")
def packaged() -> Data:
    """The packaged file as plain data, to be copied and spoilt."""
    data: Data = yaml.safe_load(LESHAN.read_text("utf-8"))
    return data


def at(code: str) -> int:
    """The place of a ground in the packaged rulebook."""
    return [ground.code for ground in load_rulebook(LESHAN).grounds].index(code)


def changed(data: Data, path: Path_, value: object) -> Data:
    """A copy with another value at a place, or without it."""
    result = copy.deepcopy(data)
    *parents, last = path
    place: Any = result
    for step in parents:
        place = place[step]
    if value is REMOVED:
        del place[last]
    else:
        place[last] = value
    return result


def written(tmp_path: Path, data: Data, name: str = "rules.yaml") -> Path:
    """The data as a file; JSON is YAML too, and quicker to write."""
    file = tmp_path / name
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return file


def refusal(file: Path) -> RulebookRefused:
    with pytest.raises(RulebookRefused) as refused:
        load_rulebook(file)
    assert refused.value.file == file.name
    return refused.value


# --- what the packaged rulebook says ---------------------------------------------------------------------------------


def test_the_packaged_rulebook_has_the_grounds_of_the_law_in_its_order() -> None:
    stops = """death term_ended assessment_refused treatment_refused disability_grade_lost retired care_grade_lost
        survivor_of_age capacity_regained survivor_employed survivor_enlisted survivor_adopted survivor_remarried
        survivor_imprisoned reemployed enlisted emigrated pension_received imprisoned_unemployed offer_refused
        other_stop opening_stop"""
    suspends = """duplicate_pension missing wanted detained imprisoned parole_revoked criminal_penalty declared_missing
        declared_dead unconfirmable other_suspend unconfirmed opening_suspend"""
    grounds = load_rulebook(LESHAN).grounds
    assert [g.code for g in grounds if g.effect == "stop"] == stops.split()
    assert [g.code for g in grounds if g.effect == "suspend"] == suspends.split()


def test_every_for_good_ground_but_death_counts_only_facts_since_the_first_month() -> None:
    for ground in load_rulebook(LESHAN).grounds:
        looks_back = ground.to == "for_good" and bool(ground.facts) and ground.code != "death"
        assert ground.only_since_first_month == looks_back, ground.code


def test_a_ground_knows_its_kinds_its_clause_for_each_and_its_delay() -> None:
    book = load_rulebook(LESHAN)
    imprisoned = book.ground("imprisoned")
    assert imprisoned.kinds == ("pension.enterprise", "pension.land", "pension.resident")
    assert imprisoned.clause_of(BenefitKind.PENSION_RESIDENT) == "8.2.3.2"
    assert imprisoned.clause_of(BenefitKind.PENSION_CIVIL) is None
    assert (imprisoned.delay, book.ground("opening_stop").delay) == (1, 0)
    assert [(f.kind, f.wait_months) for f in book.ground("missing").facts] == [("missing", 6), ("declared_missing", 0)]
    with pytest.raises(KeyError):
        book.ground("nothing")


def test_a_kind_of_life_sign_that_no_grade_names_does_not_exist() -> None:
    grades = load_rulebook(LESHAN).life_signs.grades
    assert {*grades.A, *grades.B, *grades.C} == {kind for kind in FactKind if kind.startswith("life.")}


def test_every_number_of_policy_says_its_basis() -> None:
    book = load_rulebook(LESHAN)
    assert book.deadlines["certification_reminders"].values == (60, 30, 7)
    assert book.deadlines["helper_answer"].value == 15
    assert book.deadlines["helper_answer"].policy
    assert "社会保险经办条例" in book.deadlines["event_declared"].basis.zh


def test_the_reward_rule_is_the_one_in_force() -> None:
    book = load_rulebook(LESHAN)
    older, newer = (book.reward_in(parse_month(month)) for month in ("2023-01", "2023-02"))
    assert older is not None
    assert newer is not None
    assert "31号" in older.title.zh
    assert (str(newer.rate.value), str(newer.maximum.value)) == ("0.05", "100000.00")
    assert book.reward_in(parse_month("2028-02")) is None


def test_a_cycle_may_start_the_month_after_the_first_payment(packaged: Data, tmp_path: Path) -> None:
    later = written(tmp_path, changed(packaged, ("cycle", "starts"), "month_after_first_payment"))
    assert (load_rulebook(LESHAN).cycle.start_delay, load_rulebook(later).cycle.start_delay) == (0, 1)


def test_a_rulebook_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        load_rulebook(LESHAN).cycle.months = 6


# --- values of the wrong shape ---------------------------------------------------------------------------------------

SHAPES: list[tuple[Path_, object, str, str, str]] = [
    (("grounds", 13, "effect"), REMOVED, "grounds[13].effect", "is missing: add it", "缺少这一项，请补上"),
    (("grounds", 13, "efect"), "stop", "grounds[13].efect", "did you mean 'effect'?", "是不是“effect”？"),
    (("cycle", "month"), 12, "cycle.month", "did you mean 'months'?", "是不是“months”？"),
    (("zzz",), 1, "zzz", "use one of code, title, in_force", "可用：code、title"),
    (("clauses", "8.2.1.4", "zhh"), "x", 'clauses["8.2.1.4"].zhh', "did you mean 'zh'?", "是不是“zh”？"),
    (("rewards", 0, "rate", "polcy"), True, "rewards[0].rate.polcy", "did you mean 'policy'?", "是不是“policy”？"),
    (("grounds", 0, "facts", 0, "kind"), "deth", "grounds[0].facts[0].kind", "mean 'death'?", "是不是“death”？"),
    (("grounds", 0, "effect"), "?", "grounds[0].effect", "use one of suspend, stop", "可用：suspend、stop"),
    (("grounds", 0, "from"), "nxt", "grounds[0].from", "did you mean 'next'?", "是不是“next”？"),
    (
        ("benefit_kinds", "pension.lnd"),
        {"zh": "一", "en": "x"},
        'benefit_kinds["pension.lnd"]',
        "'pension.land'",
        "land",
    ),
    (("cycle", "months"), "12", "cycle.months", "a whole number, without quotes", "要写整数，不加引号"),
    (("cycle", "months"), 12.5, "cycle.months", "a whole number, without quotes", "要写整数，不加引号"),
    (("cycle", "months"), 0, "cycle.months", "must be at least 1", "不能小于 1"),
    (("deadlines", "helper_answer", "policy"), "true", "deadlines.helper_answer.policy", "true or false", "不加引号"),
    (("title", "zh"), 5, "title.zh", "put numbers in quotes", "数字请加引号"),
    (("title", "en"), " ", "title.en", "is empty: fill it in", "不能空着"),
    (("life_signs", "certifications"), "certification", "life_signs.certifications", "write a list", "要写成列表"),
    (("cycle",), [], "cycle", "`name: value`", "“名称: 值”"),
    (("deadlines",), [], "deadlines", "`name: value`", "“名称: 值”"),
    (("grounds", 0, "clauses", 0, "kinds"), [], "grounds[0].clauses[0].kinds", "give at least one", "至少写一项"),
    (("grounds", 0, "code"), "Death-1", "grounds[0].code", "use lower-case letters", "只能用小写字母"),
    (("in_force", "from"), "2022-13", "in_force.from", "write the month as YYYY-MM", "月份要写成 YYYY-MM"),
    (("in_force", "from"), 2022, "in_force.from", "write the month as YYYY-MM", "月份要写成 YYYY-MM"),
    (("in_force", "until"), "2021-12", "in_force.until", "ends before it begins", "结束月份早于开始月份"),
    (("rewards", 0, "rate", "value"), 0.05, "rewards[0].rate.value", 'in quotes, as "0.05"', "数值要加引号写"),
    (("cycle", "clause"), "Art. 7", "cycle.clause", 'write a clause as "7"', "条款要写成"),
    (("title", "zh"), "rules", "title.zh", "write Chinese here", "这里要写中文"),
    (("title", "en"), "规则", "title.en", "write English here", "这里要写英文"),
]


@pytest.mark.parametrize(("place", "value", "path", "en", "zh"), SHAPES, ids=lambda v: v if isinstance(v, str) else "")
def test_a_value_of_the_wrong_shape_is_refused(
    packaged: Data, tmp_path: Path, place: Path_, value: object, path: str, en: str, zh: str
) -> None:
    refused = refusal(written(tmp_path, changed(packaged, place, value)))
    assert refused.path == path
    assert en in refused.en
    assert zh in refused.zh


def test_the_value_stands_in_the_message_and_further_errors_are_counted(packaged: Data, tmp_path: Path) -> None:
    spoilt = changed(changed(packaged, ("cycle", "months"), "12"), ("title", "zh"), 5)
    refused = refusal(written(tmp_path, spoilt))
    assert (refused.path, refused.value) == ("title.zh", "5")
    assert refused.en.endswith("(and 1 more)")
    assert refused.zh.endswith("（另有 1 处）")


# --- parts that do not fit together ----------------------------------------------------------------------------------


def a_fact_twice(data: Data) -> None:
    data["grounds"][0]["facts"].append({"kind": "death"})


def sixty_four_grounds(data: Data) -> None:
    last = data["grounds"][-1]
    data["grounds"] += [last | {"code": f"more_{n}"} for n in range(64 - len(data["grounds"]))]


def a_stop_after_a_suspend(data: Data) -> None:
    data["grounds"].append(data["grounds"].pop(0))


def a_second_overdue_ground(data: Data) -> None:
    data["grounds"].append(data["grounds"][at("unconfirmed")] | {"code": "unconfirmed_too"})


def overlapping_rewards(data: Data) -> None:
    data["rewards"][1]["in_force"]["from"] = "2022-12"


def put(*path: str | int, value: object) -> Callable[[Data], None]:
    """Spoil one place."""

    def spoil(data: Data) -> None:
        data.update(changed(data, path, value))

    return spoil


MISFITS: list[tuple[Callable[[Data], None], str, str, str]] = [
    (put("benefit_kinds", "pension.land", value=REMOVED), "benefit_kinds", "pension.land is missing", "缺少险种"),
    (put("clauses", "19", value=REMOVED), "clauses", "clause 19 is missing: add it", "缺少条款 19"),
    (put("clauses", "8.2.3.7", value=REMOVED), "clauses", "clause 8.2.3.7 is missing", "缺少条款 8.2.3.7"),
    (put("clauses", "31", value={"zh": "一", "en": "x"}), 'clauses["31"]', "no such clause: remove", "没有这一条款"),
    (
        put("grounds", 0, "clauses", 0, "clause", value="8.1.1.2"),
        "grounds[0].clauses[0].clause",
        "not among `clauses`: correct",
        "没有这一条款",
    ),
    (put("cycle", "clause", value="31"), "cycle.clause", "not among `clauses`", "没有这一条款"),
    (
        put("deadlines", "helper_answer", "clause", value="44"),
        "deadlines.helper_answer.clause",
        "not among",
        "没有这一条款",
    ),
    (
        put("grounds", at("parole_revoked"), value=REMOVED),
        "grounds",
        "no ground cites 8.2.3.3: add one",
        "没有情形引用",
    ),
    (
        put("grounds", 0, "clauses", 2, "kinds", value=["injury.survivor", "unemployment"]),
        "grounds[0].clauses[3].kinds[0]",
        "one clause only",
        "只能对应一个条款",
    ),
    (
        put("grounds", 0, "computed", value={"from": "last_month"}),
        "grounds[0].facts",
        "only one of them",
        "写一个且只写一个",
    ),
    (put("grounds", 0, "facts", value=REMOVED), "grounds[0].facts", "either facts or computed", "写一个且只写一个"),
    (
        put("grounds", at("imprisoned"), "only_since_first_month", value=True),
        f"grounds[{at('imprisoned')}].only_since_first_month",
        "to: for_good",
        "只用于 to: for_good",
    ),
    (a_fact_twice, "grounds[0].facts[1].kind", "twice: remove one", "写了两次"),
    (
        put("grounds", 0, "facts", 0, "kind", value="life.bus"),
        "grounds[0].facts[0].kind",
        "use an adverse kind",
        "不能作为",
    ),
    (put("grounds", 0, "facts", 0, "kind", value="deferral"), "grounds[0].facts[0].kind", "use an adverse", "不能作为"),
    (put("grounds", 1, "computed", "age", value=60), "grounds[1].computed.age", "from: birthday", "要一起写"),
    (
        put("grounds", 0, "relations", value=["child"]),
        "grounds[0].relations",
        "injury.survivor alone",
        "只用于供养亲属",
    ),
    (put("grounds", 1, "code", value="death"), "grounds[1].code", "choose another", "代码重复"),
    (sixty_four_grounds, "grounds", "at most 63 grounds: merge some", "最多 63 个"),
    (a_stop_after_a_suspend, "grounds[34].effect", "move this ground up", "排在暂停情形之前"),
    (
        put("grounds", 0, "in_force", value={"from": "2021-12", "until": None}),
        "grounds[0].in_force",
        "shorten it",
        "超出规则的施行月份",
    ),
    (
        put("cycle", "ground", value="unconfirmd"),
        "cycle.ground",
        "did you mean 'unconfirmed'?",
        "是不是“unconfirmed”？",
    ),
    (put("cycle", "ground", value="death"), "cycle.ground", "computed: {from: overdue}", "computed: {from: overdue}"),
    (a_second_overdue_ground, "cycle.ground", "this ground, and no other", "且只有它"),
    (put("cycle", "kinds", value=["pension.land"]), "cycle.kinds", "same kinds as those of the overdue", "险种一致"),
    (
        put("life_signs", "grades", "C", 0, value="life.border"),
        "life_signs.grades.C[0]",
        "one list only",
        "只能列在一处",
    ),
    (
        put("settlement", "provisional_grounds", 0, value="unconfirmd"),
        "settlement.provisional_grounds[0]",
        "did you mean 'unconfirmed'?",
        "是不是",
    ),
    (
        put("settlement", "provisional_facts", 0, value="life.bus"),
        "settlement.provisional_facts[0]",
        "no ground reads this kind: remove it",
        "没有情形使用",
    ),
    (overlapping_rewards, "rewards[1].in_force", "set their months apart", "月份重叠"),
]


@pytest.mark.parametrize(("spoil", "path", "en", "zh"), MISFITS, ids=lambda v: v if isinstance(v, str) else "")
def test_parts_that_do_not_fit_together_are_refused(
    packaged: Data, tmp_path: Path, spoil: Callable[[Data], None], path: str, en: str, zh: str
) -> None:
    data = copy.deepcopy(packaged)
    spoil(data)
    refused = refusal(written(tmp_path, data))
    assert refused.path == path
    assert en in refused.en
    assert zh in refused.zh


# --- files that cannot be read ---------------------------------------------------------------------------------------

FILES: list[tuple[bytes, str, str, str]] = [
    (b"code: leshan\neffect: stop\neffect: suspend\n", "line 3", "given twice", "写了两次"),
    (b"clauses:\n  7: {zh: x, en: x}\n", "line 2", "put it in quotes", "请加引号"),
    (b"code: leshan\n? [a, b]\n: x\n", "line 2", "names are text", "名称要是文字"),
    (b"code: [leshan\ntitle: x\n", "line 2", "check indentation, quotes and brackets", "检查这一行或上一行"),
    (b"code: leshan\ntitle: \xc0\xd6\xc9\xbd\n", "line 2", "save the file as UTF-8", "另存为 UTF-8"),
    (b"code: leshan\ntitle: a\x07b\n", "line 2", "invisible control character: remove it", "控制字符"),
    (b"code: &a [*a]\n", "line 1", "points to itself: write it out", "指向自己"),
    (b"", "file", "`name: value`", "“名称: 值”"),
]


@pytest.mark.parametrize(("content", "path", "en", "zh"), FILES, ids=lambda v: v if isinstance(v, str) else "")
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes, path: str, en: str, zh: str) -> None:
    file = tmp_path / "rules.yaml"
    file.write_bytes(content)
    refused = refusal(file)
    assert refused.path == path
    assert en in refused.en
    assert zh in refused.zh


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    refused = refusal(tmp_path / "nowhere.yaml")
    assert "cannot be opened: check the name" in refused.en


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + LESHAN.read_bytes())
    assert load_rulebook(file) == load_rulebook(LESHAN)


# --- several rulebooks of one city -----------------------------------------------------------------------------------


def dated(packaged: Data, tmp_path: Path, first: str, last: str | None, code: str = "leshan") -> Path:
    """The packaged rulebook under other dates."""
    data = changed(packaged, ("in_force",), {"from": first, "until": last})
    data["code"] = code
    data["rewards"] = []
    return written(tmp_path, data, f"{code}-{first}.yaml")


def test_the_packaged_rulebook_judges_every_month() -> None:
    book = load_lawbook()
    assert [(first, last) for _, first, last in book.spans()] == [(0, OPEN)]
    assert book.at(parse_month("1999-01")) == book.at(parse_month("2099-12")) == load_rulebook(LESHAN)


def test_each_month_is_judged_by_the_rulebook_in_force_in_it(packaged: Data, tmp_path: Path) -> None:
    old, new = dated(packaged, tmp_path, "2022-01", "2025-12"), dated(packaged, tmp_path, "2026-01", None)
    book = load_lawbook([new, old])
    turn = parse_month("2026-01")
    assert [rulebook.in_force.first for rulebook in book.rulebooks] == [parse_month("2022-01"), turn]
    assert [(first, last) for _, first, last in book.spans()] == [(0, turn - 1), (turn, OPEN)]
    assert [len(book.until(month)) for month in (0, turn - 1, turn, OPEN)] == [1, 1, 2, 2]
    early, late = book.rulebooks
    assert [book.at(month) is late for month in (0, turn - 1, turn, turn + 600)] == [False, False, True, True]
    assert book.at(0) is early


def test_the_newest_rulebook_judges_on_even_after_its_last_month(packaged: Data, tmp_path: Path) -> None:
    book = load_lawbook(dated(packaged, tmp_path, "2022-01", "2024-12"))
    assert book.at(parse_month("2026-11")) is book.rulebooks[0]


def test_a_rulebook_may_be_a_path_several_or_already_read() -> None:
    read = load_rulebook(LESHAN)
    ways: list[Lawbook] = [load_lawbook(LESHAN), load_lawbook(str(LESHAN)), load_lawbook([LESHAN]), load_lawbook(read)]
    assert all(book.rulebooks == (read,) for book in ways)
    assert load_lawbook(ways[0]) is ways[0]


@pytest.mark.parametrize(
    ("old_until", "new_from", "code", "path", "en", "zh"),
    [
        ("2025-12", "2025-12", "leshan", "in_force.from", "end that one in the month before 2025-12", "月份重叠"),
        (None, "2026-01", "leshan", "in_force.from", "overlaps the rulebook before it (until: null)", "until: null"),
        ("2025-12", "2026-02", "leshan", "in_force.from", "let one follow the other", "请让两者衔接"),
        (
            "2025-12",
            "2026-01",
            "yibin",
            "code",
            "not of one city with leshan: give them separately",
            "不是同一地的规则",
        ),
    ],
)
def test_rulebooks_that_do_not_follow_each_other_are_refused(
    packaged: Data, tmp_path: Path, old_until: str | None, new_from: str, code: str, path: str, en: str, zh: str
) -> None:
    old, new = dated(packaged, tmp_path, "2022-01", old_until), dated(packaged, tmp_path, new_from, None, code)
    with pytest.raises(RulebookRefused) as refused:
        load_lawbook([old, new])
    assert (refused.value.file, refused.value.path) == (new.name, path)
    assert en in refused.value.en
    assert zh in refused.value.zh
