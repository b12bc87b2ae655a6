"""Numbers of cases, decisions and notices: by office and year, one after another without a gap.

CASE       511102-2026-000123
NOTICE     511102-2026-N-000123
DECISION   JD511102-2026-000123; GROUP and DEFERRAL the same with PL and YQ
"""

from collections.abc import Iterator
from enum import StrEnum

from django.db.models import F
from django.utils import timezone

from casework.accounts.models import Numbering


class Series(StrEnum):
    """How the numbers of each begin: 核查, 通知, 决定, 批量, 延期."""

    CASE = "{office}-{year}-"
    NOTICE = "{office}-{year}-N-"
    DECISION = "JD{office}-{year}-"
    GROUP = "PL{office}-{year}-"
    DEFERRAL = "YQ{office}-{year}-"


def next_numbers(series: Series, office: str, count: int, year: int | None = None) -> Iterator[str]:
    """The next of an office in a year, this one unless said. Within a transaction: others wait until it ends.

    What is rolled back is given out again.
    """
    beginning = series.format(office=office, year=year or timezone.localdate().year)
    Numbering.objects.get_or_create(beginning=beginning)
    counter = Numbering.objects.filter(beginning=beginning)
    counter.update(last=F("last") + count)
    last = counter.values_list("last", flat=True).get()
    return (f"{beginning}{at:06d}" for at in range(last - count + 1, last + 1))


def next_number(series: Series, office: str) -> str:
    """The next one."""
    return next(next_numbers(series, office, 1))
