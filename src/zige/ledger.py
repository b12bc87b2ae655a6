"""The months that a ledger covers, as bits (LAW §6).

A month of the ledger is a bit, so that a sum of bits says which months stand in it, and a count beside it that each
stands there once: n powers of two add up to a number with n bits set only if they are those bits.
"""

from dataclasses import dataclass

import pyarrow as pa

MOST_MONTHS = 600
"""The longest ledger whose months are made bits."""

MASK = "months_"
BITS = 40
"""Months to one sum of bits: 2**23 rows for one month still fit into 64 bits."""


@dataclass(frozen=True)
class Ledger:
    """The covered months before that of the run, from `first` to `last`."""

    first: int
    last: int

    @property
    def months(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def has_bits(self) -> bool:
        """Whether its months are made bits; a ledger of more than fifty years is worked out month by month."""
        return len(self.months) <= MOST_MONTHS

    @property
    def masks(self) -> list[str]:
        """The names of the columns that hold the bits, `BITS` months each."""
        return [f"{MASK}{part}" for part in range(-(-len(self.months) // BITS))]

    def bits(self, since: int, until: int) -> dict[str, int]:
        """The bits of the months from `since` to `until`, by the column that holds them."""
        bits = ((1 << until - self.first + 1) - 1) ^ ((1 << since - self.first) - 1)
        return {name: bits >> part * BITS & ((1 << BITS) - 1) for part, name in enumerate(self.masks)}

    def calendar(self) -> pa.Table:
        """Every covered month: month, and where they are made bits, a column for each of `masks`."""
        bits = {month: self.bits(month, month) if self.has_bits else {} for month in self.months}
        return pa.Table.from_pylist([{"month": month, **bits[month]} for month in self.months])

    def spans(self) -> pa.Table:
        """Every run of covered months: since, until, expected (their number), and expected_… for each of `masks`."""
        return pa.Table.from_pylist([self._span(a, b) for a in self.months for b in range(a, self.last + 1)])

    def _span(self, since: int, until: int) -> dict[str, int]:
        bits = {f"expected_{name}": bits for name, bits in self.bits(since, until).items()}
        return {"since": since, "until": until, "expected": until - since + 1, **bits}
