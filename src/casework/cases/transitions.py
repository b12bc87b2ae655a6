"""Which act is done from where, by whom, and where it leads: one table, from which the manual's diagram is drawn.

A case is at one office at a time, and its level says what may be done there. Whoever sees a case but does not have it
may add a note. The agency of the benefit may take back what it sent down.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from casework.accounts.roles import OfficeKind, Role


class Level(StrEnum):
    """The level of an office that may have a case."""

    CITY = "city"
    AGENCY = "agency"
    TOWN = "town"
    VILLAGE = "village"
    EMPLOYER = "employer"


class CaseAct(StrEnum):
    """What is done to a case; a file of `casework.cases.acts` each."""

    SEND_DOWN = "send_down"
    RECEIVE = "receive"
    REPORT_UP = "report_up"
    GIVE_BACK = "give_back"
    ESCALATE = "escalate"
    ASSIGN = "assign"
    HAND_OVER = "hand_over"
    STOP_CLOCK = "stop_clock"
    GO_ON = "go_on"
    PROPOSE = "propose"
    CLOSE = "close"


WORKERS: dict[Level, frozenset[Role]] = {
    Level.CITY: frozenset({Role.CITY_OPERATOR, Role.COUNTY_HANDLER}),
    Level.AGENCY: frozenset({Role.COUNTY_HANDLER}),
    Level.TOWN: frozenset({Role.TOWN}),
    Level.VILLAGE: frozenset({Role.VILLAGE}),
    Level.EMPLOYER: frozenset({Role.EMPLOYER}),
}
"""Who works on cases at an office of a level."""

EVERYWHERE = {level: frozenset({level}) for level in Level}

TRANSITIONS: dict[CaseAct, dict[Level, frozenset[Level]]] = {
    CaseAct.SEND_DOWN: {
        Level.CITY: frozenset({Level.AGENCY, Level.TOWN, Level.VILLAGE, Level.EMPLOYER}),
        Level.AGENCY: frozenset({Level.TOWN, Level.VILLAGE, Level.EMPLOYER}),
        Level.TOWN: frozenset({Level.VILLAGE}),
    },
    CaseAct.RECEIVE: EVERYWHERE,
    CaseAct.REPORT_UP: {
        Level.VILLAGE: frozenset({Level.TOWN, Level.AGENCY}),
        Level.TOWN: frozenset({Level.AGENCY}),
        Level.EMPLOYER: frozenset({Level.AGENCY}),
        Level.AGENCY: frozenset({Level.CITY}),
    },
    CaseAct.GIVE_BACK: {level: frozenset(set(Level) - {level}) for level in Level},
    CaseAct.ESCALATE: {
        Level.VILLAGE: frozenset({Level.TOWN}),
        Level.TOWN: frozenset({Level.AGENCY}),
        Level.EMPLOYER: frozenset({Level.AGENCY}),
        Level.AGENCY: frozenset({Level.CITY}),
    },
    CaseAct.ASSIGN: EVERYWHERE,
    CaseAct.HAND_OVER: EVERYWHERE,
    CaseAct.STOP_CLOCK: EVERYWHERE,
    CaseAct.GO_ON: EVERYWHERE,
    CaseAct.PROPOSE: EVERYWHERE,
    CaseAct.CLOSE: {Level.CITY: frozenset({Level.CITY}), Level.AGENCY: frozenset({Level.AGENCY})},
}
"""By act, from the level that has the case to the levels to which it may lead."""

RECALLED = frozenset({CaseAct.ESCALATE, CaseAct.STOP_CLOCK, CaseAct.GO_ON, CaseAct.HAND_OVER, CaseAct.PROPOSE})
"""What the handlers of the benefit's agency may do also while another office has the case."""


@dataclass(frozen=True)
class Arrow:
    """A line of the diagram."""

    act: CaseAct
    source: Level
    target: Level


def arrows() -> Iterator[Arrow]:
    """Every way from one level to another."""
    for act, ways in TRANSITIONS.items():
        for source, targets in ways.items():
            yield from (Arrow(act, source, target) for target in Level if target in targets and target != source)


def level_of(kind: str, *, of_city: bool) -> Level | None:
    """The level of an office; None where an office of its kind never has a case."""
    if kind == OfficeKind.AGENCY:
        return Level.CITY if of_city else Level.AGENCY
    return Level(kind) if kind in set(Level) - {Level.CITY, Level.AGENCY} else None
