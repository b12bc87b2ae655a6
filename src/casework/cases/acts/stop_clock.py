"""Act: the clock of a case stands still while nothing can be done, with the reason; later it goes on.

What was left of each period when it stopped is left when it goes on, in working days.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.acts.taking import changed, check_may, check_text, step, taken
from casework.cases.calendar import working_days
from casework.cases.closing import set_due
from casework.cases.models import Case, ClockStop, Matter, Step
from casework.cases.recorded import STOPPED, WENT_ON
from casework.cases.transitions import CaseAct

STANDS = _("计时已经中止。")
GOES = _("计时没有中止。")
URGENT = _("当日办理的核查不能中止计时。")


@transaction.atomic
def stop_clock(by: Account, case: Case, version: int, reason: str) -> Case:
    """The case, without a due day until it goes on. Raises ActRefused; an urgent one never stops."""
    case = taken(by, case, version)
    check_may(by, case, CaseAct.STOP_CLOCK)
    if case.urgent:
        raise ActRefused(URGENT)
    if ClockStop.objects.filter(case=case, until=None).exists():
        raise ActRefused(STANDS)
    ClockStop.objects.create(case=case, since=timezone.localdate(), reason=check_text(reason), by=by)
    step(case, Step.Act.STOPPED, by, text=reason.strip())
    return changed(by, case, STOPPED)


@transaction.atomic
def go_on(by: Account, case: Case, version: int, text: str = "") -> Case:
    """The case, each open matter due as many working days from today as were left. Raises ActRefused."""
    case = taken(by, case, version)
    check_may(by, case, CaseAct.GO_ON)
    stop = ClockStop.objects.filter(case=case, until=None).first()
    if stop is None:
        raise ActRefused(GOES)
    stop.until = timezone.localdate()
    stop.save(update_fields=["until"])
    for matter in Matter.objects.filter(case=case, state=Matter.State.OPEN):
        matter.due = None if matter.due is None else moved(matter.due, stop.since, stop.until)
        matter.save(update_fields=["due"])
    set_due([case.pk])
    step(case, Step.Act.WENT_ON, by, text=text.strip())
    case = Case.objects.select_related("at__region").get(pk=case.pk)
    return changed(by, case, WENT_ON)


def moved(due: dt.date, since: dt.date, until: dt.date) -> dt.date:
    """A day that was due after a stop began, as many working days after its end; one that was past stays past."""
    if due <= since:
        return due
    days = working_days()
    return days.after(until, days.between(since, due))
