"""27 撤销认证: certifications turned out to be false; they never counted, and everything is worked out anew."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.accounts.refusal import ActRefused
from casework.cases.models import Found
from casework.decisions.acts.act import Asked, Given, Terms
from casework.decisions.acts.finds import FindingAct
from casework.decisions.kinds import Act, Basis
from casework.decisions.proofs import proof_of, proofs_known

NONE = _("没有已知的认证，无可撤销。")
NOT_THERE = _("没有这一天的认证，或已经撤销；请从列表中选择。")


class Revoke(FindingAct):
    """27 撤销认证。Those that were found false are refuted, by name; every other goes on counting (LAW §2).

    One falsehood may have made several, and a month or a pair of signs is certified as long as one of its proofs
    stands: so all that stand are offered, and what is left says what follows.
    """

    act = Act.REVOKE
    found = Found.REFUTED
    form = "revoke"
    stops = True
    purpose = _("经核实是虚假的认证，予以撤销；认证周期按其余的认证重新计算。")

    def facts(self, given: Given) -> list[dict[str, Any]]:
        """Those certifications, refuted."""
        told = map(proof_of, given["proofs"])
        return [{"kind": kind, "start": day, "basis": given["why"]} for day, kind in told]

    def check_offered(self, asked: Asked) -> None:
        """Raises ActRefused where nothing certifies the person."""
        if asked.foreseen.now.side.last_certified is None:
            raise ActRefused(NONE)

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused where one of them does not stand."""
        now = asked.foreseen.now
        if not set(asked.given["proofs"]) <= set(proofs_known(asked.benefit.person_id)):
            raise ActRefused(NOT_THERE)
        return Terms(now.month, now.paid, Basis.PERSON, clauses=("27",))
