"""What the pages of reports read."""

from django.db.models import Prefetch

from casework.accounts.jurisdiction import Jurisdiction
from casework.accounts.models import Account, Office
from casework.reports.calendar import LATE_MONTHS, today
from casework.reports.models import Line, Merging, Reminder, Report, Step
from casework.reports.scope import mergings_within, reminders_within, reports_within
from zige.law.months import month_of

MOST = 24
"""Mergings that a page shows, the latest."""


def report_within(jurisdiction: Jurisdiction, number: int) -> Report:
    """A report with its office, lines and steps. Raises Report.DoesNotExist for one that is not seen."""
    steps = Prefetch("steps", Step.objects.select_related("account", "office"))
    found = reports_within(jurisdiction).select_related("office", "delivery")
    return found.prefetch_related("lines", steps).get(pk=number)


def line_within(jurisdiction: Jurisdiction, report: int, number: int) -> Line:
    """A line of a report that is seen, with the report. Raises Line.DoesNotExist."""
    found = Line.objects.filter(report__in=reports_within(jurisdiction)).select_related("report__office", "person")
    return found.get(pk=number, report=report)


def own_reports(account: Account) -> dict[int, Report]:
    """The reports of the account's office by month, back to the first that may still be made up for."""
    since = month_of(today()) - LATE_MONTHS
    found = Report.objects.filter(office=account.office_id, month__gte=since).select_related("delivery")
    return {report.month: report for report in found.order_by("-month")}


def reminders_of(office: Office) -> dict[int, Reminder]:
    """The latest reminder of each month, with who reminded."""
    found = Reminder.objects.filter(office=office, month__gte=month_of(today()) - LATE_MONTHS)
    return {one.month: one for one in found.select_related("by").order_by("pk")}


def mergings_of(jurisdiction: Jurisdiction) -> list[Merging]:
    """The latest mergings with their deliveries and who ordered them."""
    found = mergings_within(jurisdiction).select_related("account").prefetch_related("deliveries")
    return list(found[:MOST])


def reminded(jurisdiction: Jurisdiction, offices: list[Office], month: int) -> dict[int, Reminder]:
    """The latest reminder of each of these offices."""
    found = reminders_within(jurisdiction).filter(office__in=offices, month=month).order_by("pk")
    return {one.office_id: one for one in found}
