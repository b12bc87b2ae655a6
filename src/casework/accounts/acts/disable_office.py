"""The admin disables an office: nobody works there from the next request on; accounts and what they did stay."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from casework.accounts.administration import check_office_not_last
from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused
from casework.audit import record

OWN = _("不能停用您自己所在的机构；请由上级机构的系统管理员办理。")


@transaction.atomic
def disable_office(by: Account, office: Office) -> None:
    """Raises ActRefused for one's own office, and for that of the last administrator of a kind. Sessions end."""
    if by.office_id == office.pk:
        raise ActRefused(OWN)
    check_office_not_last(office)
    Office.objects.filter(pk=office.pk).update(is_active=False)
    office.accounts.update(sessions_ended=F("sessions_ended") + 1)
    record(by, "office.disabled", subject=f"office:{office.pk}")


@transaction.atomic
def enable_office(by: Account, office: Office) -> None:
    """Its accounts may sign in again, those that are not disabled themselves."""
    Office.objects.filter(pk=office.pk).update(is_active=True)
    record(by, "office.enabled", subject=f"office:{office.pk}")
