"""核对通知真伪: anybody who holds a notice asks whether it is real; nothing is asked of them, and nobody is named."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from casework.accounts.database_scope import database_shows_all
from casework.notices.forms import CodeForm
from casework.notices.models import Notice
from casework.notices.queries import notice_by_code
from casework.notices.writing.codes import read_code, written_code

SECONDS = 60
MOST_WRONG = 30
"""Wrong codes from one address in that time: people mistype, programs guess. Right ones are always answered."""
TOO_MANY = 429


@require_GET
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """Where a code is typed."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        code = read_code(form.cleaned_data["code"])
        if code is not None:
            return redirect("notices:checked", code=code)
        form.add_error("code", _("校验码是 16 位字母和数字，请对照通知再输一次。"))
    return render(request, "notices/check.html", {"form": form})


@require_GET
@never_cache
def checked(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a notice with this code was issued: its number, kind, day and office, and nothing of the person."""
    read = read_code(code)
    found = _found(read) if read else None
    if found is None:
        status = TOO_MANY if _too_many_wrong(request) else 200
        return render(request, "notices/checked.html", {"notice": None, "wait": status == TOO_MANY}, status=status)
    withdrawn = found.state == Notice.State.WITHDRAWN
    context = {"notice": found, "withdrawn": withdrawn, "code": written_code(read or "")}
    return render(request, "notices/checked.html", context)


def _found(code: str) -> Notice | None:
    """Asked for nobody in particular: the public has no jurisdiction, and sees four columns."""
    with database_shows_all():
        return notice_by_code(code)


def _too_many_wrong(request: HttpRequest) -> bool:
    key = f"notice-codes:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, SECONDS)
    return cache.incr(key) > MOST_WRONG
