"""What the acts of this app are called in the audit."""

from django.utils.translation import gettext_lazy as _

from casework.audit.acts import ACTS
from casework.audit.wording import PURPOSE, name_codes
from casework.exports.models import Export, Purpose
from casework.exports.sheets import title_of

EXPORTED, ASKED, AGREED, REFUSED = "export.taken", "export.asked", "export.agreed", "export.refused"
NAMES = {
    EXPORTED: _("导出名单"),
    ASKED: _("申请导出大名单"),
    AGREED: _("同意导出"),
    REFUSED: _("不同意导出"),
}


def name_acts() -> None:
    """Let the auditor's page call these by their names, and the lists that are exported."""
    ACTS.update(NAMES)
    name_codes(PURPOSE, dict(Purpose.choices))
    name_codes("form", dict(Export.Form.choices))
    name_codes("list", title_of)
