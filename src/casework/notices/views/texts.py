"""Texts of notices with a sample of each, in both languages: what people will read, before anybody is sent it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from casework.accounts.middleware import StaffRequest
from casework.notices.issuing.addresses import public_address
from casework.notices.kinds import Kind
from casework.notices.samples import sample
from casework.notices.typesetting.page import page_of
from casework.notices.typesetting.setting import typeset
from casework.notices.views.notices import PDF
from casework.notices.writing.letter import letter_of
from casework.notices.writing.messages import message_of
from casework.notices.writing.texts import text_of
from casework.ui.rulebook import book_of
from zige.explain.voice import Language


@require_GET
def texts(request: StaffRequest) -> HttpResponse:
    """Every kind, and whether it takes something away or goes to a phone too."""
    return render(request, "notices/texts.html", {"kinds": [(kind, text_of(kind)) for kind in Kind]})


@require_GET
def text(request: StaffRequest, kind: str) -> HttpResponse:
    """A sample of one kind, in Chinese and in English beside it."""
    one = _kind(kind)
    content, book = sample(one), book_of(timezone.localdate())
    languages: tuple[Language, ...] = ("zh", "en")
    return render(request, "notices/text.html", {
        "kind": one,
        "text": text_of(one),
        "letters": [letter_of(content, book, language) for language in languages],
        "messages_told": [message_of(content, book, language) for language in languages],
        "strip": content.strip,
    })  # fmt: skip


@require_GET
def sample_paper(_request: StaffRequest, kind: str, language: str) -> HttpResponse:
    """The sample as it would be printed."""
    one = _kind(kind)
    content = sample(one)
    chosen: Language = "en" if language == "en" else "zh"
    page = page_of(content, book_of(timezone.localdate()), public_address(), chosen)
    pdf = typeset([page], content.issued)
    return HttpResponse(pdf, PDF, headers={"Content-Disposition": f'inline; filename="{kind}-{chosen}.pdf"'})


def _kind(kind: str) -> Kind:
    if kind not in Kind.values:
        raise Http404(_("没有这种通知。"))
    return Kind(kind)
