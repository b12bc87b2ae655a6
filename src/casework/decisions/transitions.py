"""Which act leads a benefit from which standing to which, and which step a decision from which state to which.

The diagrams of `docs/reference/decisions.md` are drawn from these two tables.
"""

from collections.abc import Mapping
from enum import StrEnum

from casework.decisions.kinds import Act
from zige.kinds import Standing

STANDINGS: Mapping[Standing, Mapping[Act, Standing]] = {
    Standing.CONTINUE: {
        Act.CONTINUE: Standing.CONTINUE,
        Act.LOWER: Standing.CONTINUE,
        Act.SUSPEND: Standing.SUSPEND,
        Act.STOP: Standing.STOP,
    },
    Standing.SUSPEND: {
        Act.RESUME: Standing.CONTINUE,
        Act.STOP: Standing.STOP,
    },
    Standing.STOP: {
        Act.RESUME: Standing.CONTINUE,
        Act.SUSPEND: Standing.SUSPEND,
    },
}
"""Art. 6. From stopped to suspended where the reason to stop was refuted and one to suspend is in force."""

GIVES: Mapping[Act, Standing] = {
    Act.CONTINUE: Standing.CONTINUE,
    Act.SUSPEND: Standing.SUSPEND,
    Act.STOP: Standing.STOP,
    Act.RESUME: Standing.CONTINUE,
}
"""The acts that say how a benefit stands in payment; the others leave it as it is."""


class Step(StrEnum):
    """What is done with a decision itself."""

    APPROVE = "approve"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"


STATES: Mapping[str, Mapping[Step, str]] = {
    "proposed": {Step.APPROVE: "approved", Step.SEND_BACK: "returned", Step.WITHDRAW: "withdrawn"},
    "approved": {},
    "returned": {},
    "withdrawn": {},
}
"""States of `casework.cases.models.Review`. What was returned stays with its note; the handler proposes another."""


def leads_to(standing: str, act: str) -> Standing | None:
    """The standing to which an act leads from another; None where it may not be done."""
    return STANDINGS[Standing(standing)].get(Act(act))
