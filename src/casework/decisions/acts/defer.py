"""7 延期认证: a good reason kept the person from certifying in time, so the term ends later."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.accounts.refusal import ActRefused
from casework.decisions.acts.act import Asked, Given, Terms
from casework.decisions.acts.finds import FindingAct, day_of
from casework.decisions.kinds import Act, Basis
from zige.kinds import FactKind
from zige.law.months import month_of

NO_CYCLE = _("此待遇不需要认证；不用延期。")
NO_EFFECT = _("到这一天为止的延期不改变认证期限；请核对日期。")


class Defer(FindingAct):
    """7 延期认证。Until a day; the due month moves to its month where that is later (LAW §5)."""

    act = Act.DEFER
    form = "defer"
    purpose = _("有正当理由（如住院、灾害）不能按期认证的，延长期限；期间不暂停发放。")

    def facts(self, given: Given) -> list[dict[str, Any]]:
        """A deferral from the day on which it was asked for until its last."""
        days = {"start": day_of(given, "since"), "end": day_of(given, "until")}
        return [{"kind": FactKind.DEFERRAL.value, "basis": given["why"], **days}]

    def check_offered(self, asked: Asked) -> None:
        """Raises ActRefused for a benefit without a cycle."""
        if asked.foreseen.now.side.due_month is None:
            raise ActRefused(NO_CYCLE)

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused for a benefit without a cycle, and for a day that moves nothing."""
        now, until = asked.foreseen.now, day_of(asked.given, "until")
        self.check_offered(asked)
        before = asked.foreseen.benefit.now.before
        if (before.due_month, before.standing) == (now.side.due_month, now.side.standing):
            raise ActRefused(NO_EFFECT)
        last = month_of(until)
        return Terms(now.month, now.paid, Basis.PERSON, until=last, clauses=("7",))
