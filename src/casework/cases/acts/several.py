"""An act on several cases, each by itself: one that is refused keeps no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from casework.accounts.refusal import ActRefused
from casework.cases.models import Case


@dataclass
class Several:
    """What became of them: those done, and the others with the reason."""

    done: list[Case] = field(default_factory=list)
    refused: list[tuple[Case, str]] = field(default_factory=list)


def each(acts: Iterable[tuple[Case, Callable[[], Case]]]) -> Several:
    """Do what goes with each case; refusals are told, not raised."""
    found = Several()
    for case, act in acts:
        try:
            found.done.append(act())
        except ActRefused as refused:
            found.refused.append((case, str(refused)))
    return found
