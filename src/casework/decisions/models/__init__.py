"""What is decided. Only acts of `casework.decisions` write here."""

from casework.decisions.kinds import Act, Basis
from casework.decisions.models.decision import Decision, Group
from casework.decisions.models.deferral import Deferral
from casework.decisions.models.objection import Objection
from casework.decisions.models.recovery import Instalment, Recovery, Repayment, WriteOff

__all__ = [
    "Act",
    "Basis",
    "Decision",
    "Deferral",
    "Group",
    "Instalment",
    "Objection",
    "Recovery",
    "Repayment",
    "WriteOff",
]
