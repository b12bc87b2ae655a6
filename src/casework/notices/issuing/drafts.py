"""What somebody is to be told, before it has a number."""

from dataclasses import dataclass, field
from typing import Any

from casework.decisions.models import Decision, Objection
from casework.notices.kinds import Kind
from casework.people.models import Benefit, Person
from casework.people.scope import OFFICE_DIGITS


@dataclass(frozen=True)
class Draft:
    """A notice to be issued; `told` are fields of `NoticeContent` by name."""

    kind: Kind
    person: Person
    benefit: Benefit | None = None
    decision: Decision | None = None
    objection: Objection | None = None
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def office(self) -> str:
        """The agency that issues it: the benefit's, else that of the county where the person lives."""
        return str(self.benefit.office if self.benefit else self.person.region[:OFFICE_DIGITS])
