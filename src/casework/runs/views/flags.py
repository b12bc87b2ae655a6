"""Lists of what runs found, and the charts of what they come to."""

from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.recorded import LISTED
from casework.runs.figures import count_of_benefits, figures_of
from casework.runs.forms import BenefitFilters, FlagFilters
from casework.runs.lists import LISTS, asked_by, flags_asked
from casework.runs.models import Determination, Flag
from casework.runs.queries import benefits_asked, newest_run
from casework.runs.wording import benefit_kinds
from casework.ui.listing import listing_of

MINUTE = 60


class Row(NamedTuple):
    """A flag as a list shows it."""

    flag: Flag
    name: str


class BenefitRow(NamedTuple):
    """A benefit as a list shows it."""

    told: Determination
    name: str
    kind: str


@require_GET
@shows_people
def flags(request: StaffRequest, name: str) -> HttpResponse:
    """One of LISTS, masked."""
    title, purpose, codes = LISTS[name]
    form = FlagFilters(codes, request.jurisdiction, request.GET)
    found = flags_asked(request.jurisdiction, codes, form)
    listing = listing_of(request.GET, found, form)
    audit.record(request, LISTED, list=name, found=len(listing.page))
    listing.page.object_list = [Row(flag, masked_name(flag.person.name)) for flag in listing.page]
    context = {"title": title, "purpose": purpose, "listing": listing, "run": newest_run()}
    return render(request, "runs/flags.html", context)


@require_GET
@shows_people
def benefits(request: StaffRequest) -> HttpResponse:
    """How benefits stand, masked: what the figures of the start page open."""
    run, form = newest_run(), BenefitFilters(request.jurisdiction, request.GET)
    asked = asked_by(form)
    count = count_of_benefits(request.jurisdiction, asked)
    none = Determination.objects.none()
    found = none if count == 0 else benefits_asked(request.jurisdiction, asked, run)
    listing = listing_of(request.GET, found, form, count=count)
    audit.record(request, LISTED, list="benefits", found=len(listing.page))
    kinds = dict(benefit_kinds())
    listing.page.object_list = [
        BenefitRow(one, masked_name(one.benefit.person.name), kinds.get(one.benefit.kind, one.benefit.kind))
        for one in listing.page
    ]
    return render(request, "runs/benefits.html", {"listing": listing, "run": run})


@require_GET
@cache_control(private=True, max_age=MINUTE)
@shows_people
def chart(request: StaffRequest, name: str) -> HttpResponse:
    """One of the charts of the start page as a picture; the numbers stand on the page too."""
    from casework.runs.charts import CHARTS  # noqa: PLC0415 - half a second that only a picture is worth

    figures = figures_of(request.jurisdiction)
    if name not in CHARTS or figures is None:
        raise Http404
    return HttpResponse(CHARTS[name](figures), content_type="image/svg+xml")
