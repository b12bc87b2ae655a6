"""A city operator has a month tried, reviews what would change, and has just that run (Arts. 6, 12)."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casework import audit
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.exchange.acts.asking import ask
from casework.exchange.home_work.job import do_work
from casework.exchange.models import State, Work, WorkKind
from casework.exchange.recorded import RUN_ASKED, work_subject


@transaction.atomic
def ask_try(number: UUID, by: Account, month: str) -> Work | None:
    """None where this form was sent before."""
    return ask(number, WorkKind.TRY, by, month=month)


@transaction.atomic
def go_on_with_run(by: Account, work: Work) -> bool:
    """Do again what comes after a run that is in the home already; False where there is no such thing to do."""
    stopped = Work.objects.filter(pk=work.pk, kind=WorkKind.RUN, state=State.REFUSED, result__has_key="run")
    if not stopped.update(state=State.WAITING):
        return False
    do_work.enqueue(str(work.pk))
    audit.record(by, RUN_ASKED, work_subject(work.pk), month=work.month)
    return True


@transaction.atomic
def ask_run(number: UUID, by: Account, tried: Work) -> Work | None:
    """Run what was tried. None where this form was sent before. Raises ActRefused where it was not tried to its end,
    where the month was tried again since, or where what was tried is being run already.
    """
    if Work.objects.filter(pk=number).exists():
        return None
    if tried.state != State.DONE:
        raise ActRefused(_("试算还没有完成；请等完成并核对差异后再运行。"))
    of_month = Work.objects.filter(month=tried.month)
    if of_month.filter(kind=WorkKind.TRY, begun__gt=tried.begun).exists():
        raise ActRefused(_("这个月后来又试算过；请核对最近一次试算的差异再运行。"))
    if of_month.filter(kind=WorkKind.RUN, asked__tried=str(tried.pk)).exclude(state=State.REFUSED).exists():
        raise ActRefused(_("这次试算已经提交运行；请在“月度运行”里查看结果。"))
    asked = {"tried": str(tried.pk), "digest": tried.result["digest"]}
    work = ask(number, WorkKind.RUN, by, month=tried.month, asked=asked)
    audit.record(by, RUN_ASKED, work_subject(number), month=tried.month)
    return work
