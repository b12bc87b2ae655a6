"""What pages of this app have in common."""

from urllib.parse import quote

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

KINDS = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def tabs(here: str) -> list[tuple[str, str, bool]]:
    """The pages beside the calendar."""
    named = {
        "exchange:calendar": _("交换日历"),
        "exchange:batches": _("批次和回执"),
        "exchange:works": _("最近提交"),
    }
    return [(reverse(page), text, page == here) for page, text in named.items()]


def attached(content: bytes, name: str) -> HttpResponse:
    """A file to be kept, which no cache keeps."""
    answer = HttpResponse(content, content_type=KINDS[name[name.rindex(".") :]])
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "no-store"
    return answer
