"""Cases that people open: "I am alive", and whatever else is to be looked into about somebody."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.accounts.views.pages import signed_in
from casework.cases.acts.declare_kin import declare_kin
from casework.cases.forms import AliveForm, KinForm, OpenForm
from casework.cases.models import Kinship, Origin, Task
from casework.cases.opening.alive import open_alive
from casework.cases.opening.by_hand import Opening, open_case
from casework.people.access import shows_people
from casework.people.views import one_seen

BY_HAND = (Origin.REPORT, Origin.DECLARATION, Origin.TIP, Origin.OBJECTION)
TASKS = (Task.VERIFY, Task.REGISTER, Task.OPENING, Task.OVERDUE)


@shows_people
def alive(request: StaffRequest) -> HttpResponse:
    """Any office takes it, by the whole number; it is due today."""
    form = AliveForm(request.POST or None)
    if form.is_valid():
        try:
            case = open_alive(signed_in(request), form.cleaned_data["id_number"], form.cleaned_data["text"])
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已受理，今天办理。请当面核对本人并添加照片，再提出结论。"))
            return redirect("cases:case", case.pk)
    return _page(
        request, form, _("受理“本人在世”"),
        _("被误报死亡、失踪等的人到场或来电：先恢复发放，再查明原因，当天办理。"), _("受理"), "cases:cases",
    )  # fmt: skip


@shows_people
def by_hand(request: StaffRequest, number: int) -> HttpResponse:
    """About somebody who is seen."""
    person = one_seen(request, number)
    form = OpenForm(request.POST or None)
    choices = {"origin": [(one.value, one.label) for one in BY_HAND], "task": [(one.value, one.label) for one in TASKS]}
    for name, offered in choices.items():
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered
    if form.is_valid():
        said = form.cleaned_data
        try:
            case = open_case(
                signed_in(request), person, Opening(Task(said["task"]), Origin(said["origin"]), said["text"])
            )
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已立案；此人已有核查的，并入其中。"))
            return redirect("cases:case", case.pk)
    return _page(
        request, form, _("立案核查"), _("把收到的报告、申报、线索或异议立案；同一个人只有一个核查。"), _("立案")
    )


def kin(request: StaffRequest) -> HttpResponse:
    """Whom one may not handle; what was declared stays."""
    form = KinForm(request.POST or None)
    if form.is_valid():
        try:
            declare_kin(signed_in(request), form.cleaned_data["id_number"], Kinship.Kind(form.cleaned_data["kind"]))
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已申报。您不会再经办或复核此人的事项。"))
            return redirect("accounts:own")
    return _page(
        request, form, pgettext("menu", "申报回避关系"),
        _("您本人、配偶、亲属领取待遇的，在此申报；您不能经办或复核他们的事项。"),
        _("申报"), "accounts:own",
    )  # fmt: skip


def _page(
    request: StaffRequest, form: forms.Form, title: str, purpose: str, submit: str, back: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "purpose": purpose,
        "submit": submit,
        "back": reverse(back) if back else "",
    }
    return render(request, "cases/form.html", context)
