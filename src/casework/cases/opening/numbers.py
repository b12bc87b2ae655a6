"""Case numbers: `511102-2026-000123`, by agency and year, without gaps however many open cases at once."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from casework.cases.models import Numbering
from casework.people.models import Benefit


def numbers(office: str, count: int) -> Iterator[str]:
    """The next numbers of an agency; within a transaction, which keeps others waiting until it ends."""
    year = timezone.localdate().year
    row, _made = Numbering.objects.get_or_create(office=office, year=year)
    Numbering.objects.filter(pk=row.pk).update(last=F("last") + count)
    last = Numbering.objects.get(pk=row.pk).last
    return (f"{office}-{year}-{at:06d}" for at in range(last - count + 1, last + 1))


def agency_of(benefit: Benefit | None, region: str) -> str:
    """The agency whose case it is: the benefit's, else that of the county where the person lives, else the home's."""
    return str((benefit and benefit.office) or region[:6] or settings.HOME.settings.office.region)
