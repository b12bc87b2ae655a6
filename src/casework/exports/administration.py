"""The administrators' own lists, as they are exported: accounts, offices, the entries of the audit."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from casework.accounts.forms.administration import AccountFilters, OfficeFilters
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account, Office
from casework.accounts.queries import Filters, accounts_seen, offices_seen
from casework.accounts.views.pages import signed_in
from casework.audit.acts import ACTS
from casework.audit.filters import EntryFilters
from casework.audit.models import Entry
from casework.audit.queries import entries, looked_after
from casework.audit.wording import details_told, purpose_told
from casework.exports.sheets import Column, Sheet


def _accounts(request: StaffRequest, address: QueryDict) -> QuerySet[Account]:
    filters = AccountFilters(address)
    chosen = Filters(**filters.cleaned_data) if filters.is_valid() else Filters()
    return accounts_seen(signed_in(request), chosen, timezone.localdate())


def _of_accounts(_request: StaffRequest) -> tuple[Column, ...]:
    return (
        Column(gettext_lazy("姓名"), lambda one: one.name),
        Column(gettext_lazy("登录名"), lambda one: one.username),
        Column(gettext_lazy("机构"), lambda one: one.office.name),
        Column(gettext_lazy("角色"), lambda one: "；".join(map(_held, one.held))),
        Column(gettext_lazy("情况"), _state_of),
        Column(gettext_lazy("最近登录"), lambda one: _moment(one.last_login)),
    )


def _held(one: Any) -> str:
    return f"{one.get_role_display()}{_('（代）') if one.lent_by_id else ''}"


def _state_of(one: Any) -> str:
    if not one.is_active:
        return _("已停用")
    if not one.office.is_active:
        return _("机构已停用")
    return _("未首次登录") if one.temporary_until else _("在用")


def _offices(request: StaffRequest, address: QueryDict) -> QuerySet[Office]:
    filters = OfficeFilters(address)
    return offices_seen(signed_in(request), Filters(**filters.cleaned_data) if filters.is_valid() else Filters())


def _of_offices(_request: StaffRequest) -> tuple[Column, ...]:
    return (
        Column(gettext_lazy("名称"), lambda one: one.name),
        Column(gettext_lazy("类别"), lambda one: one.get_kind_display()),
        Column(gettext_lazy("编号"), lambda one: one.number),
        Column(gettext_lazy("区划代码"), lambda one: one.region_id),
        Column(gettext_lazy("所在区划"), lambda one: one.region.name),
        Column(gettext_lazy("主管部门"), lambda one: one.under.name if one.under else ""),
        Column(gettext_lazy("情况"), lambda one: _("在用") if one.is_active else _("已停用")),
    )


def _entries(request: StaffRequest, address: QueryDict) -> QuerySet[Entry]:
    return entries(EntryFilters(address).condition() & looked_after(signed_in(request)))


def _of_entries(_request: StaffRequest) -> tuple[Column, ...]:
    accounts = Account.objects.select_related("office").in_bulk()

    def who(one: Any) -> str:
        by = accounts.get(one.account)
        return str(by or one.account or _("系统命令"))

    def where(one: Any) -> str:
        by = accounts.get(one.account)
        return by.office.name if by else ""

    return (
        Column(gettext_lazy("序号"), lambda one: one.number),
        Column(gettext_lazy("时间"), lambda one: _moment(one.time)),
        Column(gettext_lazy("操作"), lambda one: ACTS.get(one.act, one.act)),
        Column(gettext_lazy("对象"), lambda one: one.subject),
        Column(gettext_lazy("人员"), who),
        Column(gettext_lazy("机构"), where),
        Column(gettext_lazy("目的"), lambda one: purpose_told(one.purpose)),
        Column(gettext_lazy("内容"), lambda one: details_told(one.details)),
        Column(gettext_lazy("摘要"), lambda one: bytes(one.digest).hex()),
    )


def _moment(time: Any) -> str:
    return f"{timezone.localtime(time):%Y-%m-%d %H:%M:%S}" if time else ""


SHEETS = (
    Sheet("accounts:list", pgettext_lazy("menu", "账号"), _of_accounts, _accounts),
    Sheet("accounts:offices", pgettext_lazy("menu", "机构"), _of_offices, _offices),
    Sheet("audit:entries", pgettext_lazy("menu", "审计记录"), _of_entries, _entries),
)
