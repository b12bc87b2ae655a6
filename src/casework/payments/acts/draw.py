"""A list is drawn up for a month, and taken back by whoever drew it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused
from casework.cases.models import Review
from casework.payments.access import check_of_agency, taken
from casework.payments.drawing import differences, lines_due
from casework.payments.models import Difference, Line, PaymentList
from casework.payments.recorded import DRAWN, TAKEN_BACK, subject_of
from zige.law.months import format_month

UNDER_WAY = _("清单 %(number)s 尚待复核；请先由编制人撤回，或等复核后再编制。")
NOT_DRAWN_BY_YOU = _("只有编制人可以撤回清单；复核人请用“退回”。")
AT_ONCE = 1000


@transaction.atomic
def draw(by: Account, month: int) -> PaymentList:
    """The list of the account's agency, with its lines and differences; it may be empty, which is a list too."""
    office = by.office.region.code
    check_of_agency(by, office)
    Office.objects.select_for_update(no_key=True).get(pk=by.office_id)  # of two who draw at once, one sees the other's
    under_way = PaymentList.objects.filter(office=office, state=Review.PROPOSED).first()
    if under_way is not None:
        raise ActRefused(UNDER_WAY % {"number": under_way.number})
    drawn = PaymentList.objects.create(
        number=_number(office, month), office=office, month=month, handler=by, proposed=timezone.now()
    )
    Line.objects.bulk_create(lines_due(drawn), AT_ONCE)
    Difference.objects.bulk_create(differences(drawn), AT_ONCE)
    audit.record(by, DRAWN, subject_of(drawn), lines=drawn.lines.count(), differences=drawn.differences.count())
    return drawn


@transaction.atomic
def take_back(by: Account, drawn: PaymentList, version: int) -> PaymentList:
    """The handler's own list that nobody has approved; its lines go, for nothing was told of them."""
    held = taken(by, drawn, version, Review.PROPOSED)
    if held.handler_id != by.pk:
        raise ActRefused(NOT_DRAWN_BY_YOU)
    held.lines.all().delete()
    held.state = Review.WITHDRAWN
    held.save()
    audit.record(by, TAKEN_BACK, subject_of(held))
    return held


def _number(office: str, month: int) -> str:
    """`511102-202611-P02`: the second list of an agency for a month."""
    so_far = PaymentList.objects.filter(office=office, month=month).count()
    return f"{office}-{format_month(month).replace('-', '')}-P{so_far + 1:02d}"
