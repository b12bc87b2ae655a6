"""Whole numbers that forms post: the version of a row that a page showed, and rows that were ticked."""

from collections.abc import Iterable

from django.http import HttpRequest

MOST_DIGITS = 18
"""Of a number that a database holds as a key."""


def whole_number(said: str) -> int:
    """The number that is written; 0, which no row and no version has, for anything else."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else 0


def version_shown(request: HttpRequest) -> int:
    """What the form posts as `version`, for acts that refuse where somebody else was first."""
    return whole_number(request.POST.get("version", ""))


def rows_ticked(ticked: Iterable[str]) -> list[int]:
    """The keys of the rows of a list that were ticked."""
    return [number for number in map(whole_number, ticked) if number]
