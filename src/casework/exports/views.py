"""The gate through which lists leave, and filters that somebody saved."""

from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from casework.accounts.answering import attempt
from casework.accounts.middleware import StaffRequest
from casework.accounts.page_access import opens
from casework.accounts.refusal import ActRefused
from casework.accounts.views.pages import signed_in
from casework.exports.acts import answer, export
from casework.exports.acts.export import LARGE, MOST, Wanted
from casework.exports.acts.save_filter import forget_filter, save_filter
from casework.exports.forms import ExportForm, FilterForm
from casework.exports.models import Export
from casework.exports.queries import own_exports, to_answer
from casework.exports.sheets import Sheet, filters_in, sheet_of

TYPES = {
    Export.Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Export.Form.CSV: "text/csv; charset=utf-8",
}
LATEST = 50


@never_cache
def new(request: StaffRequest) -> HttpResponse:
    """What for; then the file, or that a second person is to agree."""
    if "list_name" not in request.GET:
        return redirect("exports:list")
    sheet, filters = _sheet(request, request.GET["list_name"]), filters_in(request.GET)
    form = ExportForm(not request.jurisdiction.is_empty, request.POST or None)
    back = sheet.address(filters)
    if form.is_valid():
        try:
            made, file = export.take(request, sheet, Wanted(filters=filters, **form.cleaned_data))
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            if file is not None:
                return _download(made, sheet, file)
            messages.success(request, _("名单较大，已请另一人同意；同意后在这里下载。"))
            return redirect("exports:list")
    context = {"form": form, "sheet": sheet, "back": back, "large": LARGE, "most": MOST}
    context["count"] = sheet.rows(request, filters).count()
    return render(request, "exports/new.html", context)


@require_GET
@never_cache
def show_all(request: StaffRequest) -> HttpResponse:
    """What I asked for, and what waits for my agreement."""
    own, waiting = own_exports(signed_in(request))[:LATEST], to_answer(request)
    return render(request, "exports/list.html", {"own": _titled(own), "waiting": _titled(waiting)})


@require_POST
def agree(request: StaffRequest, number: int) -> HttpResponse:
    """Whoever asked may collect it."""
    return attempt(request, lambda: answer.agree(request, number), _("已同意；申请人三天内可以下载。"), "/exports/")


@require_POST
def refuse(request: StaffRequest, number: int) -> HttpResponse:
    """Whoever asked may not."""
    return attempt(request, lambda: answer.refuse(request, number), _("没有同意；申请人会看到。"), "/exports/")


@require_POST
@never_cache
def collect(request: StaffRequest, number: int) -> HttpResponse:
    """The file, once."""
    asked = get_object_or_404(own_exports(signed_in(request)), pk=number)
    sheet = _sheet(request, asked.page)
    try:
        return _download(asked, sheet, export.collect(request, asked, sheet))
    except ActRefused as refused:
        messages.error(request, str(refused))
        return redirect("exports:list")


@require_POST
def save(request: StaffRequest) -> HttpResponse:
    """The filters of a list page, under a name."""
    sheet = _sheet(request, request.POST.get("list_name", ""))
    said, form = filters_in(QueryDict(request.POST.get("filters", ""))), FilterForm(request.POST)
    address = sheet.address(said)
    if not form.is_valid():
        messages.error(request, _("请给筛选起一个名称，最多 30 个字。"))
        return redirect(address)
    name = form.cleaned_data["name"]
    return attempt(
        request,
        lambda: save_filter(signed_in(request), sheet.page, name, sheet.narrowed(said)),
        _("筛选已保存。"),
        address,
    )


@require_POST
def forget(request: StaffRequest, number: int) -> HttpResponse:
    """One of one's own."""
    found = forget_filter(signed_in(request), number)
    if found is None:
        raise Http404
    messages.success(request, _("已删去保存的筛选。"))
    return redirect(sheet_of(found.page).address(filters_in(QueryDict(request.POST.get("filters", "")))))


def _sheet(request: StaffRequest, page: str) -> Sheet:
    """Raises Http404 for what is no list, PermissionDenied for a page that does not open for who asks."""
    sheet = sheet_of(page)
    if not opens(request, page):
        raise PermissionDenied
    return sheet


def _titled(exports: "object") -> list[tuple[Export, str]]:
    return [(one, str(sheet_of(one.page).title)) for one in exports]  # type: ignore[attr-defined]


def _download(made: Export, sheet: Sheet, file: bytes) -> HttpResponse:
    name = f"{sheet.title}_{timezone.localdate():%Y%m%d}_{made.number}.{made.form}"
    response = HttpResponse(file, content_type=TYPES[Export.Form(made.form)])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
