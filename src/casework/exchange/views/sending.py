"""报送文件: as a plain form, or by a script in pieces that go on where they were cut off."""

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework.accounts.answering import attempt
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.accounts.views.pages import signed_in
from casework.exchange import parts
from casework.exchange.acts.send import (
    Announced,
    begin_sending,
    finish_sending,
    give_up_sending,
    send_whole,
    take_piece,
)
from casework.exchange.forms import AnnounceForm, Once, SendForm
from casework.exchange.models import State, Work, WorkKind
from casework.exchange.scope import Desk, desk_of
from casework.exchange.signing import must_sign
from casework.ui.versions import MOST_DIGITS

PROBLEM = 422
GOES_ON_ELSEWHERE = 409


def deliver(request: StaffRequest) -> HttpResponse:
    """The form; sent whole where there is no script. Sent twice, it leads to what came of it the first time."""
    desk = desk_of(request)
    if request.method != "POST":
        return _page(request, desk, SendForm(desk, initial=_named(request, desk)))
    before = _sent_before(request)
    if before is not None:
        return redirect("exchange:work", before.pk)
    form = SendForm(desk, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, desk, form)
    file = form.cleaned_data["file"]
    try:
        work = send_whole(signed_in(request), _announced(form, file.name, file.size), file)
    except ActRefused as refused:
        form.add_error("file", str(refused))
        return _page(request, desk, form)
    return redirect("exchange:work", work.pk)


@require_POST
def begin(request: StaffRequest) -> JsonResponse:
    """Where the pieces are to go, and how much has come already."""
    form = AnnounceForm(desk_of(request), request.POST, request.FILES)
    if not form.is_valid():
        return _problem(" ".join(str(error) for errors in form.errors.values() for error in errors))
    said = _announced(form, form.cleaned_data["name"], form.cleaned_data["size"])
    try:
        work = begin_sending(signed_in(request), said)
    except ActRefused as refused:
        return _problem(str(refused))
    return JsonResponse(
        {
            "offset": parts.length(work.pk, work.asked["name"]),
            "piece": reverse("exchange:piece", args=[work.pk]),
            "finish": reverse("exchange:finish", args=[work.pk]),
        }
    )


@require_POST
def piece(request: StaffRequest, number: UUID) -> JsonResponse:
    """Bytes of the file from X-Offset on; where it ends is answered, also to a piece that does not go on there."""
    work, offset = _own(request, number), request.headers.get("X-Offset", "")
    if not offset.isdecimal() or len(offset) > MOST_DIGITS:
        return _problem(_("请求不完整；请刷新页面后再试。"))
    try:
        return JsonResponse({"offset": take_piece(work, int(offset), request.body)})
    except parts.OtherOffset as other:
        return JsonResponse({"offset": other.offset}, status=GOES_ON_ELSEWHERE)
    except ActRefused as refused:
        return _problem(str(refused))


@require_POST
def finish(request: StaffRequest, number: UUID) -> JsonResponse:
    """All has come."""
    work = _own(request, number)
    try:
        finish_sending(signed_in(request), work)
    except ActRefused as refused:
        return _problem(str(refused))
    return JsonResponse({"page": reverse("exchange:work", args=[work.pk])})


@require_POST
def give_up(request: StaffRequest, number: UUID) -> HttpResponse:
    """What was begun is not to be sent."""
    work = _own(request, number)
    done = _("已放弃，收到的部分已经删除。")
    return attempt(request, lambda: give_up_sending(signed_in(request), work), done, reverse("exchange:works"))


def _page(request: StaffRequest, desk: Desk, form: SendForm) -> HttpResponse:
    begun = Work.objects.filter(by=signed_in(request), state=State.SENDING)
    signs = any(must_sign(contract) for contract in desk.contracts.values())
    return render(request, "exchange/deliver.html", {"form": form, "begun": begun, "signs": signs})


def _sent_before(request: StaffRequest) -> Work | None:
    """What this form has sent whole already."""
    form = Once(request.POST)
    if not form.is_valid():
        return None
    sent = Work.objects.filter(pk=form.asked(), by=signed_in(request))
    return sent.exclude(state=State.SENDING).first()


def _announced(form: SendForm, name: str, size: int) -> Announced:
    said = form.cleaned_data
    return Announced(form.asked(), said["dataset"], said["month"], name, size, said["manifest"])


def _own(request: StaffRequest, number: UUID) -> Work:
    found = Work.objects.filter(pk=number, by=signed_in(request), kind=WorkKind.RECEIVE).first()
    if found is None or found.dataset not in desk_of(request).contracts:
        raise Http404(_("没有这个上传。"))
    return found


def _named(request: StaffRequest, desk: Desk) -> dict[str, str]:
    """Dataset and month that a link from the calendar or a batch names."""
    dataset, month = request.GET.get("dataset", ""), request.GET.get("month", "")
    named = {"dataset": dataset} if dataset in desk.contracts else {}
    return named | ({"month": month} if month else {})


def _problem(sentence: str) -> JsonResponse:
    return JsonResponse({"problem": sentence}, status=PROBLEM)
