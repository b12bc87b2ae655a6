"""Overdue suspensions of an office together: drawn, looked at one by one as far as drawn, proposed, approved."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework import audit
from casework.accounts.answering import attempt
from casework.accounts.middleware import StaffRequest
from casework.accounts.page_access import opens
from casework.accounts.refusal import ActRefused
from casework.decisions.acts.overdue import (
    Checked,
    approve_group,
    check_one,
    draw,
    drop,
    propose_group,
    return_group,
)
from casework.decisions.foreseeing import foresee
from casework.decisions.models import Group
from casework.decisions.queries import groups_within
from casework.decisions.terms import terms
from casework.decisions.who import account_of
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.models import Benefit
from casework.people.recorded import subject_of
from casework.ui.listing import listing_of
from casework.ui.versions import version_shown

PROPOSE, DROP, APPROVE, SEND_BACK = "propose", "drop", "approve", "send_back"
WITH_WORDS = (PROPOSE, SEND_BACK)
"""Steps that are nothing without a reason."""


class LookForm(forms.Form):
    """One of the sample: whether it stands."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    stands = forms.ChoiceField(
        label=gettext_lazy("逐件看过的结果"),
        choices=[("yes", gettext_lazy("成立：确实逾期，提醒都已送达")), ("no", gettext_lazy("不成立：不能成批暂停"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("看了什么"),
        help_text=gettext_lazy("例如：提醒记录、送达回执、有无在世的线索。"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )


class WhyForm(forms.Form):
    """The reason of a group, or why it is returned."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("理由"),
        help_text=gettext_lazy("会写进每个人的通知书；退回时写清要改什么。"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


@require_GET
@shows_people
def groups(request: StaffRequest) -> HttpResponse:
    """Every group, the latest first."""
    listing = listing_of(request.GET, groups_within(request.jurisdiction))
    context = {"listing": listing, "share": terms().sample, "may_draw": opens(request, "decisions:draw")}
    return render(request, "decisions/groups.html", context)


@require_POST
@shows_people
def draw_one(request: StaffRequest) -> HttpResponse:
    """A new group of those who are overdue now."""
    try:
        group = draw(request)
    except ActRefused as refused:
        messages.error(request, str(refused))
        return redirect("decisions:groups")
    messages.success(request, _("已抽取：请逐件看抽中的待遇。"))
    return redirect("decisions:group", group.pk)


@require_http_methods(["GET", "POST"])
@shows_people
def group(request: StaffRequest, group: int) -> HttpResponse:
    """One group; a POST with `step` proposes, drops, approves or returns it."""
    one = _one(request, group)
    form = WhyForm(request.POST or None, initial={"version": one.version})
    if request.method == "POST" and (form.is_valid() or request.POST.get("step") not in WITH_WORDS):
        return _act(request, one)
    audit.record(request, "group.opened", f"group:{one.pk}", number=one.number)
    held = Benefit.objects.select_related("person").in_bulk(one.sample)
    drawn = [held[key] for key in one.sample if key in held]
    sample = [(benefit, masked_name(benefit.person.name), one.checked.get(benefit.pk)) for benefit in drawn]
    context = {
        "group": one, "form": form, "sample": sample, "own": one.handler_id == account_of(request).pk,
        "all_checked": set(one.checked) == set(one.sample),
        "all_stand": all(told["stands"] for told in one.checked.values()),
        "decisions": one.decisions.select_related("person").order_by("benefit_id")[:200],
    }  # fmt: skip
    return render(request, "decisions/group.html", context)


@require_http_methods(["GET", "POST"])
@shows_people
def look(request: StaffRequest, group: int, benefit_id: str) -> HttpResponse:
    """One of the sample, with what the law makes of it now."""
    one = _one(request, group)
    if benefit_id not in one.sample:
        raise Http404(_("这份待遇没有被抽中。"))
    benefit = Benefit.objects.select_related("person").get(pk=benefit_id)
    form = LookForm(request.POST or None, initial={"version": one.version})
    if form.is_valid():
        data = form.cleaned_data
        seen = Checked(benefit_id, data["stands"] == "yes", data["note"])
        return attempt(
            request, lambda: check_one(request, one.pk, data["version"], seen), _("已记录。"),
            reverse("decisions:group", args=[one.pk]),
        )  # fmt: skip
    try:
        foreseen = foresee(benefit)
    except ActRefused as refused:
        raise Http404(str(refused)) from None
    audit.record(request, "decision.previewed", subject_of(benefit.person), month=foreseen.now.month)
    context = {
        "group": one, "form": form, "benefit": benefit, "person": benefit.person, "month": foreseen.now,
        "name": masked_name(benefit.person.name), "before": foreseen.strip_before, "after": foreseen.strip_after,
    }  # fmt: skip
    return render(request, "decisions/look.html", context)


def _one(request: StaffRequest, number: int) -> Group:
    found = groups_within(request.jurisdiction).filter(pk=number).first()
    if found is None:
        raise Http404(_("在您的数据范围内没有这一批。"))
    return found


def _act(request: StaffRequest, one: Group) -> HttpResponse:
    version, text = version_shown(request), request.POST.get("text", "")
    acts = {
        PROPOSE: (lambda: propose_group(request, one.pk, version, text), _("已提出，交另一人复核。")),
        DROP: (lambda: drop(request, one.pk, version), _("已放弃这一批。")),
        APPROVE: (lambda: approve_group(request, one.pk, version), _("已复核通过，每份待遇各有一项决定。")),
        SEND_BACK: (lambda: return_group(request, one.pk, version, text), _("已退回这一批。")),
    }
    step = request.POST.get("step", "")
    if step not in acts:
        raise Http404
    act, done = acts[step]
    return attempt(request, act, done, reverse("decisions:group", args=[one.pk]))
