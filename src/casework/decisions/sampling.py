"""抽查: which of a group are looked at one by one, drawn so that anybody can draw the same again."""

import hashlib
from collections.abc import Collection

from casework.decisions.terms import terms


def size_of_sample(count: int) -> int:
    """The share that `terms.yaml` sets, rounded up, at least so many, at most all."""
    share = terms().sample
    return min(count, max(share.least, -(-count * share.percent // 100)))


def drawn(benefits: Collection[str], seed: str) -> list[str]:
    """The sample: those whose SHA-256 with the seed comes first, in their own order."""
    by_lot = sorted(benefits, key=lambda one: hashlib.sha256(f"{seed}/{one}".encode()).digest())
    return sorted(by_lot[: size_of_sample(len(benefits))])
