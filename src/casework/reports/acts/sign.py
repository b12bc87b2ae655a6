"""13, 14 An office signs its report of a month and sends it up: whom not to pay any longer, or that there is nobody."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.audit import record
from casework.reports.acts.taking import move, step, take
from casework.reports.calendar import is_over, today
from casework.reports.models import Line, Report
from casework.reports.recorded import SIGNED, subject_of
from casework.reports.signing import sign as put_signature
from casework.reports.signing import told_of
from casework.reports.states import Act

NOT_OVER = _("这个月还没有过完；请在下个月 1 日以后签名上报，之前可以先记下来。")
NO_PAPERS = _("有 %(count)s 人既没有材料，也没有写明原因；请逐人补上材料，或在备注里说明。")


@transaction.atomic
def sign(by: Account, report: Report, version: int) -> None:
    """Signed as it stands, as a new edition. Raises ActRefused."""
    held, way = take(by, report, version, Act.SIGN)
    if not is_over(held.month, today()):
        raise ActRefused(NOT_OVER)
    lines = list(held.lines.all())
    if bare := sum(lacks_papers(line) for line in lines):
        raise ActRefused(NO_PAPERS % {"count": bare})
    held.edition, held.size = held.edition + 1, len(lines)
    held.first_signed = held.first_signed or today()
    move(held, way.to, "edition", "size", "first_signed")
    signed = step(by, held, Act.SIGN)
    put_signature(signed, told_of(held, lines))
    signed.save()
    record(by, SIGNED, subject_of(held), month=held.month, edition=held.edition, lines=len(lines))


def lacks_papers(line: Line) -> bool:
    """Whether neither a paper is there nor a remark that says why."""
    return not line.papers and not line.remarks
