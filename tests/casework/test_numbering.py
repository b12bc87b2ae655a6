"""Numbers without gaps, however many ask at once, each series, office and year by itself."""

import pytest
from django.db import transaction
from django.utils import timezone
from together import at_once

from casework.accounts.models import Numbering
from casework.accounts.numbering import Series, next_number, next_numbers

YEAR = timezone.localdate().year


@pytest.mark.django_db
def test_numbers_follow_each_other_by_series_office_and_year() -> None:
    assert next_number(Series.CASE, "511102") == f"511102-{YEAR}-000001"
    assert list(next_numbers(Series.CASE, "511102", 2)) == [f"511102-{YEAR}-000002", f"511102-{YEAR}-000003"]
    assert next_number(Series.CASE, "511111") == f"511111-{YEAR}-000001"
    assert next_number(Series.NOTICE, "511102") == f"511102-{YEAR}-N-000001"
    assert list(next_numbers(Series.NOTICE, "511102", 1, YEAR + 1)) == [f"511102-{YEAR + 1}-N-000001"]
    assert next_number(Series.CASE, "511102") == f"511102-{YEAR}-000004"


@pytest.mark.django_db
def test_what_is_rolled_back_is_given_out_again_and_numbers_not_used_in_between_are_not() -> None:
    with transaction.atomic():
        assert next_number(Series.DECISION, "511102").endswith("-000001")
        transaction.set_rollback(True)
    assert [one[-6:] for one in next_numbers(Series.DECISION, "511102", 3)] == ["000001", "000002", "000003"]
    assert next_number(Series.DECISION, "511102").endswith("-000004")


@pytest.mark.django_db(transaction=True)
def test_who_asks_at_the_same_moment_waits_and_gets_the_next() -> None:
    given: list[str] = []

    def take() -> None:
        with transaction.atomic():
            given.extend(next_numbers(Series.GROUP, "511102", 2))

    assert at_once(take, take, take) == ["done"] * 3
    assert sorted(given) == [f"PL511102-{YEAR}-{at:06d}" for at in range(1, 7)]
    assert Numbering.objects.get().last == 6
