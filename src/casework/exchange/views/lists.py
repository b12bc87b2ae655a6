"""名单交付: what consumers are offered, what they have not acknowledged, what is fetched to be handed on (Art. 12)."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.views.pages import signed_in
from casework.exchange import parts
from casework.exchange.acts.lists import ask_offer, record_acknowledged
from casework.exchange.forms import AcknowledgeForm, Once
from casework.exchange.models import State, Work, WorkKind
from casework.exchange.queries import consumers, offers_shown
from casework.exchange.recorded import FETCHED, work_subject
from casework.exchange.views.pages import attached
from casework.ui.listing import listing_of
from casework.ui.voice import page_voice
from zige.errors import ZigeError
from zige.exchange.manifest import Entry

ALL = "all"
MADE = 12
"""Archives that can be fetched, the latest."""


@require_GET
def show_all(request: StaffRequest) -> HttpResponse:
    """What is not acknowledged, or all that was ever offered."""
    return _page(request, AcknowledgeForm())


@require_POST
def offer(request: StaffRequest) -> HttpResponse:
    """Make what is new for a consumer and what they have not acknowledged."""
    form, consumer = Once(request.POST), request.POST.get("consumer", "")
    if not form.is_valid() or consumer not in settings.HOME.settings.consumers:
        raise Http404(_("没有登记这个接收方。"))
    ask_offer(form.asked(), signed_in(request), consumer)
    return redirect("exchange:work", form.asked())


@require_POST
def acknowledge(request: StaffRequest) -> HttpResponse:
    """A consumer said that a list has come."""
    form = AcknowledgeForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    said = form.cleaned_data
    try:
        record_acknowledged(signed_in(request), [Entry(said["offer"], said["digest"].lower(), said["rows"], None)])
    except ZigeError as refusal:
        form.add_error(None, refusal.sentence(page_voice().language))
        return _page(request, form)
    messages.success(request, _("已登记：接收方已收到。"))
    return redirect("exchange:lists")


@require_GET
@never_cache
def fetch(request: StaffRequest, number: UUID) -> HttpResponse:
    """What was made, to be handed on; it names people."""
    work = Work.objects.filter(pk=number, kind=WorkKind.OFFER, state=State.DONE).first()
    if work is None or not parts.is_made(work.pk):
        raise Http404(_("做好的名单只保留一天；没有确认的请再交付一次。"))
    audit.record(request, FETCHED, work_subject(work.pk), consumer=work.asked["consumer"], offers=work.result["offers"])
    return attached(parts.made(work.pk), f"{work.asked['consumer']}_{work.begun:%Y%m%d}.zip")


def _page(request: StaffRequest, form: AcknowledgeForm) -> HttpResponse:
    made = Work.objects.filter(kind=WorkKind.OFFER)
    shows_all = request.GET.get("show") == ALL
    context = {
        "listing": listing_of(request.GET, offers_shown(open_only=not shows_all)),
        "made": [(work, parts.is_made(work.pk)) for work in made.select_related("by")[:MADE]],
        "consumers": [(one, Once()) for one in consumers()],
        "form": form,
        "shows_all": shows_all,
    }
    return render(request, "exchange/lists.html", context)
