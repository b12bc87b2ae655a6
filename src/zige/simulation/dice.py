"""Chance that belongs to a person, not to an order of drawing, so that parts of any size make the same city.

Every number is a hash of (seed, stream, person, k): no state, no order. Changing one parameter leaves all other draws
as they were, which is what makes a sweep of parameters comparable.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True)
class Dice:
    """The chances of one city."""

    seed: int

    def uniform(self, stream: str, ids: Ints, k: int = 0) -> Floats:
        """A number in [0, 1) for each id; `k` counts draws of one stream, such as months."""
        mixed = _mixed(ids.astype(np.uint64) * _GOLDEN + self._key(stream))
        with np.errstate(over="ignore"):
            mixed = _mixed(mixed + np.uint64(k + 1) * _SECOND)
        return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def chosen(self, stream: str, ids: Ints, probability: Floats | float, k: int = 0) -> Bools:
        """True with this probability for each id."""
        return self.uniform(stream, ids, k) < probability

    def whole(self, stream: str, ids: Ints, low: Ints | int, high: Ints | int, k: int = 0) -> Ints:
        """A whole number from `low` to `high`, both included."""
        span = np.asarray(high) - np.asarray(low) + 1
        drawn: Ints = (np.asarray(low) + np.floor(self.uniform(stream, ids, k) * span)).astype(np.int64)
        return drawn

    def place(self, stream: str, ids: Ints, weights: list[float], k: int = 0) -> Ints:
        """The place of the option drawn by weight."""
        edges = np.cumsum(weights) / np.sum(weights)
        edges[-1] = 1.0
        return np.searchsorted(edges, self.uniform(stream, ids, k), side="right").astype(np.int64)

    def normal(self, stream: str, ids: Ints, k: int = 0) -> Floats:
        """A standard normal number."""
        radius = np.sqrt(-2.0 * np.log1p(-self.uniform(stream + ".radius", ids, k)))
        return radius * np.cos(2.0 * np.pi * self.uniform(stream + ".angle", ids, k))

    def waiting(self, stream: str, ids: Ints, k: int = 0) -> Floats:
        """A waiting time of mean one."""
        return -np.log1p(-self.uniform(stream, ids, k))

    def once(self, stream: str, k: int = 0) -> float:
        """One number in [0, 1) that belongs to no person."""
        return float(self.uniform(stream, np.zeros(1, dtype=np.int64), k)[0])

    def _key(self, stream: str) -> np.uint64:
        digest = hashlib.sha256(f"{self.seed}|{stream}".encode()).digest()
        return np.uint64(int.from_bytes(digest[:8], "little"))


def _mixed(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The finaliser of SplitMix64."""
    with np.errstate(over="ignore"):
        values = (values ^ (values >> np.uint64(30))) * _FIRST
        values = (values ^ (values >> np.uint64(27))) * _SECOND
    return values ^ (values >> np.uint64(31))
