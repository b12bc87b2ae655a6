"""Whether every step of the reminder ladder has a record for a benefit (Art. 7): known by the app of notices, above.

    ladder_known_by(complete)    in AppConfig.ready: complete(benefit_ids, month) gives those whose ladder is complete

As long as nobody says so, nobody was reminded, and nothing is suspended in a group.
"""

from collections.abc import Callable, Collection

Complete = Callable[[Collection[str], int], set[str]]
_complete: list[Complete] = []


def ladder_known_by(complete: Complete) -> None:
    """Ask this about ladders from now on; what was asked before is not asked any more."""
    _complete[:] = [complete]


def with_complete_ladder(benefits: Collection[str], month: int) -> set[str]:
    """Those of the benefits, overdue in `month`, for which each step has a record; none while nobody knows."""
    return _complete[0](benefits, month) & set(benefits) if _complete else set()
