"""Acts: the filters of a list page are kept under a name, or forgotten."""

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.exports.models import SavedFilter
from casework.exports.sheets import filters_in

MOST = 20
NOTHING = _("现在没有筛选条件；请先筛选，再保存。")
TOO_LONG = _("筛选条件太长，不能保存。")
ENOUGH = _("这个名单已保存 %(most)s 个筛选；请先删去不用的。")


@transaction.atomic
def save_filter(by: Account, page: str, name: str, address: QueryDict) -> SavedFilter:
    """The filter; one of that name is replaced. Raises ActRefused."""
    filters = filters_in(address).urlencode()
    if not filters:
        raise ActRefused(NOTHING)
    if len(filters) > 500:
        raise ActRefused(TOO_LONG)
    own = SavedFilter.objects.filter(account=by, page=page)
    if own.exclude(name=name).count() >= MOST:
        raise ActRefused(ENOUGH % {"most": MOST})
    return SavedFilter.objects.update_or_create(account=by, page=page, name=name, defaults={"filters": filters})[0]


def forget_filter(by: Account, number: int) -> SavedFilter | None:
    """The filter that was there; None of another's."""
    found = SavedFilter.objects.filter(account=by, pk=number).first()
    if found is not None:
        SavedFilter.objects.filter(pk=found.pk).delete()
    return found
