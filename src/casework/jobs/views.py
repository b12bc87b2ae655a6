"""后台任务: what the worker did, does and will do; failed jobs are begun again."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from casework.jobs.acts.begin_again import begin_again
from casework.jobs.alone import is_there
from casework.jobs.queries import coming, jobs, line_of
from casework.ui.listing import listing_of


@require_GET
def show_all(request: HttpRequest) -> HttpResponse:
    """Jobs, whether a worker is there, and what comes due."""
    listing = listing_of(request.GET, jobs())
    listing.page.object_list = [line_of(one) for one in listing.page]
    context = {"listing": listing, "coming": coming(), "worker": is_there(settings.HOME.path)}
    return render(request, "jobs/jobs.html", context)


@require_POST
def again(request: HttpRequest, number: UUID) -> HttpResponse:
    """One that failed, once more."""
    if begin_again(request, number):
        messages.success(request, _("已重新排队，稍后执行。"))
    else:
        messages.error(request, _("没有执行：这个任务没有出错，或已有人让它重新执行。"))
    return redirect("jobs:list")
