"""An office takes back a report that nobody has looked at yet, to correct it; it is signed again as a new edition."""

from django.db import transaction

from casework.accounts.models import Account
from casework.audit import record
from casework.reports.acts.taking import move, step, take
from casework.reports.models import Report
from casework.reports.recorded import TAKEN_BACK, subject_of
from casework.reports.states import Act


@transaction.atomic
def take_back(by: Account, report: Report, version: int) -> None:
    """Open again. Raises ActRefused."""
    held, way = take(by, report, version, Act.TAKE_BACK)
    move(held, way.to)
    step(by, held, Act.TAKE_BACK).save()
    record(by, TAKEN_BACK, subject_of(held), edition=held.edition)
