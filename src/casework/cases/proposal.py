"""What somebody says was found, before it is a finding."""

import datetime as dt
from dataclasses import dataclass, field

from casework.cases.models import Article9, Found


@dataclass(frozen=True)
class Proposal:
    """What was found. `kind` is the kind of fact, missing where there is none to tell; see `Finding` for the rest."""

    found: Found
    source: Article9
    basis: str
    kind: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    outcome: str = ""
    benefit_id: str = ""
    evidence: list[int] = field(default_factory=list)
    papers: str = ""
    pending: bool = False
    goes_on: dt.date | None = None
    shown: str = ""
