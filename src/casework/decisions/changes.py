"""What differs between two tellings of the engine, in words, for who must look again."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from casework.ui.voice import page_voice


def what_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """The names of what differs, in the language of the page; empty where nothing does."""
    parts = [name for name in after if isinstance(after[name], Mapping)]
    changed = [_named(key) for key in after if key not in parts and before.get(key) != after[key]]
    for part in parts:
        changed += [_named(key) for key in after[part] if before.get(part, {}).get(key) != after[part][key]]
    return page_voice().listed(list(dict.fromkeys(changed)))


def _named(key: str) -> str:
    names = {
        "month": _("起始年月"),
        "paid": _("现发放状态"),
        "before": _("现发放状态"),
        "standing": _("应有状态"),
        "grounds": _("情形"),
        "clauses": _("条款"),
        "basis": _("决定方式"),
        "due_month": _("应认证年月"),
        "last_certified": _("最近认证日"),
        "back_pay": _("应补发"),
        "overpaid": _("多发"),
        "amount": _("金额"),
        "amount_before": _("此前月待遇金额"),
        "months": _("所涉年月"),
        "until": _("截止年月"),
    }
    return names[key]
