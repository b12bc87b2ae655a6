"""Deferrals of a place: who is concerned is counted before it is proposed, and again before it is approved."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from casework import audit
from casework.accounts.answering import attempt
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Region
from casework.accounts.page_access import opens
from casework.accounts.refusal import ActRefused
from casework.decisions.acts.defer_many import (
    Wanted,
    approve_deferral,
    propose_deferral,
    return_deferral,
    withdraw_deferral,
)
from casework.decisions.forms import DAY, ReviewForm
from casework.decisions.models import Deferral
from casework.decisions.queries import deferrals_within
from casework.decisions.transitions import Step
from casework.decisions.who import account_of
from casework.people.access import shows_people
from casework.runs.wording import benefit_kinds
from casework.ui import review
from casework.ui.listing import listing_of
from casework.ui.rulebook import book_today

TOWN = 9
"""Digits of a town's code."""


class DeferralForm(forms.Form):
    """成批延期: where, whose, why, until when."""

    region = forms.ChoiceField(
        label=gettext_lazy("居住地"), required=False, help_text=gettext_lazy("不选则为本机构的全部领取人。")
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("险种"),
        required=False,
        help_text=gettext_lazy("不选则为全部需要认证的险种。"),
        widget=forms.CheckboxSelectMultiple,
    )
    cause = forms.ChoiceField(label=gettext_lazy("原因"), choices=Deferral.Cause.choices, widget=forms.RadioSelect)
    start = forms.DateField(label=gettext_lazy("自"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    end = forms.DateField(
        label=gettext_lazy("至"),
        help_text=gettext_lazy("认证期限延长到这一天所在的月底。"),
        widget=forms.DateInput(DAY, "%Y-%m-%d"),
    )
    basis = forms.CharField(
        label=pgettext_lazy("label", "依据"),
        help_text=gettext_lazy("哪一级的什么通知，或哪次故障的记录。"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, office: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cyclic = {kind.value for kind in book_today().cycle.kinds}
        self.fields["region"].choices = [("", _("全部")), *_places(office)]  # type: ignore[attr-defined]
        self.fields["kinds"].choices = [one for one in benefit_kinds() if one[0] in cyclic]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is asked for."""
        data = self.cleaned_data
        return Wanted(
            data["region"], data["kinds"], Deferral.Cause(data["cause"]), data["start"], data["end"], data["basis"]
        )


def _places(office: str) -> list[tuple[str, str]]:
    """Towns and villages of the office, each village behind its town's name."""
    levels = [Region.Level.TOWN, Region.Level.VILLAGE]
    within = Region.objects.filter(code__startswith=office, level__in=levels).order_by("code")
    names = dict(within.values_list("code", "name"))
    return [
        (code, name if len(code) <= TOWN else f"{names.get(code[:TOWN], '')} {name}") for code, name in names.items()
    ]


@require_GET
@shows_people
def deferrals(request: StaffRequest) -> HttpResponse:
    """Every one, the latest first."""
    listing = listing_of(request.GET, deferrals_within(request.jurisdiction))
    context = {"listing": listing, "may_defer": opens(request, "decisions:defer_many")}
    return render(request, "decisions/deferrals.html", context)


@require_http_methods(["GET", "POST"])
@shows_people
def new(request: StaffRequest) -> HttpResponse:
    """The form; how many are concerned; the proposal."""
    office = account_of(request).office.number
    form = DeferralForm(office, request.POST or None)
    step = request.POST.get(review.STEP, "")
    if request.method == "POST" and step != review.EDIT and form.is_valid():
        return _propose(request, form, confirmed=step == review.CONFIRM)
    return render(request, "decisions/deferral_form.html", {"form": form})


def _propose(request: StaffRequest, form: DeferralForm, *, confirmed: bool) -> HttpResponse:
    """The proposal; before it is confirmed only how many it concerns, and nothing is kept."""
    try:
        with transaction.atomic():
            deferral = propose_deferral(request, form.wanted())
            if not confirmed:
                transaction.set_rollback(True)
    except ActRefused as refused:
        form.add_error(None, str(refused))
        return render(request, "decisions/deferral_form.html", {"form": form})
    if not confirmed:
        return _check(request, form, deferral.people)
    messages.success(request, _("已提出，编号 %(number)s；等另一人复核。") % {"number": deferral.number})
    return redirect("decisions:deferral", deferral.pk)


def _check(request: StaffRequest, form: DeferralForm, people: int) -> HttpResponse:
    context = {
        "form": form, "told": review.told(form), "submit": _("提出，交复核"),
        "consequences": [
            _("涉及 %(people)s 份待遇；每份记一条延期，进入下次认定。") % {"people": people},
            _("期间不因逾期暂停发放；其他情形照常核实。"),
            _("提出后由另一人复核；复核通过才生效。"),
        ],
    }  # fmt: skip
    return render(request, "decisions/deferral_check.html", context)


@require_http_methods(["GET", "POST"])
@shows_people
def deferral(request: StaffRequest, deferral: int) -> HttpResponse:
    """One; a POST with `step` approves, returns or withdraws it."""
    one = deferrals_within(request.jurisdiction).filter(pk=deferral).first()
    if one is None:
        raise Http404(_("在您的数据范围内没有这项延期。"))
    form = ReviewForm(request.POST or None, initial={"version": one.version})
    if form.is_valid():
        return _act(request, one, form.cleaned_data["version"], form.cleaned_data["note"])
    audit.record(request, "deferral.opened", f"deferral:{one.pk}", number=one.number)
    names = dict(benefit_kinds())
    context = {
        "deferral": one, "form": form, "kinds": [names[kind] for kind in one.kinds],
        "own": one.handler_id == account_of(request).pk, "waits": one.state == "proposed",
    }  # fmt: skip
    return render(request, "decisions/deferral.html", context)


def _act(request: StaffRequest, one: Deferral, version: int, note: str) -> HttpResponse:
    acts = {
        Step.APPROVE: (lambda: approve_deferral(request, one.pk, version), _("已复核通过。")),
        Step.SEND_BACK: (lambda: return_deferral(request, one.pk, version, note), _("已退回。")),
        Step.WITHDRAW: (lambda: withdraw_deferral(request, one.pk, version), _("已撤回。")),
    }
    step = request.POST.get("step", "")
    if step not in set(Step):
        raise Http404
    act, done = acts[Step(step)]
    return attempt(request, act, done, reverse("decisions:deferral", args=[one.pk]))
