"""What monthly reports are made of. Only acts of `casework.reports` write here."""

from casework.reports.models.delivery import Delivery
from casework.reports.models.line import Line
from casework.reports.models.merging import Merging
from casework.reports.models.reminder import Reminder
from casework.reports.models.report import Report
from casework.reports.models.step import Step

__all__ = ["Delivery", "Line", "Merging", "Reminder", "Report", "Step"]
