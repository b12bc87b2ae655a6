"""A row that two people must agree on, taken for oneself as the page showed it, and moved on to its next state."""

from typing import Any, TypeVar

from casework.accounts.refusal import Stale
from casework.cases.locking import hold_for_act
from casework.cases.models import Reviewed
from casework.decisions.transitions import STATES, Step

Row = TypeVar("Row", bound=Reviewed)


def taken(model: type[Row], number: int, version: int, step: Step, *beside: str) -> Row:
    """The row until the transaction ends, with what stands beside it. Raises Stale where somebody else was quicker."""
    hold_for_act()
    rows: Any = model._default_manager.select_for_update(of=("self",)).select_related(*beside)
    row: Row = rows.get(pk=number)
    if row.version != version or step not in STATES[row.state]:
        raise Stale
    return row


def move(row: Reviewed, step: Step) -> None:
    """Save it in its next state, with a new version."""
    row.state, row.version = STATES[row.state][step], row.version + 1
    row.save()
