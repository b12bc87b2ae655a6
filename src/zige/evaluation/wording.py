"""What the measures of an evaluation are called in Chinese and English, on terminals and pages."""

import csv
from importlib.resources import files

from zige.exchange.catalogue import load_catalogue
from zige.law.clauses import article_of, cite_en, cite_zh
from zige.law.rulebook import Rulebook
from zige.simulation.parameters import documented
from zige.words import FACT_KINDS, Wording

HEADLINE: dict[str, Wording] = {
    "silent": Wording("无感认证的人", "certified without noticing"),
    "recall_death": Wording("死亡被发现并停发", "deaths found and stopped"),
    "delay_death": Wording("发现死亡平均迟几个月", "months until a death is found"),
    "overpaid": Wording("每千个发放月多发月数", "overpaid months per 1,000"),
    "withheld_fact": Wording("每千个发放月因事实误停月数", "months withheld by a wrong fact per 1,000"),
    "withheld_overdue": Wording("每千个发放月逾期未证而停月数", "months withheld as overdue per 1,000"),
    "still_wrong": Wording("到期末仍误停的待遇", "benefits still wrongly withheld"),
    "cases": Wording("每千人每年核实件数", "verifications per 1,000 people a year"),
}
SHARES = ("silent", "recall_death")
"""Headline figures that are shares; the others are numbers."""

SCENARIOS: dict[str, Wording] = {
    "officer": Wording("有经办核实", "with an officer"),
    "no_officer": Wording("无人核实", "without an officer"),
    "rulebook": Wording("另一规则", "the other rulebook"),
}
GROUPINGS: dict[str, Wording] = {
    "scheme": Wording("险种", "kind of benefit"),
    "county": Wording("县（市、区）", "county"),
    "age": Wording("年龄", "age"),
    "names": Wording("姓名类别", "kind of name"),
}
AGES: dict[str, Wording] = {
    "0": Wording("60 岁以下", "under 60"),
    "60": Wording("60–69 岁", "60 to 69"),
    "70": Wording("70–79 岁", "70 to 79"),
    "80": Wording("80 岁以上", "80 and over"),
}
NAMES: dict[str, Wording] = {"han": Wording("汉族姓名", "Han names"), "yi": Wording("彝族姓名", "Yi names")}
RESULTS: dict[str, Wording] = {
    "right": Wording("归对", "right"),
    "wrong": Wording("归错", "wrong"),
    "offered": Wording("待人工，含本人", "to decide, right one offered"),
    "offered_wrong": Wording("待人工，不含本人", "to decide, not offered"),
    "missed": Wording("漏失", "missed"),
    "stranger": Wording("非领取人", "not in the register"),
}
COMPUTED: dict[str, Wording] = {
    "birthday": Wording("年满十八周岁", "come of age"),
    "last_month": Wording("期限届满", "term ended"),
    "overdue": Wording("逾期未认证", "overdue"),
}
FLAWS: dict[str, Wording] = {
    "number_missing": Wording("号码缺失", "number missing"),
    "number_wrong": Wording("号码写错一处", "number with one error"),
    "number_old": Wording("15 位号码", "15-digit number"),
    "name_homophone": Wording("同音异字", "homophone in the name"),
    "name_other": Wording("他人姓名", "another person's name"),
    "name_rare": Wording("生僻字丢失", "rare character lost"),
    "name_spelling": Wording("彝族姓名写法不同", "Yi name spelt differently"),
    "full_width": Wording("全角数字", "full-width digits"),
    "duplicate_row": Wording("重复行", "repeated row"),
    "day_wrong": Wording("日期有误", "wrong day"),
    "day_corrected": Wording("日期更正", "day corrected"),
    "false_death": Wording("误报死亡", "death reported of the living"),
    "wrong_person": Wording("报错了人", "report about the wrong person"),
    "fraud_card": Wording("用逝者的卡就医购药", "the dead's card used"),
    "fraud_photo": Wording("用照片冒认", "certified by a photograph"),
    "fraud_relative": Wording("亲属冒认", "certified by a relative"),
    "bad_row": Wording("应退回的行", "row to be set aside"),
}
COUNTIES_EN = {
    "511102": "Shizhong District", "511111": "Shawan District", "511112": "Wutongqiao District",
    "511113": "Jinkouhe District", "511123": "Qianwei County", "511124": "Jingyan County",
    "511126": "Jiajiang County", "511129": "Muchuan County", "511132": "Ebian Yi Autonomous County",
    "511133": "Mabian Yi Autonomous County", "511181": "Emeishan City",
}  # fmt: skip


def scenario_name(name: str) -> Wording:
    """What a scenario is called; `missing D` and `late D` name a dataset."""
    if name in SCENARIOS:
        return SCENARIOS[name]
    what, _, of = name.partition(" ")
    dataset = dataset_name(of)
    if what == "missing":
        return Wording(f"缺{dataset.zh}", f"without {dataset.en}")
    return Wording(f"{dataset.zh}迟到一个月", f"{dataset.en} a month late")


def dataset_name(dataset: str) -> Wording:
    """What a dataset is called by its contract."""
    return load_catalogue()[dataset].title


def parameter_name(parameter: str, value: float) -> Wording:
    """What a parameter of the city is, and the value it has."""
    group, leaf = parameter.split(".")
    told = documented()[group][leaf]
    return Wording(f"{told['zh']} = {value}", f"{told['en']} = {value}")


def group_name(grouping: str, group: str, book: Rulebook) -> Wording:
    """What a group is called."""
    if grouping == "scheme":
        kinds = {kind.value: name for kind, name in book.benefit_kinds.items()}
        return Wording(kinds[group].zh, kinds[group].en)
    if grouping == "county":
        return Wording(counties()[group], COUNTIES_EN.get(group, counties()[group]))
    return {"age": AGES, "names": NAMES}[grouping].get(group, Wording(group, group))


def ground_name(code: str, book: Rulebook) -> Wording:
    """What a ground is called: the facts it reads, and the first clause it stands in."""
    ground = book.ground(code)
    clause = ground.clauses[0].clause
    numbered = article_of(clause) is not None
    cited = Wording(clause, clause) if numbered else Wording(cite_zh(clause), cite_en(clause))
    if ground.computed is not None:
        named = COMPUTED[ground.computed.from_]
        return Wording(f"{named.zh} {cited.zh}", f"{named.en} {cited.en}")
    names = [FACT_KINDS[fact.kind] for fact in ground.facts]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    return Wording(f"{zh} {cited.zh}", f"{en} {cited.en}")


def counties() -> dict[str, str]:
    """The counties of the city by code."""
    text = files("zige.simulation").joinpath("leshan-regions.csv").read_text("utf-8")
    return {row["code"]: row["name"] for row in csv.DictReader(text.splitlines())}
