"""13 单位责任: an employer organises the certification of its retirees; whom it has to see, and by when.

Who is certified silently by shared data falls off the list with the next run; who is on it has to be reached.
"""

from django.db.models import QuerySet

from casework.accounts.jurisdiction import Jurisdiction
from casework.runs.models import Determination
from zige.kinds import Standing

AHEAD = 2
"""Months beyond the running one that the list looks forward."""


def due_for(jurisdiction: Jurisdiction, until: int) -> QuerySet[Determination]:
    """Benefits of the employers seen that must be certified by the end of a month, those overdue first."""
    found = Determination.objects.filter(
        jurisdiction.of_columns(employer="benefit__employer"), closed=None, due_month__lte=until
    )
    still = found.exclude(standing=Standing.STOP)
    return still.select_related("benefit__person").order_by("due_month", "benefit__employer", "benefit_id")
