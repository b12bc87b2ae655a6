"""The one job of this app. Whoever holds the home is waited for; a refusal of the engine is what the page says."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.refusal import ActRefused
from casework.exchange import parts
from casework.exchange.home_work.months import run_month, try_month
from casework.exchange.home_work.offering import offer_lists
from casework.exchange.home_work.receiving import receive_file
from casework.exchange.home_work.releasing import release_held
from casework.exchange.models import State, Work, WorkKind
from casework.jobs.registry import job
from zige.errors import HomeHeld, ZigeError
from zige.store.home import Home

LATER = dt.timedelta(seconds=20)
BUSY = {
    "zh": "数据目录正由别的命令使用；这一项已经收好，轮到时自动开始，不必重新提交。",
    "en": "Another command is using the home; this is kept and begins by itself. Do not submit it again.",
}
DOES: dict[WorkKind, Callable[[Home, Work], dict[str, Any]]] = {
    WorkKind.RECEIVE: receive_file,
    WorkKind.RELEASE: release_held,
    WorkKind.TRY: try_month,
    WorkKind.RUN: run_month,
    WorkKind.OFFER: offer_lists,
}
OPEN = (State.WAITING, State.WORKING, State.FAILED)
"""A work found at work was left by a worker that is gone; one that failed has been begun again by somebody."""


@job(_("数据交换：接收、放行、运行、交付"))
def do_work(number: str) -> None:
    """Do a work, unless it is done."""
    if not Work.objects.filter(pk=UUID(number), state__in=OPEN).update(state=State.WORKING, said={}):
        return
    work = Work.objects.select_related("by").get(pk=UUID(number))
    try:
        result = DOES[WorkKind(work.kind)](settings.HOME, work)
    except HomeHeld:
        Work.objects.filter(pk=work.pk).update(state=State.WAITING, said=BUSY)
        do_work.using(run_after=timezone.now() + LATER).enqueue(number)
    except ZigeError as refusal:
        _end(work, State.REFUSED, said={"zh": refusal.zh, "en": refusal.en})
    except ActRefused as refusal:
        _end(work, State.REFUSED, said={"zh": str(refusal), "en": str(refusal)})
    except BaseException:
        Work.objects.filter(pk=work.pk).update(state=State.FAILED)
        raise
    else:
        _end(work, State.DONE, result=result)


def _end(work: Work, state: State, **told: Any) -> None:
    Work.objects.filter(pk=work.pk).update(state=state, ended=timezone.now(), **told)
    if work.kind == WorkKind.RECEIVE:
        parts.remove(work.pk)
