"""How pages of this app find a list."""

from django.http import Http404
from django.utils.translation import gettext as _

from casework.accounts.middleware import StaffRequest
from casework.payments.models import PaymentList
from casework.payments.queries import lists_within


def list_seen(request: StaffRequest, drawn: int) -> PaymentList:
    """A list of an agency that is seen; 404 for any other."""
    try:
        return lists_within(request.jurisdiction).select_related("handler", "reviewer").get(pk=drawn)
    except PaymentList.DoesNotExist:
        raise Http404(_("在您的数据范围内没有这份清单。")) from None
