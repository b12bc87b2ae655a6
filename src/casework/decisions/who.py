"""Who may prepare and who may approve: two people of the benefit's office, no relatives (DESIGN §6, Art. 27)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import OfficeKind, Role
from casework.cases.kin import check_no_kin

NOT_HANDLER = _("由待遇的经办机构的经办人员办理；您不是。")
NOT_REVIEWER = _("由待遇的经办机构的复核人员复核；您不是。")
SAME_PERSON = _("经办和复核必须是两个人；请由另一位同事复核。")
NOT_YOURS = _("只有提出它的人能撤回。")


def works_for(request: StaffRequest, office: str) -> bool:
    """Whether somebody sits in the agency of this number."""
    own = account_of(request).office
    return own.kind == OfficeKind.AGENCY and own.number == office


def check_may_handle(request: StaffRequest, office: str, person: int) -> None:
    """Raises ActRefused unless a handler of the office, who is no relative."""
    if Role.COUNTY_HANDLER not in request.roles or not works_for(request, office):
        raise ActRefused(NOT_HANDLER)
    check_no_kin(account_of(request), person)


def check_may_review(request: StaffRequest, office: str, person: int, handler: int) -> None:
    """Raises ActRefused unless a reviewer of the office, who neither prepared it nor is a relative."""
    check_reviews_for(request, office, handler)
    check_no_kin(account_of(request), person)


def check_reviews_for(request: StaffRequest, office: str, handler: int) -> None:
    """Raises ActRefused unless a reviewer of the office who did not prepare it."""
    if Role.COUNTY_REVIEWER not in request.roles or not works_for(request, office):
        raise ActRefused(NOT_REVIEWER)
    if account_of(request).pk == handler:
        raise ActRefused(SAME_PERSON)


def refused(check: Callable[..., None], *about: object) -> str:
    """Why one of these checks refuses; empty where it does not."""
    try:
        check(*about)
    except ActRefused as refusal:
        return str(refusal)
    return ""


def account_of(request: StaffRequest) -> Account:
    """Who asks; pages of this app open for nobody else."""
    assert isinstance(request.user, Account)
    return request.user
