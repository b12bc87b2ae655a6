"""Numbers of decisions and of what belongs to them: JD511102-2026-000123, counted by office and year without a gap."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from django.db.models import Model
from django.utils import timezone

from casework.accounts.models import Office
from casework.accounts.roles import OfficeKind

DECISION, GROUP, DEFERRAL = "JD", "PL", "YQ"
"""决定, 批量, 延期."""


def next_number(model: type[Model], letters: str, office: str) -> str:
    """The next of an office in this year. Whoever asks holds the office's counter until their transaction ends."""
    list(Office.objects.select_for_update(no_key=True).filter(kind=OfficeKind.AGENCY, number=office))
    beginning = f"{letters}{office}-{timezone.localdate().year}-"
    numbered: Any = model._default_manager.filter(number__startswith=beginning)
    last = numbered.order_by("-number").values_list("number", flat=True).first()
    return f"{beginning}{int(last.removeprefix(beginning)) + 1 if last else 1:06d}"


def numbers_from(first: str) -> Iterator[str]:
    """A number and those after it, for many at once in the transaction that asked for the first."""
    beginning, _dash, counted = first.rpartition("-")
    return (f"{beginning}-{at:06d}" for at in count(int(counted)))
