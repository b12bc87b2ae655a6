"""What the start page shows of reports: the one of last month, until it is signed (Arts. 13, 14)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.page_access import opens
from casework.accounts.roles import OfficeKind
from casework.accounts.start import Waiting
from casework.accounts.views.pages import signed_in
from casework.reports.acts.taking import ROUTES
from casework.reports.calendar import due_on, month_of, today
from casework.reports.models import Report
from casework.reports.states import UNSIGNED
from casework.ui.voice import page_voice


def work(request: StaffRequest) -> Iterator[Waiting]:
    """For an office that reports: nobody to report is a report, too."""
    office = signed_in(request).office
    route = ROUTES.get(OfficeKind(office.kind))
    if route is None or not opens(request, "reports:mine"):
        return
    last = month_of(today()) - 1
    if not Report.objects.filter(office=office, month=last).exclude(state__in=UNSIGNED).exists():
        due = _("%(day)s前上报") % {"day": page_voice().day(due_on(last, route))}
        yield Waiting(_("上月的月报"), 1, reverse("reports:mine"), due)
