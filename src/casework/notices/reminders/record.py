"""Act: somebody records what came of a rung of the ladder (Art. 7, 15, 21)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.models import Origin, Task
from casework.cases.opening.by_hand import Opening, open_case
from casework.notices.models import Reminder
from casework.notices.outbox.living import SAID_DEAD
from casework.notices.recorded import REACHED
from zige.kinds import FactKind

BY_HAND = tuple(
    result for result in Reminder.Result if result not in (Reminder.Result.SENT, Reminder.Result.FALLEN)
)  # fmt: skip
"""What a person can record; the other two come by themselves."""


@transaction.atomic
def record_reminder(
    request: StaffRequest, reminder: Reminder, result: Reminder.Result, note: str, version: int
) -> Reminder:
    """Record the result once. Raises ActRefused where somebody else has recorded it meanwhile."""
    current = Reminder.objects.select_for_update().get(pk=reminder.pk)
    if current.version != version or current.result:
        raise ActRefused(_("这一步刚刚被别人登记过，请返回名单查看。"))
    current.result, current.note, current.ended = result, note, timezone.now()
    current.by_id, current.version = request.user.pk, current.version + 1
    current.save(update_fields=["result", "note", "ended", "by", "version"])
    if result == Reminder.Result.SAID_DEAD:
        _ask_to_verify(request, current)
    audit.record(request, REACHED, f"reminder:{current.pk}", rung=current.rung, result=result)
    return current


def _ask_to_verify(request: StaffRequest, reminder: Reminder) -> None:
    """14 基层责任: what a village hears is verified by the county before anything follows from it."""
    assert isinstance(request.user, Account)
    opening = Opening(
        Task.VERIFY, Origin.REPORT, reminder.note, f"{SAID_DEAD}{reminder.pk}", FactKind.DEATH, "death",
        reminder.benefit_id,
    )  # fmt: skip
    open_case(request.user, reminder.person, opening)
