"""The town, or the county, sends a report back to the office that made it, with the reason."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.audit import record
from casework.reports.acts.taking import move, step, take
from casework.reports.models import Report
from casework.reports.recorded import RETURNED, subject_of
from casework.reports.states import Act

NO_REASON = _("请写明退回的理由，让填报机构知道要改什么。")


@transaction.atomic
def send_back(by: Account, report: Report, version: int, reason: str) -> None:
    """Returned. Raises ActRefused."""
    if not reason.strip():
        raise ActRefused(NO_REASON)
    held, way = take(by, report, version, Act.RETURN)
    move(held, way.to)
    step(by, held, Act.RETURN, reason.strip()).save()
    record(by, RETURNED, subject_of(held), edition=held.edition)
