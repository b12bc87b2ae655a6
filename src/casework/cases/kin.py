"""27 如实认证: nobody handles themselves or a relative they have declared (回避)."""

from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.models import Kinship

KIN = _("您申报过与此人有回避关系，不能经办或复核；请交给同事。")


def is_kin(account: Account, person: int) -> bool:
    """Whether somebody has declared that the person is themselves or a relative."""
    return Kinship.objects.filter(account=account, person=person).exists()


def check_no_kin(account: Account, person: int) -> None:
    """Raises ActRefused for who may not handle the person."""
    if is_kin(account, person):
        raise ActRefused(KIN)
