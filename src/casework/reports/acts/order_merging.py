"""14 The county's reviewer has what is accepted merged and sent into the home; the worker does it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import OfficeKind, Role
from casework.audit import record
from casework.reports.acts.taking import NOT_HERE
from casework.reports.calendar import today
from casework.reports.jobs import merge_reports
from casework.reports.merging import check_others_signed, waiting_in
from casework.reports.models import Merging
from casework.reports.recorded import MERGING_ORDERED
from casework.reports.states import Desk

AT_WORK = _("上一次汇总还没有完成；请稍后刷新本页查看结果。")


@transaction.atomic
def order_merging(by: Account, month: int) -> Merging:
    """Everything accepted up to a month. Raises ActRefused."""
    county = by.office.region_id
    if by.office.kind != OfficeKind.AGENCY or Role.COUNTY_REVIEWER not in by.roles_on(today()):
        raise ActRefused(NOT_HERE % {"desk": Desk.REVIEWER.label})
    Account.objects.select_for_update().get(pk=by.pk)
    if Merging.objects.filter(region=county, ended=None).exists():
        raise ActRefused(AT_WORK)
    check_others_signed(by, waiting_in(county, month))
    ordered = Merging.objects.create(region=county, month=month, account=by, at=timezone.now())
    record(by, MERGING_ORDERED, f"merging:{ordered.pk}", month=month)
    merge_reports.enqueue(ordered.pk)
    return ordered
