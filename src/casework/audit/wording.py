"""What stands in an entry, in the reader's words: whom or what it concerns, what for, and each part of its details.

An app calls its own codes by their names beside the code that records them; what nobody has named is shown as it is.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.audit.acts import ACTS
from casework.ui.voice import page_voice

PURPOSE = "purpose"
NOTHING: tuple[object, ...] = (None, "", [], {})
SUBJECTS: dict[str, Promise] = {
    "account": gettext_lazy("账号"),
    "batch": gettext_lazy("批次"),
    "case": gettext_lazy("核查"),
    "certified": gettext_lazy("领取人"),
    "deferral": gettext_lazy("成批延期"),
    "group": gettext_lazy("成批暂停"),
    "job": gettext_lazy("后台任务"),
    "merging": gettext_lazy("月报汇总"),
    "notice": gettext_lazy("通知"),
    "objection": gettext_lazy("异议"),
    "offer": gettext_lazy("名单交付"),
    "office": gettext_lazy("机构"),
    "payments": gettext_lazy("发放清单"),
    "person": gettext_lazy("领取人"),
    "recovery": gettext_lazy("追回"),
    "reminder": gettext_lazy("提醒"),
    "report": gettext_lazy("月报"),
    "work": gettext_lazy("数据交换"),
}
"""What an entry is about, by the word before the colon."""
PARTS: dict[str, Promise] = {
    "accepted": gettext_lazy("接受"),
    "account": gettext_lazy("账号"),
    "act": gettext_lazy("操作"),
    "attachment": gettext_lazy("附件"),
    "batches": gettext_lazy("批次"),
    "benefits": gettext_lazy("待遇"),
    "candidate": gettext_lazy("待归属记录"),
    "cases": gettext_lazy("核查"),
    "changed": gettext_lazy("修改"),
    "closed": gettext_lazy("结案"),
    "consumer": gettext_lazy("接收方"),
    "count": gettext_lazy("数量"),
    "dataset": gettext_lazy("数据集"),
    "days": gettext_lazy("期间"),
    "differences": gettext_lazy("差异"),
    "digest": gettext_lazy("摘要"),
    "edition": gettext_lazy("第几次上报"),
    "factor": gettext_lazy("第二重验证"),
    "fallen": gettext_lazy("不再需要的事项"),
    "filter": gettext_lazy("筛选"),
    "filters": gettext_lazy("筛选"),
    "finding": gettext_lazy("核查结论"),
    "findings": gettext_lazy("核查结论"),
    "first": gettext_lazy("第一份"),
    "form": gettext_lazy("格式"),
    "found": gettext_lazy("查到"),
    "kind": gettext_lazy("种类"),
    "last": gettext_lazy("最后一份"),
    "left": gettext_lazy("没有办的"),
    "line": gettext_lazy("行"),
    "lines": gettext_lazy("行数"),
    "list": gettext_lazy("名单"),
    "matter": gettext_lazy("事项"),
    "matters": gettext_lazy("事项"),
    "mismatches": gettext_lazy("不符"),
    "month": gettext_lazy("年月"),
    "new": gettext_lazy("新增"),
    "notice": gettext_lazy("通知"),
    "number": gettext_lazy("编号"),
    "numbers": gettext_lazy("编号"),
    "offers": gettext_lazy("名单交付"),
    "office": gettext_lazy("机构"),
    "offices": gettext_lazy("机构"),
    "origin": gettext_lazy("来源"),
    "page": gettext_lazy("页"),
    "papers": gettext_lazy("材料"),
    "parts": gettext_lazy("分期"),
    "people": gettext_lazy("人数"),
    "person": gettext_lazy("领取人"),
    "reason": gettext_lazy("理由"),
    "rejected": gettext_lazy("拒绝"),
    "reports": gettext_lazy("月报"),
    "result": gettext_lazy("结果"),
    "results": gettext_lazy("结果"),
    "role": gettext_lazy("角色"),
    "rows": gettext_lazy("行数"),
    "run": gettext_lazy("第几次运行"),
    "rung": gettext_lazy("提醒方式"),
    "set_aside": gettext_lazy("没有报送的"),
    "since": gettext_lazy("自"),
    "situation": gettext_lazy("情形"),
    "size": gettext_lazy("字节"),
    "stands": gettext_lazy("属实"),
    "statuses": gettext_lazy("结果"),
    "subject": gettext_lazy("对象"),
    "task": gettext_lazy("事项"),
    "told": gettext_lazy("已告知"),
    "until": gettext_lazy("至"),
    "versions": gettext_lazy("版本"),
    "way": gettext_lazy("方式"),
    "what": gettext_lazy("决定"),
    "whole": gettext_lazy("完整姓名和号码"),
}
"""What each part of details is called."""
_codes: dict[str, list[Callable[[Any], object]]] = {"act": [ACTS.get]}


def name_codes(part: str, *names: Callable[[Any], object] | Mapping[Any, object]) -> None:
    """Let the codes of a part be called so: by a table, or by what gives a code's name or nothing."""
    _codes.setdefault(part, []).extend(one.get if isinstance(one, Mapping) else one for one in names)


def called(part: str, value: Any) -> str:
    """A value of a part as a reader reads it."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Mapping):
        return details_told(value)
    if isinstance(value, list):
        return page_voice().listed([called(part, one) for one in value])
    if part == "month" and isinstance(value, int):
        return page_voice().month(value)
    names = (name(value) for name in _codes.get(part, []))
    return str(next((name for name in names if name is not None), value))


def details_told(details: Mapping[str, Any]) -> str:
    """Each part that says something, with its name."""
    there = {name: value for name, value in details.items() if value not in NOTHING}
    said = [_("%(name)s：%(value)s") % {"name": PARTS.get(one, one), "value": called(one, there[one])} for one in there]
    return _("；").join(said)


def subject_told(subject: str) -> str:
    """`person:1042` as 领取人 1042; a subject without a word before it stays as it is."""
    kind, colon, number = subject.partition(":")
    return f"{SUBJECTS.get(kind, kind)} {number}" if colon else subject


def purpose_told(purpose: str) -> str:
    """A purpose chosen from a list by its name, one that was written as it is."""
    return called(PURPOSE, purpose)
