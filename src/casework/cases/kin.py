"""27 如实认证: nobody handles themselves or a relative they have declared (回避)."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.models import Kinship

KIN = _("您申报过与此人有回避关系，不能经办或复核；请交给同事。")
KIN_AMONG = _("其中有您申报过回避关系的人，不能由您经办或复核；请交给同事。")
HANDLERS_KIN = _("提出人申报过与此人或其中的人有回避关系，不能复核通过；请退回，由另一位经办人重新提出。")


def is_kin(account: Account, person: int) -> bool:
    """Whether somebody has declared that the person is themselves or a relative."""
    return Kinship.objects.filter(account=account, person=person).exists()


def check_no_kin(account: Account, person: int) -> None:
    """Raises ActRefused for who may not handle the person."""
    if is_kin(account, person):
        raise ActRefused(KIN)


def check_no_kin_among(account: Account, people: Iterable[int]) -> None:
    """Raises ActRefused where one of many is somebody whom they may not handle."""
    _check_among(account, people, KIN_AMONG)


def check_not_by_kin(handler: Account, people: Iterable[int]) -> None:
    """Raises ActRefused where what is to be approved was proposed by a relative, also one who said so only since."""
    _check_among(handler, people, HANDLERS_KIN)


def _check_among(account: Account, people: Iterable[int], refusal: str | Promise) -> None:
    if Kinship.objects.filter(account=account, person__in=people).exists():
        raise ActRefused(str(refusal))
