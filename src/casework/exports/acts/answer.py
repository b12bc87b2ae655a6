"""Acts: a second person agrees to a large export, or refuses it; never whoever asked."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.accounts.views.pages import signed_in
from casework.exports.models import Export
from casework.exports.queries import to_answer
from casework.exports.recorded import AGREED, REFUSED

NOT_YOURS = _("这次导出已经答复，或不由您答复；自己申请的要由另一人同意。")


def agree(request: StaffRequest, number: int) -> Export:
    """It may be collected by whoever asked. Raises ActRefused."""
    return _answer(request, number, Export.State.AGREED, AGREED)


def refuse(request: StaffRequest, number: int) -> Export:
    """It may not. Raises ActRefused."""
    return _answer(request, number, Export.State.REFUSED, REFUSED)


@transaction.atomic
def _answer(request: StaffRequest, number: int, state: str, act: str) -> Export:
    export = to_answer(request).select_for_update(of=("self",)).filter(pk=number).first()
    if export is None:
        raise ActRefused(NOT_YOURS)
    export.state, export.second, export.answered = state, signed_in(request), timezone.now()
    export.save(update_fields=["state", "second", "answered"])
    audit.record(request, act, export.number, export.purpose, list=export.page, count=export.count, whole=export.whole)
    return export
