"""What the acts of this app are called in the audit."""

from django.utils.translation import gettext_lazy as _

from casework.audit.acts import ACTS
from casework.audit.wording import name_codes
from casework.reports.models import Report
from casework.reports.wording import paper_named, situation_named

OPENED, READ = "report.opened", "report.read"
LINE_ADDED, LINE_CHANGED, LINE_REMOVED = "report.line_added", "report.line_changed", "report.line_removed"
SIGNED, TAKEN_BACK, RETURNED = "report.signed", "report.taken_back", "report.returned"
MERGING_ORDERED = "reports.merging_ordered"
COUNTERSIGNED, ACCEPTED, MERGED = "report.countersigned", "report.accepted", "reports.merged"
REMINDED, DUE_LISTED = "report.reminded", "certification.due_listed"
NAMES = {
    OPENED: _("开始填报月报"),
    READ: _("查看月报"),
    LINE_ADDED: _("月报添加人员"),
    LINE_CHANGED: _("月报修改人员"),
    LINE_REMOVED: _("月报删去人员"),
    SIGNED: _("签名上报月报"),
    TAKEN_BACK: _("撤回月报"),
    RETURNED: _("退回月报"),
    COUNTERSIGNED: _("会签月报"),
    ACCEPTED: _("核实接收月报"),
    MERGING_ORDERED: _("开始汇总月报"),
    MERGED: _("汇总月报"),
    REMINDED: _("催报月报"),
    DUE_LISTED: _("查看本单位待认证人员"),
}


def name_acts() -> None:
    """Let the auditor's page call these by their names."""
    ACTS.update(NAMES)
    name_codes("situation", situation_named)
    name_codes("papers", paper_named)


def subject_of(report: Report) -> str:
    """How an entry names a report."""
    return f"report:{report.pk}"
