"""What the start page shows of payment lists: those that wait for a second person; to finance, what they add up to."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework.accounts.database_scope import database_shows_all
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Office
from casework.accounts.roles import OfficeKind, Role
from casework.accounts.start import Part, Waiting
from casework.accounts.views.pages import signed_in
from casework.cases.models import Review
from casework.payments.queries import lists_within, sums_within

MOST = 24
"""Lists that finance is shown, the newest."""


def work(request: StaffRequest) -> Iterator[Waiting]:
    """For a reviewer; where there is one alone it opens at once."""
    if Role.COUNTY_REVIEWER not in request.roles or request.jurisdiction.is_empty:
        return
    waiting = list(lists_within(request.jurisdiction).filter(state=Review.PROPOSED).values_list("pk", flat=True))
    alone = len(waiting) == 1
    href = reverse("payments:list", args=waiting) if alone else reverse("payments:lists")
    yield Waiting(_("待复核的发放清单"), len(waiting), href)


def sums(request: StaffRequest) -> Iterator[Part]:
    """For finance, of the agencies of its place: sums alone, of nobody (DESIGN §6)."""
    if Role.FINANCE not in request.roles:
        return
    prefix = signed_in(request).office.region.prefix
    with database_shows_all():
        rows = sums_within(prefix, MOST)
    agencies = Office.objects.filter(kind=OfficeKind.AGENCY, number__in={row.drawn.office for row in rows})
    names = dict(agencies.values_list("number", "name"))
    told = [(row, names.get(row.drawn.office, row.drawn.office)) for row in rows]
    yield Part("payments/start_sums.html", {"rows": told})
