"""What the acts of this app are called in the audit."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.audit.acts import ACTS
from casework.cases.models import Case

AFTER_RUN, OPENED, ALIVE = "cases.after_run", "case.opened", "case.alive"
NAMES: dict[str, Promise] = {
    AFTER_RUN: _("按运行结果立案和消除"),
    OPENED: _("立案"),
    ALIVE: _("受理本人在世申诉"),
}


def name_acts() -> None:
    """Let the auditor's page call these by their names."""
    ACTS.update(NAMES)


def subject_of(case: Case) -> str:
    """How an entry names a case."""
    return f"case:{case.pk}"
