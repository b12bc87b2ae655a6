"""Rows that were set aside are corrected in a table and go in once more (EXCHANGE §1)."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casework import audit
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.exchange.acts.redeliver import Row, redeliver
from casework.exchange.models import Purpose, Work
from casework.exchange.quarantine import Quarantine
from casework.exchange.recorded import CORRECTED, batch_subject


@transaction.atomic
def correct_rows(number: UUID, by: Account, quarantine: Quarantine, rows: list[Row]) -> Work | None:
    """None where this form was sent before. Raises ActRefused where another has sent one of the rows meanwhile."""
    batch = quarantine.batch
    again = {row.line for row in rows} & quarantine.lines_sent(but=number)
    if again:
        named = _("、").join(str(line) for line in sorted(again))
        raise ActRefused(_("第 %(lines)s 行刚刚由别人改正送出；请刷新本页，看看还剩哪些行。") % {"lines": named})
    lines = [row.line for row in rows]
    work = redeliver(number, by, batch, Purpose.CORRECTIONS, quarantine.header, rows, lines=lines)
    if work is not None:
        audit.record(by, CORRECTED, batch_subject(batch.number), dataset=batch.dataset, rows=len(rows))
    return work
