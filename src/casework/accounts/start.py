"""What the start page shows: apps above add what waits for somebody, and parts with figures, when they start.

So the page knows none of them; each says for itself what it has for the roles and the jurisdiction of who asks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from casework.accounts.middleware import StaffRequest


@dataclass(frozen=True)
class Waiting:
    """So much of one sort of work, and the list that it opens; `note` says what is pressing about it."""

    text: str | Promise
    count: int
    href: str
    note: str | Promise = ""


@dataclass(frozen=True)
class Part:
    """A part of the page below what waits: a template and what it is given as `told`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Shown = Callable[[StaffRequest], Iterable[Waiting | Part]]

_shown: list[Shown] = []


def show(*shown: Shown) -> None:
    """Let the start page show these; called once for each app, as it starts."""
    _shown.extend(shown)


def shown_to(request: StaffRequest) -> tuple[list[Waiting], list[Part]]:
    """All that waits for who asks, and all parts, in the order in which apps were added."""
    found = [one for shown in _shown for one in shown(request)]
    return [one for one in found if isinstance(one, Waiting)], [one for one in found if isinstance(one, Part)]
