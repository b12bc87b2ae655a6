"""追回多发待遇: what was paid for months in which nothing was due is asked back, in writing (LAW §6)."""

from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.decisions.acts.act import Asked, LegalAct, Terms, clauses_of, codes_of
from casework.decisions.kinds import Act, Basis
from casework.decisions.models import Decision, Recovery
from casework.decisions.outstanding import asked_back
from zige.explain.model import MetGround
from zige.law.months import parse_month

NOTHING = _("没有多发的月份，或都已在追回；无须再作决定。")


class Recover(LegalAct):
    """追回多发待遇。The months and the sum are the settlement's; months that are being asked back already are left out.

    What the law calls provisional (LAW §6) is not in the settlement, so nothing is asked of who may prove alive or
    innocent.
    """

    act = Act.RECOVER
    stops = True
    purpose = _("多发的待遇依法退回；可以分期，也可以从以后的待遇中抵扣。")

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused where nothing was overpaid that is not asked back already."""
        now = asked.foreseen.now
        already = asked_back(asked.benefit, asked.itself)
        owed = {month: fen for month, fen in now.overpaid.items() if month not in already}
        if not owed:
            raise ActRefused(NOTHING)
        why = [ground for ground in now.side.grounds if any(_covers(ground, month) for month in owed)]
        return Terms(
            now.month, now.paid, Basis.PERSON, amount=sum(owed.values()), months=tuple(sorted(owed)),
            grounds=codes_of(why), clauses=clauses_of(why),
        )  # fmt: skip

    def do(self, request: StaffRequest, decision: Decision) -> None:  # noqa: ARG002 - as all acts
        """Open the account of what comes back."""
        Recovery.objects.create(decision=decision, total=decision.amount or 0)


def _covers(ground: MetGround, month: int) -> bool:
    return parse_month(ground.since) <= month and (ground.until is None or month <= parse_month(ground.until))
