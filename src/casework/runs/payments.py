"""What somebody was paid, as the ledger of the home has it by now: months alike told as one span (LAW §6)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.conf import settings

from casework.people.models import Benefit, Person
from zige.running.paid import PaidMonth, paid_of


@dataclass(frozen=True)
class Span:
    """Months in a row, from `first` to `last`, for each of which the same was paid, in fen; 0 where nothing was."""

    first: int
    last: int
    amount: int

    @property
    def months(self) -> int:
        return self.last - self.first + 1

    @property
    def total(self) -> int:
        return self.amount * self.months


@dataclass(frozen=True)
class Payments:
    """What one benefit was paid, the latest first, with months between that were not paid."""

    benefit: Benefit
    spans: list[Span]

    @property
    def total(self) -> int:
        return sum(span.total for span in self.spans)


def payments_of(person: Person) -> list[Payments]:
    """The benefits that are seen and were ever paid. Raises HomeRefused for a ledger that is damaged."""
    benefits = {benefit.pk: benefit for benefit in person.benefits.all()}
    paid = paid_of(settings.HOME, list(benefits))
    return [Payments(benefits[key], list(spans_of(months))[::-1]) for key, months in paid.items() if months]


def spans_of(paid: Iterable[PaidMonth]) -> Iterator[Span]:
    """Paid months, in order and each once, as spans; what lies between two is a span of nothing."""
    span: Span | None = None
    for one in paid:
        if span is None:
            span = Span(one.month, one.month, one.amount)
        elif (one.month, one.amount) == (span.last + 1, span.amount):
            span = replace(span, last=one.month)
        else:
            yield span
            if one.month > span.last + 1:
                yield Span(span.last + 1, one.month - 1, 0)
            span = Span(one.month, one.month, one.amount)
    if span is not None:
        yield span
