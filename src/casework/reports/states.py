"""Where a monthly report is, and which act leads from there to where: one table, which the manual draws.

Every act asks `transition` first; what is not in the table is refused with one sentence.
"""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.accounts.refusal import ActRefused


class State(TextChoices):
    """How far a report has come."""

    OPEN = "open", _("填报中")
    SUBMITTED = "submitted", _("已上报")
    RETURNED = "returned", _("已退回")
    COUNTERSIGNED = "countersigned", _("镇街已会签")
    ACCEPTED = "accepted", _("县级已接收")
    MERGED = "merged", _("已汇总")


UNSIGNED = (State.OPEN, State.RETURNED)
"""The office still has it, or has it again."""


class Route(TextChoices):
    """Who reports: a village's report passes its town on the way, a town's and an employer's go to the county."""

    VILLAGE = "village", _("村社")
    TOWN = "town", _("镇街")
    EMPLOYER = "employer", _("参保单位")


class Act(TextChoices):
    """What is done to a report."""

    EDIT = "edit", _("修改")
    SIGN = "sign", _("签名上报")
    TAKE_BACK = "take_back", _("撤回")
    RETURN = "return", _("退回")
    COUNTERSIGN = "countersign", _("会签")
    ACCEPT = "accept", _("核实接收")
    MERGE = "merge", _("汇总")


class Desk(TextChoices):
    """Where an act is done."""

    OWN = "own", _("填报机构")
    TOWN = "town", _("所在镇街")
    HANDLER = "handler", _("县级经办")
    REVIEWER = "reviewer", _("县级复核")


class Transition(NamedTuple):
    """Where an act leads, and at whose desk it is done."""

    to: State
    desk: Desk


def _of_all(route: Route) -> dict[tuple[Route, State, Act], Transition]:
    return {
        (route, State.OPEN, Act.EDIT): Transition(State.OPEN, Desk.OWN),
        (route, State.OPEN, Act.SIGN): Transition(State.SUBMITTED, Desk.OWN),
        (route, State.RETURNED, Act.EDIT): Transition(State.RETURNED, Desk.OWN),
        (route, State.RETURNED, Act.SIGN): Transition(State.SUBMITTED, Desk.OWN),
        (route, State.SUBMITTED, Act.TAKE_BACK): Transition(State.OPEN, Desk.OWN),
        (route, State.ACCEPTED, Act.MERGE): Transition(State.MERGED, Desk.REVIEWER),
    }


def _past_nobody(route: Route) -> dict[tuple[Route, State, Act], Transition]:
    return {
        (route, State.SUBMITTED, Act.RETURN): Transition(State.RETURNED, Desk.HANDLER),
        (route, State.SUBMITTED, Act.ACCEPT): Transition(State.ACCEPTED, Desk.HANDLER),
    }


TRANSITIONS: dict[tuple[Route, State, Act], Transition] = {
    **_of_all(Route.VILLAGE),
    (Route.VILLAGE, State.SUBMITTED, Act.RETURN): Transition(State.RETURNED, Desk.TOWN),
    (Route.VILLAGE, State.SUBMITTED, Act.COUNTERSIGN): Transition(State.COUNTERSIGNED, Desk.TOWN),
    (Route.VILLAGE, State.COUNTERSIGNED, Act.RETURN): Transition(State.RETURNED, Desk.HANDLER),
    (Route.VILLAGE, State.COUNTERSIGNED, Act.ACCEPT): Transition(State.ACCEPTED, Desk.HANDLER),
    **_of_all(Route.TOWN),
    **_past_nobody(Route.TOWN),
    **_of_all(Route.EMPLOYER),
    **_past_nobody(Route.EMPLOYER),
}

STANDS: dict[State, Promise] = {
    State.OPEN: _("月报还没有签名上报"),
    State.SUBMITTED: _("月报已签名上报"),
    State.RETURNED: _("月报已退回，等填报机构改好后重新上报"),
    State.COUNTERSIGNED: _("镇街已会签，等县级核实"),
    State.ACCEPTED: _("县级已接收，等汇总"),
    State.MERGED: _("月报已汇总，新的情况写进下个月的月报"),
}
"""Why an act cannot be done there."""


def transition(route: Route, state: State, act: Act) -> Transition:
    """Where the act leads. Raises ActRefused where there is no way, saying how the report stands."""
    try:
        return TRANSITIONS[route, state, act]
    except KeyError:
        raise ActRefused(_("不能%(act)s：%(stands)s。") % {"act": act.label, "stands": STANDS[state]}) from None
