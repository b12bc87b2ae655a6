"""What waits for the three administrators: accounts not used yet, accounts without a role, the day's entries.

And what is said to a bank's outlet, which has no work here yet.
"""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.queries import Filters, accounts_seen
from casework.accounts.roles import Role
from casework.accounts.start import Part, Waiting
from casework.audit.queries import entries, looked_after


def for_administrators(request: StaffRequest) -> Iterator[Waiting]:
    """Each administrator's own; nothing for anybody else."""
    if Role.ADMIN in request.roles:
        yield _accounts(request, "new")
    if Role.SECURITY_ADMIN in request.roles:
        yield _accounts(request, "without_role")
    if Role.AUDITOR in request.roles:
        today = timezone.localdate()
        count = entries(Q(time__date=today) & looked_after(request.user)).count()
        yield Waiting(_("今天的审计记录"), count, f"{reverse('audit:entries')}?since={today}&until={today}")


def for_banks(request: StaffRequest) -> Iterator[Part]:
    """What there is for an outlet: so far that there is nothing to do here."""
    if Role.BANK in request.roles:
        yield Part("accounts/start_bank.html")


TEXTS = {"new": _("还没首次登录的账号"), "without_role": _("没有角色的账号")}


def _accounts(request: StaffRequest, state: str) -> Waiting:
    account = request.user
    assert isinstance(account, Account)
    count = accounts_seen(account, Filters(state=state), timezone.localdate()).count()
    return Waiting(TEXTS[state], count, f"{reverse('accounts:list')}?state={state}")
