"""What offices above do with reports: see who has reported, countersign, return, accept, remind, merge."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Office
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.people.access import shows_people
from casework.reports import completeness
from casework.reports.acts import countersign as countersigning
from casework.reports.acts.accept import accept as accept_report
from casework.reports.acts.accept import accept_nil
from casework.reports.acts.order_merging import order_merging
from casework.reports.acts.remind import MAY_REMIND, remind
from casework.reports.acts.send_back import send_back as send_report_back
from casework.reports.acts.taking import ROUTES
from casework.reports.calendar import due_on
from casework.reports.completeness import Standing, offices_of_month, stands
from casework.reports.forms import CountersignForm, MonthForm, OfficeFilters, ReturnForm, VersionForm
from casework.reports.listing import offices_asked
from casework.reports.merging import waiting_in
from casework.reports.models import Delivery, Merging, Report
from casework.reports.queries import mergings_of, reminded
from casework.reports.scope import reports_within
from casework.reports.states import Route
from casework.reports.views.pages import form_page, found, of_report, signed_in
from casework.reports.wording import badge_of, dataset_name
from casework.ui.listing import listing_of
from casework.ui.voice import page_voice

ACCEPT = "accept"


class Card(NamedTuple):
    """A figure to work on, and where."""

    label: str
    figure: int
    href: str


@require_GET
@shows_people
def overview(request: StaffRequest) -> HttpResponse:
    """Who has reported a month, by place."""
    form = MonthForm(request.GET)
    month, rows = form.chosen, completeness.completeness(request.jurisdiction, form.chosen)
    total = completeness.total(rows)
    context = {
        "form": form,
        "month": month,
        "due_on": due_on(month, Route.VILLAGE),
        "rows": rows,
        "total": total,
        "figures": completeness.FIGURES,
        "cards": _cards(request, month, total.counts),
    }
    return render(request, "reports/overview.html", context)


@shows_people
def offices(request: StaffRequest) -> HttpResponse:
    """The offices behind a figure; nil reports are accepted here together, and offices that are late reminded."""
    if request.method == "POST":
        return _many(request)
    form = OfficeFilters(request.GET)
    month = form.chosen
    listing = listing_of(request.GET, offices_asked(request.jurisdiction, form), form)
    listing.page.object_list = _rows(request, month, list(listing.page))
    context = {"listing": listing, "month": month, "choosable": bool(request.roles & MAY_REMIND)}
    context["accepts"] = Role.COUNTY_HANDLER in request.roles
    return render(request, "reports/offices.html", context)


class OfficeRow(NamedTuple):
    """An office with its report of the month, if it has one; `pk` names both for the boxes that are ticked."""

    office: Office
    report: Report | None
    badge: object
    late: bool
    reminder: object

    @property
    def pk(self) -> str:
        """Office, report and the version that was shown."""
        report = self.report
        return f"{self.office.pk}.{report.pk}.{report.version}" if report else f"{self.office.pk}.0.0"

    def __str__(self) -> str:
        return str(self.office)


def _rows(request: StaffRequest, month: int, offices: list[Office]) -> list[OfficeRow]:
    found = reports_within(request.jurisdiction).filter(office__in=offices, month=month)
    by_office, told = {one.office_id: one for one in found}, reminded(request.jurisdiction, offices, month)
    return [_row(office, month, by_office.get(office.pk), told.get(office.pk)) for office in offices]


def _row(office: Office, month: int, report: Report | None, reminder: object) -> OfficeRow:
    due = due_on(month, ROUTES[office.kind])  # type: ignore[index]
    late = bool(report and report.is_signed and report.first_signed and report.first_signed > due)
    return OfficeRow(office, report, badge_of(report.state) if report else None, late, reminder)


def _many(request: StaffRequest) -> HttpResponse:
    """What is done to all that were ticked."""
    try:
        chosen = [tuple(map(int, one.split("."))) for one in request.POST.getlist("chosen")]
        if not chosen or any(len(one) != 3 for one in chosen):
            raise ActRefused(_("请先勾选至少一个机构。"))
        if request.POST.get("act") == ACCEPT:
            _accept(request, [(report, version) for _office, report, version in chosen if report])
        else:
            _remind(request, [office for office, _report, _version in chosen])
    except (ValueError, OverflowError):
        messages.error(request, _("请刷新页面后再试。"))
    except ActRefused as refused:
        messages.error(request, str(refused))
    return redirect(request.get_full_path())


def _accept(request: StaffRequest, chosen: list[tuple[int, int]]) -> None:
    versions = dict(chosen)
    reports = reports_within(request.jurisdiction).filter(pk__in=versions)
    count = accept_nil(signed_in(request), [(report, versions[report.pk]) for report in reports])
    if not count:
        raise ActRefused(_("所选机构还没有上报，没有可接收的月报。"))
    messages.success(
        request, ngettext("已接收 %(count)s 份零报告。", "已接收 %(count)s 份零报告。", count) % {"count": count}
    )


def _remind(request: StaffRequest, chosen: list[int]) -> None:
    form = OfficeFilters(request.GET)
    seen = offices_of_month(request.jurisdiction, form.chosen).filter(pk__in=chosen)
    count = remind(signed_in(request), seen.exclude(pk=signed_in(request).office_id), form.chosen)
    messages.success(
        request, ngettext("已催报 %(count)s 个机构。", "已催报 %(count)s 个机构。", count) % {"count": count}
    )


@shows_people
def countersign(request: StaffRequest) -> HttpResponse:
    """A town's villages of a month, countersigned as a whole."""
    account, month = signed_in(request), MonthForm(request.GET).chosen
    waiting = countersigning.waiting_in(account.office.region_id, month)
    shown = " ".join(f"{one.pk}.{one.version}" for one in waiting)
    form = CountersignForm(request.POST or None, initial={"month": month, "shown": shown})
    if form.is_valid():
        try:
            count = countersigning.countersign(account, form.cleaned_data["month"], form.versions())
        except ActRefused as refused:
            messages.error(request, str(refused))
        else:
            said = ngettext("已会签 %(count)s 份村社月报。", "已会签 %(count)s 份村社月报。", count)
            messages.success(request, said % {"count": count})
        return redirect(request.get_full_path())
    missing = (
        offices_of_month(request.jurisdiction, month).filter(completeness.UNREPORTED).exclude(pk=account.office_id)
    )
    context = {
        "filters": MonthForm(request.GET),
        "month": month,
        "waiting": [(one, badge_of(one.state)) for one in waiting],
        "missing": list(missing.order_by("number")),
        "own": Report.objects.filter(office=account.office_id, month=month).first(),
        "form": form,
        "people": sum(one.size for one in waiting),
    }
    return render(request, "reports/countersign.html", context)


