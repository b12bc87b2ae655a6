"""A person on leave lends a role to a colleague of the same office, from a day to a day; it ends by itself."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.acts.give_role import check_may_hold, days_in_words
from casework.accounts.models import Account, Assignment
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import ADMINISTRATORS, Role
from casework.audit import record

NOT_HELD = _("您在这段时间里不是一直担任“%(role)s”，不能委托；请改短日期。")
NOT_LENT = _("“%(role)s”不能委托；请由安全管理员授予他人。")
ELSEWHERE = _("只能委托给本机构在用的账号。")
BACKWARDS = _("开始日期不能早于今天，结束日期不能早于开始日期。")
NOT_YOURS = _("这项委托与您无关，或已经结束。")


@transaction.atomic
def lend_role(by: Account, to: Account, role: Role, since: dt.date, until: dt.date) -> Assignment:
    """The assignment of the borrower. Raises ActRefused.

    The borrower must be allowed to hold the role: whoever prepares decisions does not come to approve them.
    """
    Account.objects.select_for_update().get(pk=to.pk)
    if role in ADMINISTRATORS:
        raise ActRefused(NOT_LENT % {"role": role.label})
    if since < timezone.localdate() or until < since:
        raise ActRefused(BACKWARDS)
    if to.pk == by.pk or to.office_id != by.office_id or not to.is_active:
        raise ActRefused(ELSEWHERE)
    own = by.assignments.covering(since).covering(until).filter(role=role, lent_by=None)
    if not own.exists():
        raise ActRefused(NOT_HELD % {"role": role.label})
    check_may_hold(to, role, since, until)
    lent = Assignment.objects.create(account=to, role=role, since=since, until=until, lent_by=by)
    record(by, "account.role_lent", subject=f"account:{to.pk}", role=str(role), days=days_in_words(since, until))
    return lent


@transaction.atomic
def end_lending(by: Account, lent: Assignment) -> None:
    """Before its last day, by either side."""
    if by.pk not in (lent.lent_by_id, lent.account_id) or lent.taken is not None:
        raise ActRefused(NOT_YOURS)
    lent.taken = timezone.now()
    lent.save(update_fields=["taken"])
    record(by, "account.lending_ended", subject=f"account:{lent.account_id}", role=lent.role)
