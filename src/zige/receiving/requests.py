"""What is said of a delivered file by whoever hands it in."""

import datetime as dt
from dataclasses import dataclass, field

from zige.exchange.manifest import Entry
from zige.exchange.sheets import Sheet
from zige.law.months import parse_month


@dataclass(frozen=True)
class Request:
    """What is said of a file: its dataset and month (YYYY-MM), else recognised; when it is received; its manifest."""

    dataset: str | None
    month: str | None
    received: dt.date
    announced: list[Entry] = field(default_factory=list)

    def announced_of(self, sheet: Sheet) -> Entry:
        """What the manifest says of a sheet's file; nothing where there is none."""
        known = {entry.file: entry for entry in self.announced}
        return known.get(sheet.name, Entry(sheet.name, None, None, None))

    def month_of(self, named: int | None) -> int:
        """The month said, else that of the name, else that of the day it is received."""
        if self.month is not None:
            return parse_month(self.month)
        return named if named is not None else self.received.year * 12 + self.received.month - 1
