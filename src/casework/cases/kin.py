"""27 如实认证: nobody handles themselves or a relative they have declared (回避)."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Assignment
from casework.accounts.refusal import ActRefused
from casework.cases.models import Kinship

KIN = _("您申报过（或委托您代办的人申报过）与此人有回避关系，不能经办或复核；请交给别的同事。")
KIN_AMONG = _("其中有您申报过（或委托您代办的人申报过）回避关系的人，不能由您经办或复核；请交给别的同事。")
HANDLERS_KIN = _("提出人申报过与此人或其中的人有回避关系，不能复核通过；请退回，由另一位经办人重新提出。")


def barring(account: int) -> Q:
    """The condition on declarations that keep an account from somebody: its own, and those of who lends it a role.

    Who is on leave does not handle a relative by the hand of a colleague either.
    """
    lent = Assignment.objects.in_force(timezone.localdate()).filter(account=account).exclude(lent_by=None)
    return Q(account=account) | Q(account__in=lent.values("lent_by"))


def is_kin(account: Account, person: int) -> bool:
    """Whether somebody, or who lends them a role, has declared that the person is themselves or a relative."""
    return Kinship.objects.filter(barring(account.pk), person=person).exists()


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
    if Kinship.objects.filter(barring(account.pk), person__in=people).exists():
        raise ActRefused(str(refusal))
