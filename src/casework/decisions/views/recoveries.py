"""What is asked back: the account, the plan, receipts, write-offs."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework import audit
from casework.accounts.answering import attempt, attempt_form, stale_page
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused, Stale
from casework.decisions.acts.plan import Part, plan
from casework.decisions.acts.repay import Payment, repay
from casework.decisions.acts.write_off import (
    approve_write_off,
    propose_write_off,
    return_write_off,
    withdraw_write_off,
)
from casework.decisions.forms import DAY, ReviewForm, YuanField
from casework.decisions.models import Instalment, Recovery, WriteOff
from casework.decisions.queries import recoveries_within
from casework.decisions.recovering import balance_of
from casework.decisions.spreading import spread
from casework.decisions.terms import terms
from casework.decisions.transitions import Step
from casework.decisions.who import account_of
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.recorded import subject_of
from casework.ui.listing import listing_of
from casework.ui.versions import version_shown

MOST = 60
"""Instalments of a plan."""


class SpreadForm(forms.Form):
    """平均分期: what is left, in so many parts, a month apart."""

    way = forms.ChoiceField(label=gettext_lazy("方式"), choices=Instalment.Way.choices)
    first = forms.DateField(label=gettext_lazy("第一期的期限"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    count = forms.IntegerField(label=gettext_lazy("期数"), min_value=1, max_value=MOST)

    def clean_first(self) -> dt.date:
        """Raises ValidationError for a day so far ahead that the last part would have none."""
        first: dt.date = self.cleaned_data["first"]
        if first.year + MOST // 12 >= dt.MAXYEAR:
            raise forms.ValidationError(_("日期太远；请核对年份。"))
        return first


class PartForm(forms.Form):
    """一期."""

    way = forms.ChoiceField(
        label=gettext_lazy("方式"), choices=Instalment.Way.choices, initial=Instalment.Way.RETURNED.value
    )
    due = forms.DateField(label=gettext_lazy("期限"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    amount = YuanField(label=gettext_lazy("金额（元）"))
    payer = forms.CharField(
        label=gettext_lazy("退款人"), required=False, max_length=60, help_text=gettext_lazy("由继承人退回时填写。")
    )

    def part(self) -> Part:
        """The instalment in fen."""
        data = self.cleaned_data
        return Part(Instalment.Way(data["way"]), data["due"], data["amount"], data["payer"])


PARTS: Any = forms.formset_factory(PartForm, extra=2, max_num=72, can_delete=True, can_delete_extra=False)


class RepayForm(forms.Form):
    """登记退款."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    way = forms.ChoiceField(label=gettext_lazy("方式"), choices=Instalment.Way.choices)
    day = forms.DateField(label=gettext_lazy("到账日期"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    amount = YuanField(label=gettext_lazy("金额（元）"))
    receipt = forms.CharField(label=gettext_lazy("凭证号"), max_length=60)


class WriteOffForm(forms.Form):
    """提出核销."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    amount = YuanField(label=gettext_lazy("金额（元）"))
    reason = forms.CharField(label=gettext_lazy("理由和依据"), max_length=500, widget=forms.Textarea({"rows": 3}))


@require_GET
@shows_people
def recoveries(request: StaffRequest) -> HttpResponse:
    """Every one, those that are open first."""
    listing = listing_of(request.GET, recoveries_within(request.jurisdiction))
    audit.record(request, "recovery.listed", found=len(listing.page))
    for one in listing.page:
        one.shown_name = masked_name(one.decision.person.name)
    return render(request, "decisions/recoveries.html", {"listing": listing})


@require_GET
@shows_people
def recovery(request: StaffRequest, recovery: int) -> HttpResponse:
    """The account: what is asked, what came, what was given up, what is left."""
    one = _one(request, recovery)
    _opened(request, one)
    return _page(request, one)


@require_http_methods(["GET", "POST"])
@shows_people
def make_plan(request: StaffRequest, recovery: int) -> HttpResponse:
    """Spread what is left, look at the parts, change them, keep them."""
    one = _one(request, recovery)
    spreading = SpreadForm(request.GET or None)
    parts = PARTS(request.POST) if request.method == "POST" else PARTS(initial=_spread(one, spreading))
    if request.method == "POST" and parts.is_valid():
        answer = _planned(request, one, _told(parts))
        if answer is not None:
            return answer
    _opened(request, one)
    context = {**_about(one), "spreading": spreading, "parts": parts, "share": terms().set_off}
    return render(request, "decisions/plan.html", context)


def _told(parts: Any) -> list[Part]:
    """What is filled in and not to be left out."""
    return [form.part() for form in parts if form.has_changed() and form not in parts.deleted_forms]


def _planned(request: StaffRequest, one: Recovery, parts: list[Part]) -> HttpResponse | None:
    """The account with its plan; None where the parts are drawn again below the refusal."""
    try:
        plan(request, one.pk, version_shown(request), parts)
    except Stale as stale:
        return stale_page(request, str(stale), _address(one))
    except ActRefused as refused:
        messages.error(request, str(refused))
        return None
    messages.success(request, _("计划已保存。"))
    return redirect(_address(one))


@require_http_methods(["GET", "POST"])
@shows_people
def take_repayment(request: StaffRequest, recovery: int) -> HttpResponse:
    """What came back."""
    one = _one(request, recovery)
    form = RepayForm(request.POST or None, initial={"version": one.version, "day": timezone.localdate()})
    if form.is_valid():
        data = form.cleaned_data
        paid = Payment(Instalment.Way(data["way"]), data["day"], data["amount"], data["receipt"])
        answer = attempt_form(
            request, form, lambda: repay(request, one.pk, data["version"], paid), _("退款已登记。"), _address(one)
        )
        if answer is not None:
            return answer
    return _form(request, one, form, _("登记退款"), _("按到账凭证登记；同一张凭证只能登记一次。"))


@require_http_methods(["GET", "POST"])
@shows_people
def give_up(request: StaffRequest, recovery: int) -> HttpResponse:
    """What will not come back, for review."""
    one = _one(request, recovery)
    form = WriteOffForm(request.POST or None, initial={"version": one.version})
    if form.is_valid():
        data = form.cleaned_data
        amount = data["amount"]
        answer = attempt_form(
            request, form, lambda: propose_write_off(request, one.pk, data["version"], amount, data["reason"]),
            _("已提出核销，交另一人复核。"), _address(one),
        )  # fmt: skip
        if answer is not None:
            return answer
    return _form(request, one, form, _("提出核销"), _("确实无法追回的，写明理由和依据；由另一人复核后核销。"))


@require_POST
@shows_people
def review_write_off(request: StaffRequest, recovery: int, write_off: int) -> HttpResponse:
    """Approve, return or withdraw what was proposed."""
    one = _one(request, recovery)
    form = ReviewForm(request.POST)
    if not form.is_valid() or not one.write_offs.filter(pk=write_off).exists():
        raise Http404
    version, note = form.cleaned_data["version"], form.cleaned_data["note"]
    acts: dict[str, tuple[Callable[[], object], str]] = {
        Step.APPROVE: (lambda: approve_write_off(request, write_off, version), _("已核销。")),
        Step.SEND_BACK: (lambda: return_write_off(request, write_off, version, note), _("已退回。")),
        Step.WITHDRAW: (lambda: withdraw_write_off(request, write_off, version), _("已撤回。")),
    }
    act, done = acts.get(request.POST.get("step", ""), (None, ""))
    if act is None:
        raise Http404
    return attempt(request, act, done, _address(one))


def _one(request: StaffRequest, number: int) -> Recovery:
    found = recoveries_within(request.jurisdiction).filter(pk=number).first()
    if found is None:
        raise Http404(_("在您的数据范围内没有这笔追回。"))
    return found


def _address(one: Recovery) -> str:
    return reverse("decisions:recovery", args=[one.pk])


def _spread(one: Recovery, spreading: SpreadForm) -> list[dict[str, Any]]:
    """The present plan, or what is left in equal parts."""
    if not spreading.is_valid():
        present = one.instalments.filter(dropped=None)
        return [
            {"way": each.way, "due": each.due, "amount": _yuan(each.amount), "payer": each.payer or ""}
            for each in present
        ]
    data = spreading.cleaned_data
    parts = spread(balance_of(one).left, data["first"], data["count"])
    return [{"way": data["way"], "due": due, "amount": _yuan(fen), "payer": ""} for due, fen in parts]


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _form(request: StaffRequest, one: Recovery, form: forms.Form, title: str, purpose: str) -> HttpResponse:
    _opened(request, one)
    context = {**_about(one), "form": form, "title": title, "purpose": purpose, "back": _address(one)}
    return render(request, "decisions/recovery_form.html", context)


def _opened(request: StaffRequest, one: Recovery) -> None:
    audit.record(request, "recovery.opened", subject_of(one.decision.person), number=one.decision.number)


def _about(one: Recovery) -> dict[str, Any]:
    return {
        "recovery": one,
        "decision": one.decision,
        "person": one.decision.person,
        "benefit": one.decision.benefit,
        "name": masked_name(one.decision.person.name),
        "balance": balance_of(one),
    }


def _page(request: StaffRequest, one: Recovery) -> HttpResponse:
    today: dt.date = timezone.localdate()
    write_offs = WriteOff.objects.filter(recovery=one).select_related("handler", "reviewer").order_by("pk")
    context = {
        **_about(one), "today": today, "me": account_of(request).pk,
        "instalments": one.instalments.filter(dropped=None), "repayments": one.repayments.select_related("by"),
        "write_offs": write_offs,
    }  # fmt: skip
    return render(request, "decisions/recovery.html", context)
