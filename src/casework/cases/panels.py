"""What a case page shows beside the case: apps above add their panels when they start, as on the person page."""

from collections.abc import Callable, Iterable

from casework.cases.models import Case
from casework.people.sections import Panel

Panels = Callable[[Case], Iterable[Panel]]
_panels: list[Panels] = []


def show(*panels: Panels) -> None:
    """Let the case page show these; called once for each app, as it starts."""
    _panels.extend(panels)


def panels_of(case: Case) -> list[Panel]:
    """All panels, in the order in which they were added."""
    return [panel for panels in _panels for panel in panels(case)]
