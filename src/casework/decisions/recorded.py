"""What the acts of this app are called in the audit."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.audit.acts import ACTS
from casework.audit.wording import name_codes
from casework.decisions.kinds import Act
from casework.decisions.models import Instalment, Objection

NAMES: dict[str, Promise] = {
    "decision.previewed": _("预览决定的后果"),
    "decision.opened": _("打开决定"),
    "decision.listed": _("查看决定列表"),
    "decision.proposed": _("提出决定"),
    "decision.approved": _("复核通过决定"),
    "decision.returned": _("退回决定"),
    "decision.withdrawn": _("撤回决定"),
    "group.opened": _("打开成批暂停"),
    "deferral.opened": _("打开成批延期"),
    "recovery.listed": _("查看追回列表"),
    "recovery.opened": _("打开追回"),
    "objection.listed": _("查看异议列表"),
    "objection.opened": _("打开异议"),
    "group.drawn": _("抽取成批暂停"),
    "group.checked": _("记录一件抽查"),
    "group.proposed": _("提出成批暂停"),
    "group.approved": _("复核通过成批暂停"),
    "group.returned": _("退回成批暂停"),
    "group.dropped": _("放弃成批暂停"),
    "recovery.planned": _("制定追回计划"),
    "recovery.repaid": _("登记退款"),
    "recovery.closed": _("追回结清"),
    "write_off.proposed": _("提出核销"),
    "write_off.approved": _("复核通过核销"),
    "write_off.returned": _("退回核销"),
    "write_off.withdrawn": _("撤回核销"),
    "objection.taken": _("受理异议"),
    "objection.held_off": _("暂缓执行决定"),
    "objection.answered": _("答复异议"),
    "deferral.proposed": _("提出成批延期"),
    "deferral.approved": _("复核通过成批延期"),
    "deferral.returned": _("退回成批延期"),
    "deferral.withdrawn": _("撤回成批延期"),
}


def name_acts() -> None:
    """Let the auditor's page call these, and what stands in their entries, by their names."""
    ACTS.update(NAMES)
    name_codes("what", dict(Act.choices))
    name_codes("kind", dict(Objection.Kind.choices))
    name_codes("way", dict(Instalment.Way.choices))
    name_codes("list", {"review": _("待复核的决定"), "all": _("全部决定")})
