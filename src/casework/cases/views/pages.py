"""How pages of this app find a case."""

from django.http import Http404
from django.utils.translation import gettext as _

from casework.accounts.middleware import StaffRequest
from casework.cases.models import Case
from casework.cases.scope import cases_within


def case_seen(request: StaffRequest, case: int) -> Case:
    """A case that is seen; 404 for any other."""
    found = cases_within(request.jurisdiction).select_related("person", "at__region", "handler", "opened_by__office")
    try:
        return found.get(pk=case)
    except Case.DoesNotExist:
        raise Http404(_("在您的数据范围内没有这个核查。")) from None
