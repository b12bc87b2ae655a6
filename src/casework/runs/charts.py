"""The charts of the start page: which numbers each draws, in the words of the reader."""

from collections.abc import Callable, Iterator

from casework.runs.figures import Figures, Measure
from casework.runs.wording import Certified, benefit_kinds, standings
from casework.ui import charts
from casework.ui.charts import Bar
from zige.kinds import Standing
from zige.law.months import format_month


def of_months(figures: Figures) -> str:
    """Benefits certified anew in each month, by data alone and with the person; SVG."""
    return charts.columns(_of_months(figures))


def of_kinds(figures: Figures) -> str:
    """Benefits of each kind that are paused or ended; SVG."""
    return charts.rows(_of_kinds(figures))


CHARTS: dict[str, Callable[[Figures], str]] = {"months": of_months, "kinds": of_kinds}
"""Each by its name in the address."""


def _of_months(figures: Figures) -> Iterator[Bar]:
    for month in figures.months:
        for one in (Certified.SILENTLY, Certified.WITH_THE_PERSON):
            count = figures.total(Measure.CERTIFIED, (one.value,), month=month)
            yield Bar(format_month(month), str(one.label), count)


def _of_kinds(figures: Figures) -> Iterator[Bar]:
    named = dict(standings())
    for kind, name in benefit_kinds():
        if kind in figures.kinds:
            for one in (Standing.SUSPEND, Standing.STOP):
                yield Bar(name, named[one.value], figures.total(Measure.STANDING, (one.value,), kind))
