"""The outbox: what went out, what waits, what failed; and who wants no messages."""

from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.notices import queries
from casework.notices.acts.silence import set_messages
from casework.notices.forms import MessageFilters
from casework.notices.models import Message, Silence
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.models import Person
from casework.people.queries import person_within
from casework.people.recorded import LISTED, OPENED, subject_of
from casework.ui.listing import listing_of


class Row(NamedTuple):
    """A message as the list shows it."""

    message: Message
    name: str


@require_GET
@shows_people
def outbox(request: StaffRequest) -> HttpResponse:
    """Messages within the jurisdiction, the newest first."""
    filters, found = MessageFilters(request.GET), queries.messages_within(request.jurisdiction)
    for name, value in (filters.cleaned_data if filters.is_valid() else {}).items():
        found = found.filter(**{name: value}) if value else found
    listing = listing_of(request.GET, found, filters)
    audit.record(request, LISTED, list="messages", found=len(listing.page))
    listing.page.object_list = [Row(one, masked_name(one.person.name)) for one in listing.page]
    context = {"listing": listing, "no_gateway": not settings.HOME.settings.messages.gateway}
    return render(request, "notices/messages.html", context)


@require_http_methods(["GET", "POST"])
@shows_people
def wish(request: StaffRequest, number: int) -> HttpResponse:
    """Somebody wants no messages, or wants them again."""
    try:
        person = person_within(request.jurisdiction, number)
    except Person.DoesNotExist:
        raise Http404(_("在您的数据范围内没有此人。")) from None
    if request.method == "GET":
        audit.record(request, OPENED, subject_of(person))
        silent = Silence.objects.filter(person=person).exists()
        context = {"person": person, "name": masked_name(person.name), "silent": silent}
        return render(request, "notices/wish.html", context)
    wanted = request.POST.get("wanted") == "yes"
    set_messages(request, person, wanted)
    messages.success(request, _("已登记：可以发短信。") if wanted else _("已登记：不再发短信，改为电话和上门。"))
    return redirect("people:person", number=number)
