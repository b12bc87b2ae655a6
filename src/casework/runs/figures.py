"""How many benefits of a jurisdiction stand how: from the tallies of the import; of employers counted as asked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Sum

from casework.accounts.jurisdiction import Jurisdiction
from casework.accounts.models import Region
from casework.people.scope import is_narrow, seen_benefits, seen_beside
from casework.runs.models import Determination, Flag, Run, Tally
from casework.runs.queries import Asked, certified_as, newest_run
from zige.kinds import Standing

MONTHS = 12
"""Months back to which the figures of a place go."""
Measure = Tally.Measure


@dataclass(frozen=True)
class Figures:
    """The newest run, and counts of benefits by (month, measure, code, kind)."""

    run: Run
    counts: Counter[tuple[int, str, str, str]]

    def total(self, measure: str, codes: Iterable[str], kind: str | None = None, month: int | None = None) -> int:
        """Benefits of these codes, of one kind or all, in a month or the newest."""
        wanted = frozenset(codes)
        return sum(
            count
            for (at, what, code, of), count in self.counts.items()
            if at == (month or self.run.month) and what == measure and code in wanted and kind in (None, of)
        )

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of benefit there are."""
        return frozenset(kind for (month, *_, kind), count in self.counts.items() if count and month == self.run.month)

    @cached_property
    def months(self) -> list[int]:
        """The months there are figures of, the oldest first."""
        return sorted({month for month, *_ in self.counts})


def figures_of(jurisdiction: Jurisdiction) -> Figures | None:
    """The figures of what is seen; None before the first import, and for who sees nobody."""
    run = newest_run()
    if run is None or jurisdiction.is_empty:
        return None
    rows = _tallied(jurisdiction, run) if jurisdiction.prefix else _of_employers(jurisdiction, run)
    return Figures(run, Counter({(month, measure, code, kind): count for month, measure, code, kind, count in rows}))


@dataclass(frozen=True)
class Place:
    """A place below one's own, and its counts by (measure, code)."""

    region: Region
    counts: Counter[tuple[str, str]]

    def total(self, measure: str, codes: Iterable[str]) -> int:
        """Benefits of residents of these codes."""
        return sum(self.counts[measure, code] for code in codes)


def places_below(region: Region, run: Run) -> list[Place]:
    """Each place right below one, by who lives there."""
    below = list(region.children.order_by("code"))
    rows = Tally.objects.filter(place__in=[one.code for one in below], residents=True, month=run.month)
    counts: dict[str, Counter[tuple[str, str]]] = {one.code: Counter() for one in below}
    for place, measure, code, count in rows.values_list("place", "measure", "code").annotate(Sum("count")):
        counts[place][measure, code] = count
    return [Place(one, counts[one.code]) for one in below]


def count_of_benefits(jurisdiction: Jurisdiction, asked: Asked) -> int | None:
    """How many benefits a list has, of what was counted already; None where it must be counted."""
    if not jurisdiction.prefix or asked.region or (asked.standing and asked.certified):
        return None
    figures = figures_of(jurisdiction)
    if figures is None:
        return None
    if asked.certified:
        return figures.total(Measure.CERTIFIED, (asked.certified,), asked.kind or None)
    codes = (asked.standing,) if asked.standing else tuple(Standing)
    return figures.total(Measure.STANDING, codes, asked.kind or None)


Row = tuple[int, str, str, str, int]


def _tallied(jurisdiction: Jurisdiction, run: Run) -> Iterator[Row]:
    own = Tally.objects.filter(place=jurisdiction.prefix, residents=is_narrow(jurisdiction))
    lately = own.filter(month__gt=run.month - MONTHS, month__lte=run.month)
    yield from lately.values_list("month", "measure", "code", "kind", "count")


def _of_employers(jurisdiction: Jurisdiction, run: Run) -> Iterator[Row]:
    found = Determination.objects.filter(seen_benefits(jurisdiction, "benefit__"), closed=None)
    for standing, kind, count in found.values_list("standing", "benefit__kind").annotate(Count("pk")).order_by():
        yield run.month, Measure.STANDING, standing, kind, count
    raised = Flag.objects.filter(seen_beside(jurisdiction), closed=None)
    for code, kind, count in raised.values_list("code", "kind").annotate(Count("pk")).order_by():
        yield run.month, Measure.FLAG, code, kind, count
    told = found.exclude(standing=Standing.STOP)
    for code, condition in certified_as(run.month).items():
        for kind, count in told.filter(condition).values_list("benefit__kind").annotate(Count("pk")).order_by():
            yield run.month, Measure.CERTIFIED, code, kind, count
