"""What the core system answered to a list."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.models import Review
from casework.decisions.acts.repay import Payment, kept_back
from casework.decisions.models import Instalment
from casework.payments.access import taken
from casework.payments.core.answering import answers
from casework.payments.core.mapping import load_mapping
from casework.payments.models import Line, PaymentList
from casework.payments.recorded import ANSWERED, subject_of

NOT_EXPORTED = _("清单还没有导出，不会有回执；请核对文件。")
OTHERWISE = _("第 %(line)s 行先前的回执是“%(before)s”，与这份文件不同；请向核心系统核实。")


@transaction.atomic
def answer(by: Account, drawn: PaymentList, version: int, file: str, content: bytes) -> dict[str, int]:
    """How many lines were accepted and rejected by this file; the same file again changes nothing.

    Raises InputRefused or RequestRefused for a file that is no answer to this list; nothing is kept of it.
    """
    held = taken(by, drawn, version, Review.APPROVED)
    if held.exported is None:
        raise ActRefused(NOT_EXPORTED)
    lines = {line.position: line for line in held.lines.select_related("instalment")}
    found = answers(file, content, load_mapping(), frozenset(lines))
    for one in found:
        _check_same(lines[one.position], one.answer)
        lines[one.position].answer, lines[one.position].said = one.answer, one.said
    Line.objects.bulk_update([lines[one.position] for one in found], ["answer", "said"], batch_size=500)
    _keep_back(held, [lines[one.position] for one in found])
    if not held.lines.filter(answer=Line.Answer.WAITING).exists():
        held.answered = held.answered or timezone.now()
    held.save()
    counts = {str(state): sum(one.answer == state for one in found) for state in ("accepted", "rejected")}
    audit.record(by, ANSWERED, subject_of(held), accepted=counts["accepted"], rejected=counts["rejected"])
    return counts


def _keep_back(held: PaymentList, lines: Iterable[Line]) -> None:
    """What the core system keeps back of a payment counts as repaid, once, under the number of the list's line."""
    for line in lines:
        if line.kind == Line.Kind.SET_OFF and line.answer == Line.Answer.ACCEPTED and line.instalment is not None:
            receipt = f"{held.number}/{line.position}"
            paid = Payment(Instalment.Way.SET_OFF, timezone.localdate(), -(line.once or 0), receipt)
            kept_back(line.instalment.recovery_id, paid)


def _check_same(line: Line, answer: Line.Answer) -> None:
    if line.answer not in (Line.Answer.WAITING, answer):
        raise ActRefused(OTHERWISE % {"line": line.position, "before": line.get_answer_display()})
