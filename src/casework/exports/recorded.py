"""What the acts of this app are called in the audit."""

from django.utils.translation import gettext_lazy as _

from casework.audit.acts import ACTS

EXPORTED, ASKED, AGREED, REFUSED = "export.taken", "export.asked", "export.agreed", "export.refused"
NAMES = {
    EXPORTED: _("导出名单"),
    ASKED: _("申请导出大名单"),
    AGREED: _("同意导出"),
    REFUSED: _("不同意导出"),
}


def name_acts() -> None:
    """Let the auditor's page call these by their names."""
    ACTS.update(NAMES)
