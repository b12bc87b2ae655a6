"""Invented notices, one of each kind, for the preview, the tests and the benchmark; nobody of the register is here."""

import datetime as dt
from functools import cache
from typing import Any

from casework.notices.kinds import Kind
from casework.notices.writing.content import Contact, Decided, NoticeContent, Words
from casework.ui.samples import explanations
from zige.kinds import BenefitKind, FactKind
from zige.law.months import parse_month

CONTACT = Contact(
    office="市中区社会保险经办机构",
    phone="0833-0000000",
    address="示例路 1 号政务服务中心二楼",
    hours="工作日 9:00—12:00，13:00—17:00",
    reconsideration="市中区人民政府",
    court="市中区人民法院",
)
LETTER = Words(zh="死亡医学证明", en="medical certificate of death")
REGISTER = Words(zh="户口注销或火化记录", en="household cancellation or cremation record")
ASSESSMENT = Words(zh="复查鉴定结论书", en="the written result of the reassessment")
JUDGMENT = Words(zh="生效判决书", en="the judgment in force")
OVERDUE, STOPPED = "B0000002", "B0000004"
"""Benefits of `casework.ui.samples` whose strips are drawn."""

_DECIDED: dict[Kind, dict[str, Any]] = {
    Kind.SUSPEND: {"grounds": ("imprisoned",), "clauses": ("8.2.1.4",), "evidence": (JUDGMENT,)},
    Kind.SUSPEND_OVERDUE: {
        "clauses": ("7", "8.2.1.6"), "due_month": "2025-12", "decided": Decided.RULE, "strip": OVERDUE,
    },
    Kind.STOP: {
        "benefit_kind": BenefitKind.INJURY_DISABILITY, "grounds": ("retired",), "clauses": ("8.1.2.5",),
        "evidence": (Words(zh="退休审批表", en="the approval of retirement"),),
    },
    Kind.STOP_DEATH: {
        "grounds": ("death",), "clauses": ("8.1.1.1",), "evidence": (LETTER, REGISTER), "strip": STOPPED,
    },
    Kind.RESUME: {
        "clauses": ("7",), "months": ("2026-01", "2026-06"), "back_pay": 600_000, "due_month": "2027-06",
        "decided": Decided.RULE,
    },
    Kind.LOWER: {
        "benefit_kind": BenefitKind.INJURY_CARE, "amount_before": 312_000, "amount_after": 249_600,
        "evidence": (ASSESSMENT,), "clauses": ("6",),
    },
    Kind.RECOVER: {
        "months": ("2026-03", "2026-05"), "recover": 300_000, "grounds": ("imprisoned",), "clauses": ("8.2.1.4",),
        "evidence": (JUDGMENT,), "deadline": "2026-08-31",
    },
    Kind.RECOVER_HEIRS: {
        "months": ("2026-05", "2026-06"), "recover": 200_000, "clauses": ("8.1.1.1",), "evidence": (LETTER, REGISTER),
        "deadline": "2026-08-31", "strip": STOPPED,
    },
    Kind.PAY_BACK: {"months": ("2026-01", "2026-06"), "back_pay": 600_000, "clauses": ("7",)},
    Kind.DEFER: {"due_month": "2026-10", "clauses": ("7",), "reason": "6月的洪水冲断了通往村里的路。"},
    Kind.REVOKE: {
        "certified_on": "2026-03-05", "due_month": "2026-09", "clauses": ("20",),
        "evidence": (Words(zh="现场照片比对记录", en="comparison of the pictures taken on site"),),
    },
    Kind.CERTIFIED: {
        "certified_on": "2026-06-20", "sources": (FactKind.LIFE_INPATIENT,), "due_month": "2027-06",
        "clauses": ("3", "7"), "decided": Decided.AUTOMATIC,
    },
    Kind.REMINDER: {"due_month": "2026-08", "days_left": 30, "clauses": ("7",), "decided": Decided.AUTOMATIC},
    Kind.DUE: {"due_month": "2026-07", "clauses": ("7",), "decided": Decided.AUTOMATIC},
    Kind.OBJECTION_UPHELD: {
        "answers_to": "511102-2026-N-000097", "reason": "死亡记录属于同名的另一人，证件号码差一位。",
        "months": ("2026-05", "2026-06"), "back_pay": 200_000,
    },
    Kind.OBJECTION_DISMISSED: {
        "answers_to": "511102-2026-N-000097", "reason": "判决书和收监记录一致，收监期间在规定的暂停情形以内。",
        "clauses": ("8.2.1.4",), "evidence": (JUDGMENT,),
    },
    Kind.PAPERS: {
        "papers": (Words(zh="户口簿复印件", en="a copy of the household register"),), "deadline": "2026-08-14",
        "reason": "两个部门登记的出生日期不一致。",
    },
}  # fmt: skip
"""What is particular to each; months and days as they are written."""


@cache
def sample(kind: Kind) -> NoticeContent:
    """A whole notice of a kind."""
    common: dict[str, Any] = {
        "number": "511102-2026-N-000123", "code": "7Q2M4K8XVT3H9RCP", "issued": dt.date(2026, 7, 20),
        "name": "李秀英", "id_number": "511102********1029", "contact": CONTACT,
        "benefit_kind": BenefitKind.PENSION_ENTERPRISE, "benefit_id": "B0000001",
        "effective_month": parse_month("2026-08"),
    }  # fmt: skip
    return NoticeContent(kind=kind, **common | {name: _typed(name, told) for name, told in _DECIDED[kind].items()})


def _typed(name: str, told: Any) -> Any:
    if name == "due_month":
        return parse_month(told)
    if name == "months":
        return tuple(range(parse_month(told[0]), parse_month(told[1]) + 1))
    if name == "deadline":
        return dt.date.fromisoformat(told)
    if name == "certified_on":
        return (dt.date.fromisoformat(told),)
    if name == "strip":
        return explanations("zh")[told].strip
    return told
