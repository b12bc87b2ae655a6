"""An office's own reports: which is due, what is in it, signing it."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import OfficeKind
from casework.people.access import shows_people
from casework.reports.acts.begin import begin as begin_report
from casework.reports.acts.sign import lacks_papers
from casework.reports.acts.sign import sign as sign_report
from casework.reports.acts.take_back import take_back as take_report_back
from casework.reports.acts.taking import ROUTES, may
from casework.reports.calendar import due_on, is_late, is_over, month_due, today
from casework.reports.forms import BeginForm, SignForm, VersionForm
from casework.reports.models import Reminder, Report, Step
from casework.reports.queries import own_reports, reminders_of
from casework.reports.recorded import READ, subject_of
from casework.reports.scope import shows_lines
from casework.reports.showing import history_of, rows_of
from casework.reports.signing import holds, holds_for, lines_of
from casework.reports.states import TRANSITIONS, Act, Route, State
from casework.reports.views.pages import check_editable, form_page, found, of_report, signed_in
from casework.reports.wording import Badge, badge_of
from zige.law.months import month_of


class Month(NamedTuple):
    """A month as the list of one's own shows it; no report: it is missing."""

    month: int
    report: Report | None
    badge: Badge | None
    reminder: Reminder | None


@require_GET
@shows_people
def mine(request: StaffRequest) -> HttpResponse:
    """What is to be reported now, and the months before."""
    account, due = signed_in(request), month_due(today())
    own, told = own_reports(account), reminders_of(account.office)
    months = [_month(month, own, told) for month in range(due, min([*own, due]) - 1, -1)]
    route = ROUTES[OfficeKind(account.office.kind)]
    context = {
        "now": months[0],
        "earlier": months[1:],
        "running": _month(month_of(today()), own, told),
        "due_on": due_on(due, route),
        "late": is_late(due, route, today()),
        "employer": route is Route.EMPLOYER,
    }
    return render(request, "reports/mine.html", context)


@require_POST
@shows_people
def begin(request: StaffRequest) -> HttpResponse:
    """The report of a month, and on to what is to be done in it."""
    form = BeginForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请从本页的按钮开始填报。"))
        return redirect("reports:mine")
    try:
        report = begin_report(signed_in(request), form.cleaned_data["month"])
    except ActRefused as refused:
        messages.error(request, str(refused))
        return redirect("reports:mine")
    return redirect(f"reports:{form.cleaned_data['then']}", report.pk)


@require_GET
@of_report
def report(request: StaffRequest, report: int) -> HttpResponse:
    """One report: its lines for whom they are to see, its history, what may be done with it here."""
    one, account = found(request, report), signed_in(request)
    shown = shows_lines(one, account)
    lines = list(one.lines.all()) if shown else []
    if lines:
        audit.record(request, READ, subject_of(one), lines=len(lines))
    signature = _signature(one)
    context = {
        "report": one,
        "badge": badge_of(one.state),
        "due_on": due_on(one.month, Route(one.route)),
        "own": one.office_id == account.office_id,
        "shown": shown,
        "rows": rows_of(one, lines),
        "may": _acts(request, one),
        "over": is_over(one.month, today()),
        "broken": one.is_signed and signature is not None and not holds_for(signature, one, list(one.lines.all())),
        "returned": _returned(one),
        "moments": history_of(one),
        "version": VersionForm(initial={"version": one.version}),
    }
    return render(request, "reports/report.html", context)


@require_GET
@of_report
def edition(request: StaffRequest, report: int, step: int) -> HttpResponse:
    """What a report said when it was signed, however it has changed since, and whether the signature holds."""
    one = found(request, report)
    signed = next((each for each in one.steps.all() if each.pk == step and each.act == Act.SIGN), None)
    if signed is None:
        raise Http404(_("在您的数据范围内没有这份月报。"))
    lines = lines_of(signed)
    if lines:
        audit.record(request, READ, subject_of(one), lines=len(lines), edition=signed.edition)
    context = {"report": one, "step": signed, "rows": rows_of(one, lines), "holds": holds(signed)}
    return render(request, "reports/edition.html", context)


@of_report
def sign(request: StaffRequest, report: int) -> HttpResponse:
    """The report as it will be signed, and the signature."""
    one = found(request, report)
    check_editable(request, one)
    form = SignForm(request.POST or None, initial={"version": one.version})
    if form.is_valid():
        sign_report(signed_in(request), one, form.cleaned_data["version"])
        messages.success(request, _("已签名上报。谢谢您。"))
        return redirect("reports:report", one.pk)
    lines = list(one.lines.all())
    title = _("签名上报") if lines else _("签名上报：没有人要上报")
    purpose = _("请再看一遍，然后签名。签名记下您的账号和时间，以后能查出内容是否被改过。")
    context = {"report": one, "rows": rows_of(one, lines), "bare": sum(map(lacks_papers, lines))}
    return form_page(request, form, title, purpose, _("签名上报"), reverse("reports:report", args=[one.pk]), **context)


@require_POST
@of_report
def take_back(request: StaffRequest, report: int) -> HttpResponse:
    """To correct it."""
    one, form = found(request, report), VersionForm(request.POST)
    if form.is_valid():
        take_report_back(signed_in(request), one, form.cleaned_data["version"])
        messages.success(request, _("已撤回。改好后请重新签名上报。"))
    return redirect("reports:report", one.pk)


def _month(month: int, own: dict[int, Report], told: dict[int, Reminder]) -> Month:
    one = own.get(month)
    reminder = told.get(month) if one is None or not one.is_signed else None
    return Month(month, one, badge_of(one.state) if one else None, reminder)


def _acts(request: StaffRequest, report: Report) -> dict[str, bool]:
    """Which acts are open here and now, by their code."""
    account, route, state = signed_in(request), Route(report.route), State(report.state)
    ways = {act: TRANSITIONS.get((route, state, act)) for act in Act}
    return {act.value: way is not None and may(account, request.roles, report, way.desk) for act, way in ways.items()}


def _returned(report: Report) -> Step | None:
    """The step that sent it back, while it is with its office again."""
    steps = list(report.steps.all())
    return steps[-1] if report.state == State.RETURNED and steps else None


def _signature(report: Report) -> Step | None:
    """That of the present edition."""
    signed = [step for step in report.steps.all() if step.act == Act.SIGN and step.edition == report.edition]
    return signed[-1] if signed else None
