"""How pages of this app find a list, and answer an act."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.payments.models import PaymentList
from casework.payments.queries import lists_within
from casework.ui.voice import page_voice
from zige.errors import ZigeError


def list_seen(request: StaffRequest, drawn: int) -> PaymentList:
    """A list of an agency that is seen; 404 for any other."""
    try:
        return lists_within(request.jurisdiction).select_related("handler", "reviewer").get(pk=drawn)
    except PaymentList.DoesNotExist:
        raise Http404(_("在您的数据范围内没有这份清单。")) from None


def attempt(request: StaffRequest, act: Callable[[], str], address: str) -> HttpResponse:
    """Do it, tell what was done, and go on; a refusal is told instead."""
    try:
        messages.success(request, act())
    except ActRefused as refused:
        messages.error(request, str(refused))
    except ZigeError as refused:
        messages.error(request, refused.sentence(page_voice().language))
    return redirect(address)
