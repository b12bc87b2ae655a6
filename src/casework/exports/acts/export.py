"""Acts: a list is taken as a file, at once where it is small; a large one is asked for, and collected once agreed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.accounts.views.pages import signed_in
from casework.audit.discretion import TELLING
from casework.exports.models import Export
from casework.exports.recorded import ASKED, EXPORTED
from casework.exports.sheets import Sheet
from casework.exports.writing import written

LARGE, MOST = 5_000, 100_000
"""Rows above which a second person must agree, and above which no list leaves."""
LONGEST = 500
"""Characters of what narrows a list, as the export keeps it."""
GOOD_FOR = dt.timedelta(days=3)
"""How long what was agreed to may be collected."""
ODD = _("筛选条件太长，或写有号码，不能导出；请回到名单重新筛选。")
NOTHING = _("名单是空的，没有可以导出的内容。")
TOO_LARGE = _("名单有 %(count)s 行，一次最多导出 %(most)s 行；请先用筛选条件缩小范围。")
GROWN = _("同意以后名单变大了：当时 %(then)s 行，现在 %(now)s 行；请重新申请。")
NOT_READY = _("这次导出还没有得到同意，或已经下载、过期；请重新申请。")


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for, and what for."""

    filters: QueryDict
    purpose: str
    reason: str
    form: str
    whole: bool


@transaction.atomic
def take(request: StaffRequest, sheet: Sheet, wanted: Wanted) -> tuple[Export, bytes | None]:
    """The export and its file; no file of a large one, which waits for a second person. Raises ActRefused."""
    filters = wanted.filters.urlencode()
    if len(filters) > LONGEST or TELLING.search(filters):
        raise ActRefused(ODD)
    rows = sheet.rows(request, wanted.filters)
    count = rows.count()
    _check_size(count)
    account = signed_in(request)
    export = Export(
        account=account, office=account.office, page=sheet.page, filters=filters,
        purpose=wanted.purpose, reason=wanted.reason, whole=wanted.whole, form=wanted.form, count=count,
        state=Export.State.WAITING if count > LARGE else Export.State.DONE,
    )  # fmt: skip
    export.save(force_insert=True)
    if count > LARGE:
        _record(request, ASKED, export)
        return export, None
    return export, _file(request, export, sheet, rows)


@transaction.atomic
def collect(request: StaffRequest, export: Export, sheet: Sheet) -> bytes:
    """The file of one that a second person agreed to, once, of the rows there are now. Raises ActRefused."""
    held = Export.objects.select_for_update().select_related("account", "office").get(pk=export.pk)
    ready = held.state == Export.State.AGREED and held.account_id == signed_in(request).pk
    if not ready or held.answered is None or timezone.now() - held.answered > GOOD_FOR:
        raise ActRefused(NOT_READY)
    rows = sheet.rows(request, QueryDict(held.filters))
    count = rows.count()
    _check_size(count)
    if count > held.count + LARGE:
        raise ActRefused(GROWN % {"then": held.count, "now": count})
    held.count, held.state = count, Export.State.DONE
    held.save(update_fields=["count", "state"])
    return _file(request, held, sheet, rows)


def _check_size(count: int) -> None:
    if not count:
        raise ActRefused(NOTHING)
    if count > MOST:
        raise ActRefused(TOO_LARGE % {"count": count, "most": MOST})


def _file(request: StaffRequest, export: Export, sheet: Sheet, rows: "QuerySet[Any]") -> bytes:
    headings, lines = sheet.table(request, rows, whole=export.whole)
    file = written(export, headings, lines)
    _record(request, EXPORTED, export)
    return file


def _record(request: StaffRequest, act: str, export: Export) -> None:
    """Which list, how many rows, narrowed how, masked or not; of nobody in it."""
    audit.record(
        request, act, export.number, export.purpose, list=export.page, count=export.count, filters=export.filters,
        whole=export.whole, form=export.form,
    )  # fmt: skip
