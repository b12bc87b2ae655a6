"""27 撤销认证: a certification turned out to be false; it never counted, and everything is worked out anew."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.accounts.refusal import ActRefused
from casework.cases.models import Found
from casework.decisions.acts.act import Asked, Given, Terms
from casework.decisions.acts.finds import FindingAct, day_of
from casework.decisions.kinds import Act, Basis
from casework.runs.models import Certification

NONE = _("没有已知的认证，无可撤销。")
NOT_THERE = _("没有这一天的认证，或已经撤销；请从列表中选择。")


class Revoke(FindingAct):
    """27 撤销认证。The fact is refuted; the certification before it counts again, and what follows is decided then."""

    act = Act.REVOKE
    found = Found.REFUTED
    form = "revoke"
    stops = True
    purpose = _("经核实是虚假的认证，予以撤销；认证周期按其余的认证重新计算。")

    def fact(self, given: Given) -> dict[str, Any]:
        """That certification, refuted."""
        return {"kind": given["kind"], "start": day_of(given, "day"), "basis": given["why"]}

    def check_offered(self, asked: Asked) -> None:
        """Raises ActRefused where no run knows any certification."""
        if not Certification.objects.filter(person=asked.benefit.person_id, closed=None).exists():
            raise ActRefused(NONE)

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused where no run knows a certification of that day by that kind of proof."""
        now, given = asked.foreseen.now, asked.given
        known = Certification.objects.filter(person=asked.benefit.person_id, day=day_of(given, "day"), closed=None)
        if not any(given["kind"] in one.by.split("|") for one in known):
            raise ActRefused(NOT_THERE)
        return Terms(now.month, now.paid, Basis.PERSON, clauses=("27",))
