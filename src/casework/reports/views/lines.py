"""Writing down who is to be reported: who, what and when, which papers; one question a page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.people.masking import masked_name
from casework.people.models import Person
from casework.people.queries import is_number, person_within, search
from casework.people.recorded import SEARCHED
from casework.people.views import address_of, searched_for
from casework.reports.acts.lines import (
    add_line,
    change_line,
    from_document,
    from_register,
    remove_line,
    set_papers,
)
from casework.reports.forms import HappenedForm, OutsiderForm, PapersForm, VersionForm
from casework.reports.models import Report
from casework.reports.views.pages import check_editable, form_page, found, line_of, of_report, signed_in
from casework.reports.wording import situation_text


@require_http_methods(["GET", "POST"])
@of_report
def who(request: StaffRequest, report: int) -> HttpResponse:
    """Whom to report: searched for among the people seen here."""
    one = found(request, report)
    check_editable(request, one)
    form, text = searched_for(request)
    if request.method == "POST" and not is_number(text):
        return redirect(address_of(request.path, text))
    people, more = search(request.jurisdiction, text)
    if text:
        audit.record(request, SEARCHED, found=len(people))
    if request.method == "POST" and people:
        return redirect("reports:add", one.pk, people[0].pk)
    rows = [(person, masked_name(person.name)) for person in people]
    return render(request, "reports/who.html", {"report": one, "form": form, "text": text, "rows": rows, "more": more})


@of_report
def add(request: StaffRequest, report: int, number: int) -> HttpResponse:
    """What has happened to somebody of the register."""
    one = found(request, report)
    check_editable(request, one)
    try:
        person = person_within(request.jurisdiction, number)
    except Person.DoesNotExist:
        raise Http404(_("在您的数据范围内没有此人。")) from None
    form = HappenedForm(one, person, request.POST or None, initial={"version": one.version})
    if form.is_valid():
        try:
            line = add_line(
                signed_in(request), one, form.cleaned_data["version"], from_register(person), form.happened()
            )
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("reports:papers", one.pk, line.pk)
    return _asked(request, one, form, masked_name(str(person.name)))


@of_report
def outsider(request: StaffRequest, report: int) -> HttpResponse:
    """Somebody who is not found: by name and number."""
    one = found(request, report)
    check_editable(request, one)
    form = OutsiderForm(one, request.POST or None, initial={"version": one.version})
    if form.is_valid():
        try:
            named = from_document(form.cleaned_data["name"], form.cleaned_data["id_number"])
            line = add_line(signed_in(request), one, form.cleaned_data["version"], named, form.happened())
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("reports:papers", one.pk, line.pk)
    return _asked(request, one, form, _("名单里没有的人"))


@of_report
def change(request: StaffRequest, report: int, line: int) -> HttpResponse:
    """What has happened, corrected."""
    one = line_of(request, report, line)
    check_editable(request, one.report)
    before = {
        "version": one.report.version,
        "situation": one.situation,
        "day": one.day,
        "benefit_id": one.benefit_id,
    }
    form = HappenedForm(one.report, one.person, request.POST or None, initial=before)
    if form.is_valid():
        try:
            change_line(signed_in(request), one, form.cleaned_data["version"], form.happened())
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("reports:papers", one.report_id, one.pk)
    return _asked(request, one.report, form, masked_name(str(one.name)))


@of_report
def papers(request: StaffRequest, report: int, line: int) -> HttpResponse:
    """Which papers are there."""
    one = line_of(request, report, line)
    check_editable(request, one.report)
    before = {"version": one.report.version, "papers": one.papers, "kept": one.kept, "remarks": one.remarks}
    form = PapersForm(one.report, one.situation, request.POST or None, initial=before)
    if form.is_valid():
        set_papers(signed_in(request), one, form.cleaned_data["version"], form.told())
        given = form.told()
        if given.there or given.remarks:
            messages.success(request, _("已记下。还有别人就接着添，没有了就签名上报。"))
        else:
            messages.warning(request, _("已记下，但还没有材料也没有备注：签名前要补上一样。"))
        return redirect("reports:report", one.report_id)
    title = f"{masked_name(str(one.name))} · {situation_text(one.report, one.situation)}"
    purpose = _("有什么勾什么，缺的以后再补；一份也没有的，在备注里写明原因，就可以先上报。")
    return form_page(request, form, title, purpose, _("记下"), _back(one.report))


@require_POST
@of_report
def remove(request: StaffRequest, report: int, line: int) -> HttpResponse:
    """Out of the report."""
    one, form = line_of(request, report, line), VersionForm(request.POST)
    if form.is_valid():
        remove_line(signed_in(request), one, form.cleaned_data["version"])
        messages.success(request, _("已从月报中删去。"))
    return redirect("reports:report", report)


def _asked(request: StaffRequest, report: Report, form: HappenedForm, name: str) -> HttpResponse:
    purpose = _("选一种情形，填发生的日期。下一步填材料。")
    return form_page(request, form, name, purpose, _("下一步"), _back(report))


def _back(report: Report) -> str:
    return reverse("reports:report", args=[report.pk])
