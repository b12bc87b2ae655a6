"""Acts: record how a notice arrived, one by one; hand several to the villages of their people."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Office
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import OfficeKind
from casework.notices.models import Delivery, Notice
from casework.notices.recorded import DELIVERED, HANDED, subject_of_notice

State = Notice.State
OPEN = (State.ISSUED, State.ON_WAY, State.REFUSED, State.RETURNED)
"""Not delivered yet: what was refused or came back is tried again another way."""
AFTER = {
    Delivery.Result.ON_WAY: State.ON_WAY,
    Delivery.Result.DELIVERED: State.DELIVERED,
    Delivery.Result.REFUSED: State.REFUSED,
    Delivery.Result.RETURNED: State.RETURNED,
}


@transaction.atomic
def record_delivery(
    request: StaffRequest,
    notice: Notice,
    way: Delivery.Way,
    result: Delivery.Result,
    day: dt.date,
    note: str,
    version: int,
) -> Notice:
    """Record one attempt. Raises ActRefused on a stale page, for a notice done with, and for a day out of range."""
    current = Notice.objects.select_for_update().get(pk=notice.pk)
    if current.version != version:
        raise ActRefused(_("这份通知刚刚被别人登记过，请刷新后再看。"))
    if current.state not in OPEN:
        raise ActRefused(_("这份通知已经送达或撤回，不再登记。"))
    if not current.issued <= day <= timezone.localdate():
        raise ActRefused(_("送达日期要在发出日期与今天之间。"))
    Delivery.objects.create(notice=current, way=way, result=result, day=day, by_id=request.user.pk, note=note)
    current.state, current.version = AFTER[result], current.version + 1
    current.save(update_fields=["state", "version"])
    audit.record(request, DELIVERED, subject_of_notice(current.number), way=way, result=result)
    return current


@transaction.atomic
def hand_to_villages(request: StaffRequest, notices: Sequence[Notice]) -> int:
    """Hand each to the village where its person lives; returns how many. Those of no village of ours are left."""
    chosen = list(Notice.objects.select_for_update().filter(pk__in=[one.pk for one in notices], state__in=OPEN))
    villages = {
        office.number: office
        for office in Office.objects.filter(kind=OfficeKind.VILLAGE, number__in={one.region for one in chosen})
    }
    handed = [one for one in chosen if one.region in villages]
    told: dict[str, Any] = {"way": Delivery.Way.IN_PERSON, "result": Delivery.Result.ON_WAY}
    told |= {"day": timezone.localdate(), "by_id": request.user.pk}
    Delivery.objects.bulk_create(Delivery(notice=one, to=villages[one.region], **told) for one in handed)
    Notice.objects.filter(pk__in=[one.pk for one in handed]).update(state=State.ON_WAY, version=F("version") + 1)
    audit.record(request, HANDED, count=len(handed), left=len(chosen) - len(handed))
    return len(handed)
