"""Who works on an agency's payment lists, and how a list that somebody else has changed is noticed."""

from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused
from casework.payments.models import PaymentList

NOT_YOURS = _("只有本经办机构的人员可以办理它的发放清单。")
CHANGED = _("清单已被他人更改；请重新打开页面查看后再办理。")
NOT_NOW = _("清单现为“%(state)s”，不能这样办理；请重新打开页面查看。")


def check_of_agency(by: Account, office: str) -> None:
    """Raises ActRefused for somebody of another office: one agency decides what it pays (DESIGN §6)."""
    if by.office.kind != Office.Kind.AGENCY or by.office.region.code != office:
        raise ActRefused(NOT_YOURS)


def taken(by: Account, drawn: PaymentList, version: int, *states: str) -> PaymentList:
    """The list, held until the transaction ends. Raises ActRefused where it has moved on since the page was shown."""
    held = PaymentList.objects.select_for_update().get(pk=drawn.pk)
    check_of_agency(by, held.office)
    if held.version != version:
        raise ActRefused(CHANGED)
    if held.state not in states:
        raise ActRefused(NOT_NOW % {"state": held.get_state_display()})
    held.version += 1
    return held
