"""Numbers of notices: 511102-2026-N-000123, one after another in each office and year."""

from casework.notices.models import Sequence


def next_numbers(office: str, year: int, count: int) -> list[str]:
    """The next numbers, held until the caller's transaction ends; what is rolled back is given out again."""
    Sequence.objects.get_or_create(office=office, year=year)
    sequence = Sequence.objects.select_for_update().get(office=office, year=year)
    first = sequence.last + 1
    sequence.last += count
    sequence.save(update_fields=["last"])
    return [f"{office}-{year}-N-{number:06d}" for number in range(first, sequence.last + 1)]
