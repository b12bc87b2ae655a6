"""14 The county looks a report through and accepts it; each fact that it tells is still to be verified for itself."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.audit import record
from casework.reports.acts.countersign import last_signatures
from casework.reports.acts.taking import move, step, take
from casework.reports.models import Report
from casework.reports.recorded import ACCEPTED, subject_of
from casework.reports.signing import covered, holds_for
from casework.reports.signing import sign as put_signature
from casework.reports.states import Act

BROKEN = _("内容与填报机构的签名不符，不能接收；请退回重报，并告知安全管理员。")
NOT_NIL = _("含有人员的月报要逐份打开核实；请只勾选零报告。")


@transaction.atomic
def accept(by: Account, report: Report, version: int) -> None:
    """Accepted as signed. Raises ActRefused where what it says now is not what was signed."""
    held, way = take(by, report, version, Act.ACCEPT)
    (signature,) = last_signatures([held])
    if not holds_for(signature, held, list(held.lines.all())):
        raise ActRefused(BROKEN)
    move(held, way.to)
    accepted = step(by, held, Act.ACCEPT)
    put_signature(accepted, {"reports": covered([signature])})
    accepted.save()
    record(by, ACCEPTED, subject_of(held), edition=held.edition, lines=held.size)


@transaction.atomic
def accept_nil(by: Account, reports: Sequence[tuple[Report, int]]) -> int:
    """Several that report nobody, at once, each with the version shown. Raises ActRefused where one has lines."""
    if any(report.size for report, _ in reports):
        raise ActRefused(NOT_NIL)
    for report, version in reports:
        accept(by, report, version)
    return len(reports)
