"""The auditor's list of entries; looking at it is an entry too."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.audit import record
from casework.audit.acts import READ
from casework.audit.filters import EntryFilters
from casework.audit.queries import entries, lines, looked_after
from casework.ui.listing import listing_of

AUDITOR = "auditor"


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """One page of the entries looked after; refused to whoever is not auditor."""
    if AUDITOR not in getattr(request, "roles", ()):
        raise PermissionDenied
    filters = EntryFilters(request.GET)
    listing = listing_of(request.GET, entries(filters.condition() & looked_after(request.user)), filters)
    listing.page.object_list = lines(listing.page.object_list)
    record(request, READ, count=listing.count, page=listing.page.number, filter=filters.told())
    return render(request, "audit/entries.html", {"listing": listing})
