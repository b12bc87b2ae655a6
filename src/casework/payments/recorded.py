"""Acts on payment lists that are recorded, and what they are called."""

from django.utils.translation import gettext_lazy as _

from casework.audit.acts import ACTS
from casework.audit.wording import name_codes
from casework.payments.models import PaymentList

DRAWN, EXPLAINED, APPROVED, RETURNED = "payments.drawn", "payments.explained", "payments.approved", "payments.returned"
TAKEN_BACK, REPORTED_BACK = "payments.taken_back", "monitoring.reported_back"
EXPORTED, ANSWERED, COMPARED = "payments.exported", "payments.answered", "payments.compared"
NAMES = {
    DRAWN: _("编制发放清单"),
    EXPLAINED: _("说明发放差异"),
    APPROVED: _("复核发放清单"),
    RETURNED: _("退回发放清单"),
    TAKEN_BACK: _("撤回发放清单"),
    REPORTED_BACK: _("下载联网监测反馈"),
    EXPORTED: _("导出发放清单"),
    ANSWERED: _("导入核心系统回执"),
    COMPARED: _("与实际发放核对"),
}

LISTS = {
    "lines": _("发放清单的变更"),
    "differences": _("发放清单的差异"),
    "mismatches": _("与实际发放不符"),
    "monitoring": _("联网监测反馈"),
}


def name_acts() -> None:
    """Let the auditor's page call these by their names."""
    ACTS.update(NAMES)
    name_codes("list", LISTS)


def subject_of(drawn: PaymentList) -> str:
    """How an entry names a list."""
    return f"payments:{drawn.number}"
