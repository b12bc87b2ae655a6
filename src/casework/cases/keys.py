"""What the key of a matter says: facts are numbered by kind and row, questions by what is asked, the rest by month."""

from casework.runs.wording import QUESTIONS
from zige.kinds import FactKind

FACTS = frozenset(kind.value for kind in FactKind)
WITHDRAWN = "@withdrawn"
"""Ends the key of what is asked because every source of a confirmed fact withdrew its record."""


def subject_of(key: str) -> str:
    """What it is about, whatever the month."""
    return key.partition("@")[0]


def kind_of(key: str) -> str:
    """The kind of fact or question that it is about; nothing of a row, a benefit, or what a person asked."""
    fact, question = key.partition("-")[0], key.partition("|")[0]
    return fact if fact in FACTS else question if question in QUESTIONS else ""
