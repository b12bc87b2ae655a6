"""What is said of a delivered file by whoever hands it in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from zige.exchange.manifest import Entry
from zige.law.months import month_of, parse_month


@dataclass(frozen=True)
class Request:
    """What is said of a file: its dataset and month (YYYY-MM), else recognised; when it is received; its manifest.

    `announced` are entries that `check_files` has let pass: a digest in them is that of the file. `people` are whom the
    rows are about, in their order and by the register's numbers, where officers of this home have decided each row:
    then nobody is looked for, and it is not asked whether so many rows are usual.
    """

    dataset: str | None
    month: str | None
    received: dt.date
    announced: list[Entry] = field(default_factory=list)
    people: Sequence[int] | None = None

    def announced_of(self, file: str) -> Entry:
        """What the manifest says of a delivered file; nothing where there is none."""
        known = {entry.file: entry for entry in self.announced}
        return known.get(file, Entry(file, None, None, None))

    def month_of(self, named: int | None) -> int:
        """The month said, else that of the name, else that of the day it is received."""
        if self.month is not None:
            return parse_month(self.month)
        return named if named is not None else month_of(self.received)
