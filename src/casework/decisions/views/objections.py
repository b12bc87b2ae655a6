"""Objections, reviews and suits: taken, held off, answered."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from casework import audit
from casework.accounts.answering import attempt
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.decisions.acts.object import Answered, Taken, answer, hold_off, take
from casework.decisions.forms import DAY
from casework.decisions.models import Objection
from casework.decisions.queries import decisions_within, objections_within
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.recorded import subject_of
from casework.ui.listing import listing_of
from casework.ui.versions import version_shown


class TakeForm(forms.Form):
    """受理异议."""

    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=Objection.Kind.choices, widget=forms.RadioSelect)
    told = forms.DateField(
        label=gettext_lazy("决定的送达日期"),
        help_text=gettext_lazy("复议和诉讼的期限从这一天起算。"),
        widget=forms.DateInput(DAY, "%Y-%m-%d"),
    )
    filed = forms.DateField(label=gettext_lazy("提出日期"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    text = forms.CharField(
        label=gettext_lazy("申请人的理由"),
        help_text=gettext_lazy("照申请人的原话写。"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )


class AnswerForm(forms.Form):
    """答复异议."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.ChoiceField(label=gettext_lazy("结果"), choices=Objection.Result.choices, widget=forms.RadioSelect)
    day = forms.DateField(label=gettext_lazy("答复日期"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    text = forms.CharField(label=gettext_lazy("答复的内容和理由"), max_length=2000, widget=forms.Textarea({"rows": 5}))
    outcome = forms.CharField(
        label=gettext_lazy("新决定的编号"),
        help_text=gettext_lazy("变更或撤销时填写：先核实事实，作出新的决定并复核通过。"),
        required=False,
        max_length=30,
    )


@require_GET
@shows_people
def objections(request: StaffRequest) -> HttpResponse:
    """Every one, those that wait for an answer first."""
    listing = listing_of(request.GET, objections_within(request.jurisdiction))
    audit.record(request, "objection.listed", found=len(listing.page))
    for one in listing.page:
        one.shown_name = masked_name(one.decision.person.name)
    context = {"listing": listing, "today": timezone.localdate()}
    return render(request, "decisions/objections.html", context)


@require_http_methods(["GET", "POST"])
@shows_people
def new(request: StaffRequest, decision: int) -> HttpResponse:
    """Take one against a decision."""
    against = decisions_within(request.jurisdiction).filter(pk=decision).first()
    if against is None:
        raise Http404(_("在您的数据范围内没有这项决定。"))
    today = timezone.localdate()
    told = timezone.localtime(against.reviewed).date() if against.reviewed else today
    form = TakeForm(request.POST or None, initial={"filed": today, "told": told})
    if form.is_valid():
        data = form.cleaned_data
        came = Taken(Objection.Kind(data["kind"]), data["told"], data["filed"], data["text"])
        try:
            objection = take(request, against.pk, came)
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已受理，并已立案核查。"))
            return redirect("decisions:objection", objection.pk)
    audit.record(request, "decision.opened", subject_of(against.person), number=against.number)
    context = {
        "form": form, "decision": against, "person": against.person, "benefit": against.benefit,
        "name": masked_name(against.person.name),
    }  # fmt: skip
    return render(request, "decisions/objection_form.html", context)


@require_http_methods(["GET", "POST"])
@shows_people
def objection(request: StaffRequest, objection: int) -> HttpResponse:
    """One; a POST with `step` holds the decision off, lifts that, or answers."""
    one = objections_within(request.jurisdiction).filter(pk=objection).first()
    if one is None:
        raise Http404(_("在您的数据范围内没有这件异议。"))
    address = reverse("decisions:objection", args=[one.pk])
    step = request.POST.get("step", "")
    if step in ("hold_off", "lift"):
        off, version = step == "hold_off", version_shown(request)
        done = _("已暂缓执行。") if off else _("已恢复执行。")
        return attempt(request, lambda: hold_off(request, one.pk, version, off=off), done, address)
    form = AnswerForm(request.POST or None, initial={"version": one.version, "day": timezone.localdate()})
    if step == "answer" and form.is_valid():
        said, version = _said(form.cleaned_data), form.cleaned_data["version"]
        return attempt(request, lambda: answer(request, one.pk, version, said), _("已答复。"), address)
    decision = one.decision
    audit.record(request, "objection.opened", subject_of(decision.person), number=decision.number)
    context = {
        "objection": one, "form": form, "decision": decision, "person": decision.person, "benefit": decision.benefit,
        "name": masked_name(decision.person.name), "today": timezone.localdate(),
        "may_hold": Role.COUNTY_REVIEWER in request.roles,
    }  # fmt: skip
    return render(request, "decisions/objection.html", context)


def _said(data: dict[str, Any]) -> Answered:
    return Answered(Objection.Result(data["result"]), data["day"], data["text"], data["outcome"])
