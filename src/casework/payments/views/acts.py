"""What is done to a list from its page; each answers on the page it came from."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from casework.accounts.answering import attempt
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.accounts.views.pages import signed_in
from casework.payments.acts import answer as answering
from casework.payments.acts import compare as comparing
from casework.payments.acts import draw, explain, export, review
from casework.payments.core.answering import MOST_BYTES
from casework.payments.forms import AnswerForm
from casework.payments.views.pages import list_seen
from casework.ui.versions import rows_ticked, version_shown
from casework.ui.voice import page_voice
from zige.errors import ZigeError


@require_POST
def explain_some(request: StaffRequest, drawn: int) -> HttpResponse:
    """The same reason for each difference ticked."""
    one = list_seen(request, drawn)
    chosen = rows_ticked(request.POST.getlist("chosen"))

    def act() -> int:
        reason = request.POST.get("reason", "")
        return explain.explain(signed_in(request), one, version_shown(request), chosen, reason)

    def done(count: int) -> str:
        return _("已说明 %(count)s 项差异。") % {"count": count}

    return attempt(request, act, done, reverse("payments:differences", args=[one.pk]))


@require_POST
def approve(request: StaffRequest, drawn: int) -> HttpResponse:
    """By a second person."""
    one = list_seen(request, drawn)
    return attempt(
        request, lambda: review.approve(signed_in(request), one, version_shown(request)),
        _("清单已复核通过，可以导出。"), reverse("payments:list", args=[one.pk]),
    )  # fmt: skip


@require_POST
def give_back(request: StaffRequest, drawn: int) -> HttpResponse:
    """With the reason."""
    one = list_seen(request, drawn)
    note = request.POST.get("note", "")
    return attempt(
        request, lambda: review.give_back(signed_in(request), one, version_shown(request), note),
        _("清单已退回，编制人可以重新编制。"), reverse("payments:list", args=[one.pk]),
    )  # fmt: skip


@require_POST
def take_back(request: StaffRequest, drawn: int) -> HttpResponse:
    """By whoever drew it."""
    one = list_seen(request, drawn)
    return attempt(
        request, lambda: draw.take_back(signed_in(request), one, version_shown(request)),
        _("清单已撤回，可以重新编制。"), reverse("payments:lists"),
    )  # fmt: skip


@require_POST
@never_cache
def download(request: StaffRequest, drawn: int) -> HttpResponse:
    """The zip for the core system; it names people, and that it was taken is recorded."""
    one = list_seen(request, drawn)
    try:
        content = export.export(signed_in(request), one, version_shown(request))
    except (ActRefused, ZigeError) as refused:
        said = refused.sentence(page_voice().language) if isinstance(refused, ZigeError) else str(refused)
        messages.error(request, said)
        return redirect("payments:list", one.pk)
    disposition = {"Content-Disposition": f'attachment; filename="{one.number}.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=disposition)


@require_POST
def answer(request: StaffRequest, drawn: int) -> HttpResponse:
    """The core system's answer, as a file."""
    one, form = list_seen(request, drawn), AnswerForm(request.POST, request.FILES)

    def act() -> dict[str, int]:
        if not form.is_valid():
            raise ActRefused(_("请先选择核心系统的回执文件。"))
        file = form.cleaned_data["file"]
        content = file.read(MOST_BYTES + 1)
        return answering.answer(signed_in(request), one, version_shown(request), file.name, content)

    def done(counts: dict[str, int]) -> str:
        return _("回执已导入：接受 %(accepted)s 行，拒绝 %(rejected)s 行。") % counts

    return attempt(request, act, done, reverse("payments:list", args=[one.pk]))


@require_POST
def compare(request: StaffRequest, drawn: int) -> HttpResponse:
    """With what was really paid in the month, as the ledger has it."""
    one = list_seen(request, drawn)

    def done(count: int) -> str:
        return _("已与实发核对：%(count)s 项不符。") % {"count": count} if count else _("已与实发核对：全部相符。")

    return attempt(
        request, lambda: comparing.compare(signed_in(request), one, version_shown(request)), done,
        reverse("payments:mismatches", args=[one.pk]),
    )  # fmt: skip
