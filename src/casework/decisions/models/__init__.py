"""What is decided. Only acts of `casework.decisions` write here."""

from casework.decisions.models.decision import Act, Basis, Decision, Group
from casework.decisions.models.objection import Objection
from casework.decisions.models.recovery import Instalment, Recovery, Repayment

__all__ = ["Act", "Basis", "Decision", "Group", "Instalment", "Objection", "Recovery", "Repayment"]
