"""What the person page shows beside the register: apps above add to its timeline and its panels when they start.

So the page knows none of them, and every app that finds or decides something shows it in the one place.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from casework.people.models import Person


@dataclass(frozen=True)
class Moment:
    """One thing on the timeline: its day, a class and a character by which it is told apart, who says it, and what."""

    at: dt.date
    kind: str
    sign: str
    title: str
    source: str = ""
    text: str = ""
    href: str = ""


@dataclass(frozen=True)
class Panel:
    """A part of the page: a template and what it is given."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Panels = Callable[[Person], Iterable[Panel]]
Timeline = Callable[[Person], Iterable[Moment]]

_panels: list[Panels] = []
_timelines: list[Timeline] = []


def show(*panels: Panels, timeline: Timeline | None = None) -> None:
    """Let the person page show these; called once for each app, as it starts."""
    _panels.extend(panels)
    if timeline is not None:
        _timelines.append(timeline)


def panels_of(person: Person) -> list[Panel]:
    """All panels, in the order in which they were added."""
    return [panel for panels in _panels for panel in panels(person)]


def timeline_of(person: Person) -> list[Moment]:
    """Everything about a person, the latest first."""
    moments = [moment for timeline in _timelines for moment in timeline(person)]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)
