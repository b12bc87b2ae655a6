"""Notices: the list with what has not arrived, one notice, its paper, how it was delivered."""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.notices import queries
from casework.notices.acts.deliver import OPEN, hand_to_villages, record_delivery
from casework.notices.acts.withdraw import withdraw
from casework.notices.forms import DeliveryForm, NoticeFilters, WithdrawForm, chosen
from casework.notices.issuing.printing import file_of, paper_of
from casework.notices.lists import notices_asked
from casework.notices.models import Contact, Delivery, Notice
from casework.notices.recorded import OPENED, PRINTED
from casework.notices.roles import ISSUES, READS
from casework.notices.writing.letter import letter_of
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.recorded import LISTED, subject_of
from casework.ui.listing import listing_of
from casework.ui.rulebook import book_of
from casework.ui.voice import page_voice

PDF = "application/pdf"
PRINT, HAND = "print", "hand"


class Row(NamedTuple):
    """A notice as a list shows it."""

    pk: int
    notice: Notice
    name: str

    def __str__(self) -> str:
        return self.notice.number


@require_http_methods(["GET", "POST"])
@shows_people
def listed(request: StaffRequest) -> HttpResponse:
    """Notices within the jurisdiction, at first those that have not arrived; chosen ones are handed on or printed."""
    if request.method == "POST":
        return _done_with_chosen(request)
    filters = NoticeFilters(request.jurisdiction, request.GET)
    listing = listing_of(request.GET, notices_asked(request.jurisdiction, filters), filters)
    audit.record(request, LISTED, list="notices", found=len(listing.page))
    rows = [Row(one.pk, one, masked_name(one.person.name)) for one in listing.page]
    listing.page.object_list = rows
    return render(request, "notices/list.html", {
        "listing": listing,
        "choosable": bool(request.roles & ISSUES),
        "prints": bool(request.roles & READS),
        "without_contact": bool(request.roles & ISSUES) and not _has_contact(request),
    })  # fmt: skip


def _has_contact(request: StaffRequest) -> bool:
    return Contact.objects.filter(office=request.user.office_id).exists()  # type: ignore[union-attr]


def _done_with_chosen(request: StaffRequest) -> HttpResponse:
    """Print what was ticked, or hand it to the villages; nothing else."""
    try:
        ticked = chosen(request.POST)
    except forms.ValidationError as refusal:
        messages.warning(request, refusal.message)
        return redirect(request.get_full_path())
    found = list(queries.notices_within(request.jurisdiction).filter(pk__in=ticked))
    if request.POST.get("do") == PRINT and request.roles & READS:
        audit.record(request, PRINTED, count=len(found), numbers=[one.number for one in found])
        return _pdf(paper_of(found), "notices")
    if request.POST.get("do") == HAND and request.roles & ISSUES:
        _say_handed(request, hand_to_villages(request, found), len(found))
    return redirect(request.get_full_path())


def _say_handed(request: StaffRequest, handed: int, asked: int) -> None:
    told = ngettext("已交村社 %(n)s 份。", "已交村社 %(n)s 份。", handed) % {"n": handed}
    if handed < asked:
        left = asked - handed
        told += ngettext(
            "%(n)s 份没有交出：居住地没有村社机构，或已经送达。",
            "%(n)s 份没有交出：居住地没有村社机构，或已经送达。",
            left,
        ) % {"n": left}
    messages.success(request, told)


@require_GET
@shows_people
def notice(request: StaffRequest, number: str) -> HttpResponse:
    """One notice: what it says, for who may read it, and how it was delivered."""
    one = _one(request, number)
    audit.record(request, OPENED, subject_of(one.person), notice=number)
    content = queries.content_of(one) if request.roles & READS else None
    letter = letter_of(content, book_of(one.issued), page_voice().language) if content else None
    return render(request, "notices/notice.html", {
        "notice": one,
        "name": masked_name(one.person.name),
        "letter": letter,
        "strip": content.strip if content else None,
        "open": one.state in OPEN,
        "may_withdraw": bool(request.roles & ISSUES) and one.state != Notice.State.WITHDRAWN,
    })  # fmt: skip


@require_GET
@shows_people
def paper(request: StaffRequest, number: str) -> HttpResponse:
    """The paper itself, to look at and to print."""
    one = _one(request, number)
    audit.record(request, PRINTED, subject_of(one.person), notice=number)
    return _pdf(file_of(one), number)


@require_http_methods(["GET", "POST"])
@shows_people
def delivery(request: StaffRequest, number: str) -> HttpResponse:
    """Record how it arrived, or did not."""
    one = _one(request, number)
    form = DeliveryForm(request.POST or None, initial={"version": one.version, "day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            way, result = Delivery.Way(told["way"]), Delivery.Result(told["result"])
            record_delivery(request, one, way, result, told["day"], told["note"], told["version"])
        except ActRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("送达情况已登记。"))
            return redirect("notices:notice", number=number)
    audit.record(request, OPENED, subject_of(one.person), notice=number)
    return render(request, "notices/delivery.html", {"notice": one, "form": form, "name": masked_name(one.person.name)})


@require_http_methods(["GET", "POST"])
@shows_people
def withdrawal(request: StaffRequest, number: str) -> HttpResponse:
    """Withdraw a notice that should not have been sent."""
    one = _one(request, number)
    form = WithdrawForm(request.POST or None, initial={"version": one.version})
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(request, one, form.cleaned_data["reason"], form.cleaned_data["version"])
        except ActRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("通知已撤回，扫码核对时会显示已撤回。"))
            return redirect("notices:notice", number=number)
    return render(request, "notices/withdrawal.html", {"notice": one, "form": form})


def _one(request: StaffRequest, number: str) -> Notice:
    try:
        return queries.notice_within(request.jurisdiction, number)
    except Notice.DoesNotExist:
        raise Http404(_("在您的数据范围内没有这份通知。")) from None


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, PDF, headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})
