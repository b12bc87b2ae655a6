"""Periods are counted in Chinese working days: holidays do not count, make-up days do, an unknown year is said so."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings

from casework.cases.calendar import WorkingDays, working_days
from casework.cases.calendar.years import OWN, PACKAGED, load_years
from zige.errors import FileRefused


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture
def days(tmp_path: Path) -> WorkingDays:
    return WorkingDays.of(load_years(tmp_path))


@pytest.mark.parametrize(
    ("text", "worked"),
    [
        ("2026-02-13", True),  # Friday before the Spring Festival
        ("2026-02-14", True),  # Saturday worked in exchange
        ("2026-02-15", False),
        ("2026-02-23", False),  # Monday, the last day off
        ("2026-02-24", True),
        ("2026-02-28", True),  # Saturday worked in exchange
        ("2026-03-07", False),  # an ordinary Saturday
        ("2025-10-08", False),
        ("2025-10-09", True),
        ("2025-10-11", True),
        ("2025-10-12", False),
    ],
)
def test_a_day_is_worked_or_not(days: WorkingDays, text: str, worked: bool) -> None:
    assert days.is_worked(day(text)) is worked


@pytest.mark.parametrize(
    ("since", "count", "last"),
    [
        ("2026-11-26", 0, "2026-11-26"),
        ("2026-11-26", 1, "2026-11-27"),  # Thursday
        ("2026-11-27", 1, "2026-11-30"),  # Friday
        ("2026-09-30", 1, "2026-10-08"),  # the day before the National Day
        ("2026-09-30", 3, "2026-10-10"),  # with the Saturday worked
        ("2026-09-30", 4, "2026-10-12"),
    ],
)
def test_a_period_ends_on_its_last_working_day(days: WorkingDays, since: str, count: int, last: str) -> None:
    assert days.after(day(since), count) == day(last)
    assert days.between(day(since), day(last)) == count


def test_of_a_year_not_announced_only_weekends_are_known_to_be_free(days: WorkingDays) -> None:
    assert (days.knows(2026), days.knows(2027)) == (True, False)
    assert days.is_worked(day("2027-10-01"))  # a Friday
    assert not days.is_worked(day("2027-10-02"))


def test_a_home_announces_a_year_of_its_own_and_another_way(tmp_path: Path) -> None:
    own = tmp_path / OWN
    own.parent.mkdir()
    off = "holidays: [{first: 2027-01-01, last: 2027-01-03, name: {zh: 元旦, en: New Year}}]"
    own.write_text(f'years:\n  "2027":\n    announced: {{zh: 通知, en: notice}}\n    {off}\n    worked: []\n', "utf-8")
    days = WorkingDays.of(load_years(tmp_path))
    assert days.knows(2027)
    assert not days.is_worked(day("2027-01-01"))
    assert not days.is_worked(day("2026-01-01"))
    own.write_text(own.read_text("utf-8").replace("2027", "2026"), "utf-8")
    assert WorkingDays.of(load_years(tmp_path)).is_worked(day("2026-02-16"))


def test_the_home_s_file_is_read_anew_when_it_changes() -> None:
    own = settings.HOME.path / OWN
    assert not working_days().knows(2028)
    own.parent.mkdir(exist_ok=True)
    off = "holidays: [{first: 2028-01-01, last: 2028-01-01, name: {zh: 元旦, en: New Year}}]"
    own.write_text(f'years:\n  "2028":\n    announced: {{zh: 通知, en: notice}}\n    {off}\n    worked: []\n', "utf-8")
    try:
        assert working_days().knows(2028)
    finally:
        own.unlink()
    assert not working_days().knows(2028)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("worked: [2025-01-26,", "worked: [2025-01-27,", "no Saturday or Sunday"),
        ("worked: [2025-01-26,", "worked: [2025-02-01,", "among the days off"),
        ("{first: 2025-01-01, last: 2025-01-01", "{first: 2025-01-02, last: 2025-01-01", "before the first day"),
        ("{first: 2025-01-01, last: 2025-01-01", "{first: 2024-12-31, last: 2025-01-01", "lies in another year"),
        ('"2025":', '"25":', "in quotes"),
        ("worked:", "workt:", "is missing"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    own = tmp_path / OWN
    own.parent.mkdir()
    text = PACKAGED.read_text("utf-8")
    assert old in text
    own.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(FileRefused, match=said):
        load_years(tmp_path)
