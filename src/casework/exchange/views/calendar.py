"""交换日历: which datasets are there, late or missing for a month; the empty workbook of each."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from casework.accounts.middleware import StaffRequest
from casework.exchange import parts
from casework.exchange.forms import MonthFilter
from casework.exchange.queries import calendar, held_batches, month_before
from casework.exchange.scope import desk_of
from casework.exchange.views.pages import attached, tabs
from zige.exchange.template import write_template


@require_GET
def show(request: StaffRequest) -> HttpResponse:
    """The datasets of one's own department, or of all."""
    desk = desk_of(request)
    month = MonthFilter(request.GET).chosen()
    context = {
        "form": MonthFilter({"month": month}),
        "month": month,
        "of_month": month_before(month),
        "rows": calendar(desk, month),
        "held": held_batches(desk),
        "of_city": desk.of_city,
        "tabs": tabs("exchange:calendar"),
    }
    return render(request, "exchange/calendar.html", context)


@require_GET
def template(request: StaffRequest, dataset: str) -> HttpResponse:
    """An empty workbook with the headers of a dataset and what each means."""
    contract = desk_of(request).contracts.get(dataset)
    if contract is None:
        raise Http404(_("在您的数据范围内没有这个数据集。"))
    with parts.passing_folder() as folder:
        file = folder / f"{contract.title.zh}.xlsx"
        write_template(contract, file)
        return attached(file.read_bytes(), file.name)
