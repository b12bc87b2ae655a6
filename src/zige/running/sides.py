"""The runs of a month and of later ones for a few people, with findings and without: worked out as a run does.

A side is what batches tell. Both sides share what findings do not touch: the register, the ledger, what runs put off.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial

import polars as pl

from zige.backends import open_backend
from zige.backends.base import Backend
from zige.exchange.catalogue import load_catalogue
from zige.explain import Explanation, explain_all
from zige.explain.voice import Language
from zige.law.months import parse_month
from zige.law.rules import Rules
from zige.running.assembling import Known, inputs_of
from zige.running.deliveries import delivery_calendar, not_there, put_off
from zige.running.findings import Finding
from zige.running.knowing import Told, known_of, told_of, told_with
from zige.running.supposing import supposed
from zige.store.batches import Batch
from zige.store.home import Home

OVERDUE = {"person": pl.Int64, "certified": pl.Int64}


@dataclass(frozen=True)
class Asked:
    """What is asked about whom on which batches: the findings about each person, and the holder of each benefit."""

    home: Home
    batches: list[Batch]
    rules: Rules
    findings: Mapping[int, Sequence[Finding]]
    holders: Mapping[str, int]
    received: dt.date
    known_by: dt.date | None
    language: Language


@contextmanager
def both_sides(asked: Asked) -> Iterator[tuple["Runs", "Runs"]]:
    """The runs without the findings and with them."""
    people, benefits = pl.Series("person", list(asked.findings), pl.Int64), pl.Series(list(asked.holders))
    told = told_of(asked.home, asked.batches, people, benefits, asked.rules)
    with open_backend("polars") as backend:
        before = Runs(backend, asked, cache(partial(known_of, asked.home, told)), told)
        if not any(asked.findings.values()):
            yield before, before
            return
        with supposed(asked.home, asked.batches, asked.findings, asked.received) as batch:
            yield before, Runs(backend, asked, before.known, told_with(told, batch, asked.rules))


@dataclass(frozen=True)
class Runs:
    """The runs of one side, each worked out when it is first asked for; `known` is what both sides know of a month."""

    backend: Backend
    asked: Asked
    known: Callable[[int], Known]
    told: Told
    put_off: list[pl.DataFrame] = field(default_factory=list)
    found: dict[int, dict[str, Explanation]] = field(default_factory=dict)

    def of(self, benefit_id: str, month: int) -> Explanation:
        """What the run of a month says of a benefit; it is worked out for all of them at once."""
        if month not in self.found:
            self.found[month] = self._run(month)
        return self.found[month][benefit_id]

    def later(self, benefit_id: str, month: int) -> Explanation:
        """What the run of a month says of this benefit alone."""
        return self._explained(Rules(self.asked.rules.lawbook, month), [benefit_id])[benefit_id]

    def _run(self, month: int) -> dict[str, Explanation]:
        rules, benefits = Rules(self.asked.rules.lawbook, month), list(self.asked.holders)
        found = self._explained(rules, benefits)
        deferrals = self._deferrals(found, rules) if month == self.asked.rules.month else pl.DataFrame()
        if deferrals.is_empty():
            return found
        self.put_off.append(deferrals)
        put = set(deferrals["id_number"])
        return found | self._explained(rules, [each for each in benefits if self.asked.holders[each] in put])

    def _explained(self, rules: Rules, benefits: list[str]) -> dict[str, Explanation]:
        inputs, asked = inputs_of(self.backend, self._known(rules.month)), self.asked
        return explain_all(self.backend, inputs, rules, asked.known_by, benefits, asked.language, with_number=False)

    def _known(self, month: int) -> Known:
        """What this side knows, with what its own runs have put off."""
        known, told = self.known(month), self.told
        deferrals = pl.concat([known.deferrals, *self.put_off]).unique("fact_id", keep="last", maintain_order=True)
        return replace(known, events=told.events, signs=told.signs, deferrals=deferrals)

    def _deferrals(self, found: dict[str, Explanation], rules: Rules) -> pl.DataFrame:
        """The overdue suspensions that the run of the month puts off since data are late (LAW §5)."""
        certified = [
            (self.asked.holders[benefit_id], month)
            for benefit_id, each in found.items()
            if _overdue(each, rules) and (month := _certified_before(each)) is not None
        ]
        late = self._late(rules.month) if certified else []
        return put_off(pl.DataFrame(certified, OVERDUE, orient="row"), self.told.signs, late, rules)

    def _late(self, month: int) -> list[str]:
        catalogue = load_catalogue(self.asked.home.contracts)
        return not_there(delivery_calendar(catalogue, self.told.batches, month, self.asked.known_by))


def _overdue(found: Explanation, rules: Rules) -> bool:
    return any(ground.code == rules.book.cycle.ground and ground.when == "now" for ground in found.grounds)


def _certified_before(found: Explanation) -> int | None:
    """The latest certified month before that of the run; the strip goes back to it."""
    months = [each.month for each in found.strip.months if each.certified and each.month < found.month]
    return parse_month(months[-1]) if months else None
