"""Whether the newest run still is the engine's word for everybody: nothing was received or found after it.

A group is decided on what the run said of each benefit; where something came in since, the run is made again first.
"""

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.accounts.refusal import ActRefused
from casework.cases.models import Finding, Review
from casework.runs.models import Run
from casework.runs.queries import newest_run
from zige.law.months import format_month
from zige.store.batches import usable_batches
from zige.store.runs import runs_of

NO_RUN = _("还没有导入认定运行；请先运行并导入。")
NEWER = _("上次运行以后又收到了数据；请先再运行一次并导入，再成批办理。")
UNDELIVERED = _("有已复核的核查结论还没有进入运行；请先再运行一次并导入，再成批办理。")


def check_run_is_fresh(office: str) -> Run:
    """The newest run. Raises ActRefused where something of which it knew nothing may change what it said."""
    run = newest_run()
    if run is None:
        raise ActRefused(NO_RUN)
    known = runs_of(settings.HOME, format_month(run.month))
    used = set(known[-1].receipt["batches"]) if known else set()
    if any(batch.number not in used for batch in usable_batches(settings.HOME, None)):
        raise ActRefused(NEWER)
    ours = Q(office=office) | Q(
        person__benefits__office=office
    )  # of who draws from two offices either may have found it
    if Finding.objects.filter(ours, state=Review.APPROVED, delivered=None).exists():
        raise ActRefused(UNDELIVERED)
    return run
