"""What the acts of this app are called in the audit."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.audit.acts import ACTS
from casework.audit.wording import name_codes
from casework.cases.models import Case, Finding, Found, Kinship, Origin, Task

AFTER_RUN, OPENED, ALIVE = "cases.after_run", "case.opened", "case.alive"
SENT, RECEIVED, REPORTED, GIVEN_BACK = "case.sent", "case.received", "case.reported", "case.given_back"
ESCALATED, ASSIGNED, UNASSIGNED = "case.escalated", "case.assigned", "case.unassigned"
HANDED_OVER, NOTED = "case.handed_over", "case.noted"
STOPPED, WENT_ON, CLOSED, LATE = "case.clock_stopped", "case.clock_went_on", "case.closed", "cases.escalated"
KIN, SHOWN, ATTACHED, OPENED_FILE = "kin.declared", "case.shown", "case.attached", "case.attachment_shown"
PROPOSED, APPROVED, RETURNED = "finding.proposed", "finding.approved", "finding.returned"
WITHDRAWN, DELIVERED, DETAILS = "finding.withdrawn", "findings.delivered", "case.details_shown"
NAMES: dict[str, Promise] = {
    AFTER_RUN: _("按运行结果立案和消除"),
    OPENED: _("立案"),
    ALIVE: _("受理本人在世申诉"),
    SENT: _("下派核查"),
    RECEIVED: _("签收核查"),
    REPORTED: _("上报核查"),
    GIVEN_BACK: _("退回核查"),
    ESCALATED: _("提级办理"),
    LATE: _("超期自动提级"),
    ASSIGNED: _("分派核查"),
    UNASSIGNED: _("撤销分派核查"),
    HANDED_OVER: _("移交核查"),
    NOTED: _("记录核查情况"),
    STOPPED: _("中止计时"),
    WENT_ON: _("恢复计时"),
    CLOSED: _("人工结案"),
    SHOWN: _("打开核查"),
    ATTACHED: _("添加附件"),
    OPENED_FILE: _("查看附件"),
    KIN: _("申报回避关系"),
    PROPOSED: _("提出核查结论"),
    APPROVED: _("复核通过核查结论"),
    RETURNED: _("退回核查结论"),
    WITHDRAWN: _("撤回核查结论"),
    DELIVERED: _("报送核查结论"),
    DETAILS: _("查看来源记录"),
}


def name_acts() -> None:
    """Let the auditor's page call these by their names."""
    ACTS.update(NAMES)
    name_codes("found", dict(Found.choices))
    name_codes("kind", dict(Kinship.Kind.choices))
    name_codes("origin", dict(Origin.choices))
    name_codes("task", dict(Task.choices))
    name_codes("list", {"cases": _("核查"), "findings": _("待复核的结论")})


def subject_of(case: Case) -> str:
    """How an entry names a case."""
    return f"case:{case.pk}"


def subject_of_finding(finding: Finding) -> str:
    """How an entry names a finding: by its case, else by its person."""
    return f"person:{finding.person_id}" if finding.case is None else subject_of(finding.case)
