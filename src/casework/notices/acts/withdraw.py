"""Act: withdraw a notice that should not have been sent; who asks whether it is real is told so."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.notices.models import Message, Notice
from casework.notices.recorded import WITHDRAWN, subject_of_notice


@transaction.atomic
def withdraw(request: StaffRequest, notice: Notice, reason: str, version: int) -> Notice:
    """Raises ActRefused on a stale page and for a notice that was withdrawn before."""
    current = Notice.objects.select_for_update().get(pk=notice.pk)
    if current.version != version or current.state == Notice.State.WITHDRAWN:
        raise ActRefused(_("这份通知刚刚被别人改过，请刷新后再看。"))
    current.state, current.version = Notice.State.WITHDRAWN, current.version + 1
    current.save(update_fields=["state", "version"])
    waiting = Message.objects.filter(notice=current, state=Message.State.WAITING)
    waiting.update(state=Message.State.DROPPED, ended=timezone.now(), next_try=None)
    audit.record(request, WITHDRAWN, subject_of_notice(current.number), reason=reason)
    return current
