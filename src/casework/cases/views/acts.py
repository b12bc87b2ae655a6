"""What is done to a case, each act a page that asks for what it needs; receipts and notes stand on the case page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import audit
from casework.accounts.answering import attempt, stale_page
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Office
from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.views.pages import signed_in
from casework.cases.acts.assign import assign as assign_to
from casework.cases.acts.close import close as close_case
from casework.cases.acts.escalate import escalate as escalate_case
from casework.cases.acts.give_back import came_from
from casework.cases.acts.give_back import give_back as give_case_back
from casework.cases.acts.hand_over import hand_over as hand_case_over
from casework.cases.acts.hand_over import hand_over_to_office
from casework.cases.acts.note import note as add_note
from casework.cases.acts.receive import receive as receive_case
from casework.cases.acts.report_up import report_up as report_case_up
from casework.cases.acts.send_down import send_down as send_case_down
from casework.cases.acts.stop_clock import go_on as let_clock_go_on
from casework.cases.acts.stop_clock import stop_clock as stop_case_clock
from casework.cases.forms import AccountForm, HandOverForm, PassOnForm, SendForm, TextForm
from casework.cases.models import Case
from casework.cases.offering import colleagues_for, peers_of, targets_below
from casework.cases.recorded import SHOWN, subject_of
from casework.cases.upwards import office_above
from casework.cases.views.pages import case_seen
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.ui.versions import version_shown


@require_POST
@shows_people
def receive(request: StaffRequest, case: int) -> HttpResponse:
    """A receipt, at once."""
    one = case_seen(request, case)
    return attempt(
        request, lambda: receive_case(signed_in(request), one, version_shown(request)), _("已签收。"), _address(one)
    )


@require_POST
@shows_people
def note(request: StaffRequest, case: int) -> HttpResponse:
    """What was heard, seen or done."""
    one, text = case_seen(request, case), request.POST.get("text", "")
    return attempt(
        request, lambda: add_note(signed_in(request), one, version_shown(request), text), _("已记录。"), _address(one)
    )


@shows_people
def send_down(request: StaffRequest, case: int) -> HttpResponse:
    """To where somebody can go and see."""
    one = case_seen(request, case)
    form = SendForm(targets_below(one), request.POST or None)
    return _page(
        request, one, form, _("下派核查"), _("交给能到现场查看的机构；对方签收后办理，并上报查到的情况。"),
        lambda said: send_case_down(signed_in(request), one, version_shown(request), said["to"], said["text"]),
        _("已下派，等待签收。"),
    )  # fmt: skip


@shows_people
def assign(request: StaffRequest, case: int) -> HttpResponse:
    """To a colleague."""
    one = case_seen(request, case)
    form = AccountForm(colleagues_for(one), request.POST or None)
    return _page(
        request, one, form, _("分派核查"), _("由本机构的一位同事承办。申报过回避关系的人不在其中。"),
        lambda said: assign_to(signed_in(request), one, version_shown(request), said["to"]), _("已分派。"),
    )  # fmt: skip


@shows_people
def hand_over(request: StaffRequest, case: int) -> HttpResponse:
    """To a colleague, with the reason."""
    one = case_seen(request, case)
    form = HandOverForm(colleagues_for(one), request.POST or None)
    return _page(
        request, one, form, _("移交核查"), _("换一位同事承办，并写明理由。"),
        lambda said: hand_case_over(signed_in(request), one, version_shown(request), said["to"], said["text"]),
        _("已移交。"),
    )  # fmt: skip


@shows_people
def pass_on(request: StaffRequest, case: int) -> HttpResponse:
    """To an office of the same level, where the person has moved or draws another benefit."""
    one = case_seen(request, case)
    form = PassOnForm(peers_of(one), request.POST or None)
    return _page(
        request, one, form, _("转交同级机构"),
        _("此人已搬到那里居住，或在那里领取待遇、参保的，交给那里办理，并写明理由。"),
        lambda said: hand_over_to_office(signed_in(request), one, version_shown(request), said["to"], said["text"]),
        _("已转交，等待签收。"),
    )  # fmt: skip


@shows_people
def report_up(request: StaffRequest, case: int) -> HttpResponse:
    """What was found on the spot goes a level up (Art. 14)."""
    purpose = _("写明查到的情况，交上一级。")
    return _with_text(request, case, _("上报核查"), purpose, report_case_up, _("已上报。"), office_above)


@shows_people
def give_back(request: StaffRequest, case: int) -> HttpResponse:
    """It does not belong here, or cannot be found out here."""
    purpose = _("退回给送来的机构，并写明原因。")
    return _with_text(request, case, _("退回核查"), purpose, give_case_back, _("已退回。"), came_from)


@shows_people
def escalate(request: StaffRequest, case: int) -> HttpResponse:
    """It cannot be settled here."""
    purpose = _("本级无法办结，交上一级办理，并写明原因。")
    return _with_text(request, case, _("提级办理"), purpose, escalate_case, _("已提级。"), office_above)


@shows_people
def stop_clock(request: StaffRequest, case: int) -> HttpResponse:
    """Nothing can be done for a while."""
    purpose = _("等待外部结果期间停止计算办理期限，并写明在等什么。")
    return _with_text(request, case, _("中止计时"), purpose, stop_case_clock, _("计时已中止。"))


@shows_people
def go_on(request: StaffRequest, case: int) -> HttpResponse:
    """What was waited for has come."""
    purpose = _("等待的结果已经到了，期限从今天起接着计算。")
    return _with_text(request, case, _("恢复计时"), purpose, let_clock_go_on, _("计时已恢复。"))


@shows_people
def close(request: StaffRequest, case: int) -> HttpResponse:
    """What people asked has been answered."""
    purpose = _("由人提出的事项已经办完，写明结果后结案。月度认定提出的事项要有核查结论，结案会自动进行。")
    return _with_text(request, case, _("结案"), purpose, close_case, _("已结案。"))


def _with_text(
    request: StaffRequest,
    case: int,
    title: str,
    purpose: str,
    act: Callable[..., object],
    done: str,
    where: Callable[[Case], Office] | None = None,
) -> HttpResponse:
    """With what is said; `where` finds the office that gets the case, which the page names before it is sent."""
    one, form = case_seen(request, case), TextForm(request.POST or None)
    return _page(
        request, one, form, title, purpose,
        lambda said: act(signed_in(request), one, version_shown(request), said["text"]), done,
        _will_go(one, where) if where else "",
    )  # fmt: skip


def _will_go(case: Case, where: Callable[[Case], Office]) -> str:
    try:
        return _("这个核查将送往“%(office)s”。") % {"office": where(case).name}
    except ActRefused as refused:
        return str(refused)


def _page(
    request: StaffRequest,
    case: Case,
    form: BaseForm,
    title: str,
    purpose: str,
    act: Callable[[dict[str, Any]], object],
    done: str,
    where: str = "",
) -> HttpResponse:
    """A page that is one form; a refusal stands above it, and a stale case answers 409."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Stale as stale:
            return stale_page(request, str(stale), _address(case))
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect(_after(request, case))
    context = {"form": form, "case": case, "title": title, "purpose": purpose, "where": where, "back": _address(case)}
    context["name"] = masked_name(case.person.name)
    audit.record(request, SHOWN, subject_of(case))
    return render(request, "cases/act.html", context)


def _address(case: Case) -> str:
    return reverse("cases:case", args=[case.pk])


def _after(request: StaffRequest, case: Case) -> str:
    """The case, or the list where it is no longer seen: an office of elsewhere may have given it away."""
    try:
        case_seen(request, case.pk)
    except Http404:
        return reverse("cases:cases")
    return _address(case)
