"""Whose reports somebody sees, and of which offices they are expected: conditions of a jurisdiction (DESIGN §6)."""

from django.db.models import Q, QuerySet

from casework.accounts.jurisdiction import Jurisdiction
from casework.accounts.models import Account, Office
from casework.accounts.roles import OfficeKind
from casework.people.scope import is_narrow
from casework.reports.models import Merging, Reminder, Report

REPORTING = (OfficeKind.VILLAGE, OfficeKind.TOWN, OfficeKind.EMPLOYER)


def reports_within(jurisdiction: Jurisdiction) -> QuerySet[Report]:
    """The reports that are seen."""
    return Report.objects.filter(jurisdiction.of_columns(region="region", employer="employer"))


def reminders_within(jurisdiction: Jurisdiction) -> QuerySet[Reminder]:
    """The reminders that are seen."""
    return Reminder.objects.filter(jurisdiction.of_columns(region="region", employer="employer"))


def mergings_within(jurisdiction: Jurisdiction) -> QuerySet[Merging]:
    """The mergings that are seen: a county's own, all of them for the city."""
    return Merging.objects.filter(jurisdiction.of_columns(region="region"))


def offices_within(jurisdiction: Jurisdiction) -> QuerySet[Office]:
    """The offices whose reports are seen; an employer is its county's affair, not that of a town."""
    own = jurisdiction.of_columns(employer="number") & Q(kind=OfficeKind.EMPLOYER)
    kinds = REPORTING[:2] if is_narrow(jurisdiction) else REPORTING
    placed = jurisdiction.of_columns(region="region_id") & Q(kind__in=kinds)
    return Office.objects.filter(own | placed)


def shows_lines(report: Report, account: Account) -> bool:
    """Whether somebody sees what a report says: its office always, others once it is signed."""
    return report.office_id == account.office_id or report.is_signed