@of_report
def send_back(request: StaffRequest, report: int) -> HttpResponse:
    """To the office that made it, with the reason."""
    one = found(request, report)
    form = ReturnForm(request.POST or None, initial={"version": one.version})
    if form.is_valid():
        send_report_back(signed_in(request), one, form.cleaned_data["version"], form.cleaned_data["reason"])
        messages.success(request, _("已退回。填报机构改好后会重新上报。"))
        return redirect("reports:report", one.pk)
    purpose = _("填报机构改好后重新签名上报，算作新的一次；原来的内容留在历史里。")
    return form_page(request, form, _("退回月报"), purpose, _("退回"), reverse("reports:report", args=[one.pk]))


@require_POST
@of_report
def accept(request: StaffRequest, report: int) -> HttpResponse:
    """Verified and accepted."""
    one, form = found(request, report), VersionForm(request.POST)
    if form.is_valid():
        accept_report(signed_in(request), one, form.cleaned_data["version"])
        messages.success(request, _("已接收，等待复核人员汇总。"))
    return redirect("reports:report", one.pk)


@shows_people
def merge(request: StaffRequest) -> HttpResponse:
    """What is accepted and not yet in the home, and what was merged before."""
    account, month = signed_in(request), MonthForm(request.GET).chosen
    if request.method == "POST":
        try:
            order_merging(account, month)
        except ActRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("已开始汇总。完成后结果显示在本页，请稍后刷新。"))
        return redirect(request.get_full_path())
    waiting, mergings = waiting_in(account.office.region.prefix, month), mergings_of(request.jurisdiction)
    context = {
        "filters": MonthForm(request.GET),
        "month": month,
        "reports": len(waiting),
        "people": sum(one.size for one in waiting),
        "undecided": offices_of_month(request.jurisdiction, month).filter(stands(Standing.UNDECIDED, month)).count(),
        "mergings": [_told(one) for one in mergings],
        "merges": Role.COUNTY_REVIEWER in request.roles and all(one.ended for one in mergings),
        "waiting_list": _listed(month, Standing.ACCEPTED),
        "undecided_list": _listed(month, Standing.UNDECIDED),
    }
    return render(request, "reports/merge.html", context)


class Told(NamedTuple):
    """A merging as a page shows it: its deliveries by the names of their datasets, or why it came to nothing."""

    merging: Merging
    refusal: str
    deliveries: list[tuple[str, Delivery]]


def _told(merging: Merging) -> Told:
    deliveries = [(dataset_name(one.dataset), one) for one in merging.deliveries.all()]
    return Told(merging, merging.refusal.get(page_voice().language, ""), deliveries)


def _cards(request: StaffRequest, month: int, counts: dict[Standing, int]) -> list[Card]:
    """What waits for somebody, each opening where it is done."""
    wanted = {
        Standing.TOWN: (_("等镇街会签"), f"{reverse('reports:countersign')}?month={month}"),
        Standing.COUNTY: (_("等县级接收"), _listed(month, Standing.COUNTY)),
        Standing.ACCEPTED: (_("等汇总"), f"{reverse('reports:merge')}?month={month}"),
        Standing.OVERDUE: (_("逾期未报"), _listed(month, Standing.OVERDUE)),
    }
    return [
        Card(label, counts[one], href if _works_on(request, one) else _listed(month, one))
        for one, (label, href) in wanted.items()
    ]


def _works_on(request: StaffRequest, which: Standing) -> bool:
    """Whether the page on which it is done is open to who asks."""
    doers = {
        Standing.TOWN: {Role.TOWN},
        Standing.ACCEPTED: {Role.COUNTY_HANDLER, Role.COUNTY_REVIEWER, Role.CITY_OPERATOR},
    }
    return which not in doers or bool(request.roles & doers[which])


def _listed(month: int, which: Standing) -> str:
    """The address of the offices behind a figure."""
    return f"{reverse('reports:offices')}?month={month}&standing={which.value}"
