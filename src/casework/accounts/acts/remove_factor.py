"""An account's own act: one of several second factors is given up, as when a phone is lost or a computer handed on."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.accounts.signing_in.second_factor import factors_of
from casework.audit import record

LAST = _("这是您唯一的第二重验证，移除后就登录不了；请先添加另一个。")
GONE = _("这个第二重验证已不在了；请看现在的列表。")


@transaction.atomic
def remove_factor(account: Account, factor: int) -> None:
    """Raises ActRefused for the last one; two removed at once wait for one another."""
    Account.objects.select_for_update().get(pk=account.pk)
    held = factors_of(account)
    chosen = next((one for one in held if one.pk == factor), None)
    if chosen is None:
        raise ActRefused(GONE)
    if len(held) == 1:
        raise ActRefused(LAST)
    chosen.delete()
    record(account, "account.second_factor_removed", subject=f"account:{account.pk}", factor=str(chosen.type))
