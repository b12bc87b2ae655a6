"""What the words of the closed lists are called in Chinese and English, on terminals and pages and in manuals."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from zige.kinds import Effect, FactKind, Outcome, Relation, Standing, Status


class Wording(NamedTuple):
    """The same said in Chinese and in English."""

    zh: str
    en: str


FACT_KINDS: dict[FactKind, Wording] = {
    FactKind.DEATH: Wording("死亡", "death"),
    FactKind.DECLARED_DEAD: Wording("被宣告死亡", "declared dead by a court"),
    FactKind.DECLARED_MISSING: Wording("被宣告失踪", "declared missing by a court"),
    FactKind.MISSING: Wording("下落不明", "missing"),
    FactKind.WANTED: Wording("被通缉", "wanted"),
    FactKind.DETENTION: Wording("在押未判", "held before judgment"),
    FactKind.IMPRISONMENT: Wording("收监服刑", "serving a prison sentence"),
    FactKind.NONCUSTODIAL_SENTENCE: Wording("缓刑、管制、监外执行", "sentence served outside prison"),
    FactKind.PAROLE_REVOKED: Wording("撤销假释", "parole revoked"),
    FactKind.EMIGRATION: Wording("移居境外", "moved abroad for good"),
    FactKind.EMPLOYMENT: Wording("就业", "took a job"),
    FactKind.ENLISTMENT: Wording("入伍", "joined the army"),
    FactKind.ADOPTION: Wording("被收养", "adopted"),
    FactKind.MARRIAGE: Wording("结婚", "married"),
    FactKind.RETIREMENT: Wording("办理退休", "retired"),
    FactKind.PENSION_RECEIVED: Wording("开始领养老金", "draws a pension"),
    FactKind.DUPLICATE_PENSION: Wording("重复领取养老金", "draws a pension twice"),
    FactKind.OFFER_REFUSED: Wording("拒绝介绍的工作或培训", "turned down offered work or training"),
    FactKind.ASSESSMENT_REFUSED: Wording("拒绝劳动能力鉴定", "refused the assessment of work capacity"),
    FactKind.TREATMENT_REFUSED: Wording("拒绝治疗", "refused treatment"),
    FactKind.DISABILITY_GRADE_LOST: Wording("伤残等级不再符合", "disability grade no longer entitles"),
    FactKind.CARE_GRADE_LOST: Wording("护理等级不再符合", "care grade no longer entitles"),
    FactKind.CAPACITY_REGAINED: Wording("恢复劳动能力", "able to work again"),
    FactKind.UNCONFIRMABLE: Wording("核查后无法确认", "checked and not confirmed"),
    FactKind.OTHER_STOP: Wording("其他停发事由", "another reason to stop"),
    FactKind.OTHER_SUSPEND: Wording("其他暂停事由", "another reason to suspend"),
    FactKind.OPENING_STOP: Wording("上线时已停发", "stopped at go-live"),
    FactKind.OPENING_SUSPEND: Wording("上线时已暂停", "suspended at go-live"),
    FactKind.DEFERRAL: Wording("正当理由延期", "deferral for good reason"),
    FactKind.CERTIFICATION: Wording("资格认证", "certification"),
    FactKind.LIFE_INPATIENT: Wording("住院后出院", "discharged alive from hospital"),
    FactKind.LIFE_BORDER: Wording("出入境", "crossed the border"),
    FactKind.LIFE_FACE_LOGIN: Wording("刷脸登录", "signed in by face"),
    FactKind.LIFE_MARRIAGE: Wording("本人到场婚姻登记", "at the marriage registry in person"),
    FactKind.LIFE_CORRECTION: Wording("社区矫正报到", "reported to community correction"),
    FactKind.LIFE_OUTPATIENT: Wording("门诊就医", "seen as an outpatient"),
    FactKind.LIFE_HEALTH_EXAM: Wording("健康体检", "had a health examination"),
    FactKind.LIFE_VACCINATION: Wording("接种疫苗", "was vaccinated"),
    FactKind.LIFE_RAIL_AIR: Wording("乘火车或飞机", "travelled by rail or air"),
    FactKind.LIFE_BANK_COUNTER: Wording("银行柜台办理", "at a bank counter"),
    FactKind.LIFE_ID_CARD: Wording("办理身份证", "applied for an identity card"),
    FactKind.LIFE_PHARMACY: Wording("药店购药", "bought at a pharmacy"),
    FactKind.LIFE_BUS: Wording("乘公交", "rode a bus"),
    FactKind.LIFE_TAX: Wording("缴税", "paid tax"),
}

STATUSES: dict[Status, Wording] = {
    Status.PENDING: Wording("待核实", "not yet verified"),
    Status.CONFIRMED: Wording("已核实", "verified and true"),
    Status.REFUTED: Wording("已否定", "verified and untrue: it never happened"),
}

OUTCOMES: dict[Outcome, Wording] = {
    Outcome.CLEARED: Wording("已澄清", "cleared: acquitted, reappeared, revoked or settled"),
    Outcome.CONVICTED: Wording("已定罪", "convicted"),
}

STANDINGS: dict[Standing, Wording] = {
    Standing.CONTINUE: Wording("续发", "continue"),
    Standing.SUSPEND: Wording("暂停", "suspend"),
    Standing.STOP: Wording("停止", "stop"),
}

EFFECTS: dict[Effect, Wording] = {
    Effect.SUSPEND: Wording("暂停", "suspend"),
    Effect.STOP: Wording("停止", "stop"),
}

RELATIONS: dict[Relation, Wording] = {
    Relation.SPOUSE: Wording("配偶", "spouse"),
    Relation.CHILD: Wording("子女", "child"),
    Relation.GRANDCHILD: Wording("孙子女、外孙子女", "grandchild"),
    Relation.SIBLING: Wording("兄弟姐妹", "sibling"),
    Relation.PARENT: Wording("父母", "parent"),
    Relation.GRANDPARENT: Wording("祖父母、外祖父母", "grandparent"),
}

LISTS: dict[type[StrEnum], Mapping[Any, Wording]] = {
    FactKind: FACT_KINDS,
    Status: STATUSES,
    Outcome: OUTCOMES,
    Standing: STANDINGS,
    Effect: EFFECTS,
    Relation: RELATIONS,
}
"""Every list above by the enumeration whose words it names."""


def listed(words: list[Wording]) -> Wording:
    """Several in a row: 一、二 and one, two."""
    return Wording("、".join(word.zh for word in words), ", ".join(word.en for word in words))
