"""One sheet on its way to a batch: part by part its rows are checked, matched and mapped, and counted at the end.

Which rows are duplicates is known only when all have been seen; so every accepted row's fingerprint and level are kept
until then, a dozen bytes a row, and what duplicates gave is taken out again.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from zige.exchange.checking import Checked, check, with_code
from zige.exchange.contract import Contract, Role
from zige.exchange.duplicates import fingerprints, first_of_each
from zige.exchange.mapping import facts_of
from zige.exchange.numbers import birth_dates, normalised, state_of
from zige.exchange.recognising import Columns
from zige.exchange.sheets import Part, Sheet
from zige.identity.ladder import CANDIDATES, match
from zige.identity.register import Register
from zige.receiving.keeping import gives_more_than_life, kept_facts, kept_signs, marks_of
from zige.store.keys import Keys

ROWS_A_PART = 1_000_000
DATES = (pl.Date,)
SEEN = {"line": pl.Int64, "fingerprint": pl.UInt64, "level": pl.Int8, "candidate": pl.Boolean}
LEDGER = {"line": pl.Int64, "benefit_id": pl.String, "month": pl.Int64, "amount": pl.Int64}


@dataclass
class Delivery:
    """What the parts of one sheet have come to so far; `again` if it is read again for newcomers alone."""

    contract: Contract
    columns: Columns
    register: Register
    keys: Keys
    received: dt.date
    again: bool = False
    seen: list[pl.DataFrame] = field(default_factory=list)
    quarantined: list[pl.DataFrame] = field(default_factory=list)
    facts: list[pl.DataFrame] = field(default_factory=list)
    signs: list[pl.DataFrame] = field(default_factory=list)
    candidates: list[pl.DataFrame] = field(default_factory=list)
    strangers: list[pl.Series] = field(default_factory=list)
    roster: list[pl.DataFrame] = field(default_factory=list)
    ledger: list[pl.DataFrame] = field(default_factory=list)
    days: list[tuple[dt.date, dt.date]] = field(default_factory=list)

    def take_all(self, sheet: Sheet) -> None:
        """Every part of the sheet. Raises DeliveryRefused where it cannot be read to its end or has no rows."""
        for part in sheet.parts(ROWS_A_PART):
            self._take(part)

    def _take(self, part: Part) -> None:
        part = self._about_newcomers(part) if self.again else part
        checked = check(self.contract, part, self.columns.places, self.received)
        checked = self._with_known_benefits(checked, part)
        self.quarantined.append(checked.quarantined)
        self.days += list(_span_of_days(checked.rows))
        if self.contract.role in (Role.PERSONS, Role.BENEFITS):
            self._take_roster(checked.rows)
        elif self.contract.role is Role.PAYMENTS:
            self._take_ledger(checked.rows)
        else:
            self._take_facts(checked.rows)

    def _with_known_benefits(self, checked: Checked, part: Part) -> Checked:
        """A benefit that the register does not have, or has for somebody else's number, is set aside."""
        if self.contract.role in (Role.PERSONS, Role.BENEFITS) or not self.contract.has("benefit_id"):
            return checked
        named = checked.rows.filter(pl.col("benefit_id").is_not_null())
        held = self.register.benefits.select("benefit_id", "person")
        known = named.join(held, on="benefit_id", how="inner")
        if self.contract.role is Role.FACTS:
            people = self.register.persons.select("person", holder="id_number")
            known = known.join(people, on="person").filter(
                (pl.col("holder") == pl.col("id_number")) | pl.col("number_state").is_not_null()
            )
        unknown = named.join(known, on="line", how="anti")["line"]
        return with_code(checked, part, unknown, "benefit_unknown") if unknown.len() else checked

    def _take_roster(self, rows: pl.DataFrame) -> None:
        self.roster.append(_with_birth_dates(rows))
        self._see(rows, pl.lit(1, pl.Int8), pl.lit(value=False))

    def _take_ledger(self, rows: pl.DataFrame) -> None:
        self.ledger.append(rows.select(*LEDGER))
        self._see(rows, pl.lit(1, pl.Int8), pl.lit(value=False))

    def _take_facts(self, rows: pl.DataFrame) -> None:
        needed, adverse = self.contract.name_needed, gives_more_than_life(self.contract)
        found = match(rows, self.register, name_needed=needed, for_decision=adverse)
        told = rows.with_columns(found.rows["person"], found.rows["level"])
        told = told.with_columns(candidate=pl.col("line").is_in(found.candidates["line"].implode()))
        self._see(told, pl.col("level"), pl.col("candidate"))
        self.strangers.append(marks_of(told.filter(pl.col("level") == 0), self.keys))
        mapped = facts_of(self.contract, told).join(told.select("line", "level"), on="line", maintain_order="left")
        self.facts.append(kept_facts(mapped, self.contract.dataset, self.keys))
        self.signs.append(kept_signs(mapped, self.contract.dataset, self.keys))
        self.candidates.append(_with_what_was_written(found.candidates, rows))

    def _about_newcomers(self, part: Part) -> Part:
        """The rows that may be about someone in the register; all were checked and counted when the file came first."""
        numbers = normalised(part.rows[f"c{self.columns.places['id_number']}"])
        theirs = numbers.is_in(self.register.persons["id_number"].implode()).fill_null(value=False)
        doubtful = state_of(numbers, self.received).is_not_null()
        return Part(part.rows.filter(theirs | doubtful), part.misshapen.clear())

    def _see(self, rows: pl.DataFrame, level: pl.Expr, candidate: pl.Expr) -> None:
        prints = fingerprints(rows, self.contract, self.keys.derived(f"rows {self.contract.dataset}"))
        seen = rows.with_columns(prints.alias("fingerprint"), level.alias("level"), candidate.alias("candidate"))
        self.seen.append(seen.select(*SEEN))

    def counted(self, earlier: pl.Series) -> "Counted":
        """What it came to, `earlier` being the fingerprints of the dataset's earlier batches."""
        seen = _together(self.seen, SEEN).sort("line")
        seen = seen.with_columns(first_of_each(seen["fingerprint"], earlier).alias("first"))
        return Counted(self, seen, _together(self.quarantined, None).sort("line"))


@dataclass(frozen=True)
class Counted:
    """A delivery read to its end: `seen` has a row for each accepted or duplicate row, with `first` where accepted."""

    delivery: Delivery
    seen: pl.DataFrame
    quarantined: pl.DataFrame

    @property
    def accepted(self) -> pl.DataFrame:
        return self.seen.filter("first")

    def counts(self) -> dict[str, int]:
        """The counts of the receipt."""
        accepted = self.accepted
        candidates = int(accepted["candidate"].sum())
        matched = int(((accepted["level"] > 0) & ~accepted["candidate"]).sum())
        return {
            "rows": self.seen.height + self.quarantined.height,
            "accepted": accepted.height,
            "duplicate": self.seen.height - accepted.height,
            "quarantined": self.quarantined.height,
            "matched": matched,
            "unmatched": accepted.height - matched - candidates,
            "candidates": candidates,
        }

    def codes(self) -> dict[str, int]:
        """How many rows have each quarantine code."""
        return dict(sorted(Counter(self.quarantined["codes"].explode().to_list()).items()))

    def only_accepted(self, parts: list[pl.DataFrame], schema: Any) -> pl.DataFrame:
        """What the rows gave, without what duplicates gave, in the order of the lines."""
        table = _together(parts, schema)
        return table.join(self.accepted.select("line"), on="line", how="semi").sort("line", maintain_order=True)

    def candidates(self) -> pl.DataFrame:
        """The rows that a person must assign, with what was written."""
        return self.only_accepted(self.delivery.candidates, CANDIDATES)

    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day of what was accepted."""
        spans = self.delivery.days
        return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def _with_birth_dates(rows: pl.DataFrame) -> pl.DataFrame:
    """A date of birth that is not written is the one that the number says."""
    said = birth_dates(rows["id_number"]).alias("said")
    return rows.with_columns(pl.coalesce("birth_date", said).alias("birth_date"))


def _with_what_was_written(candidates: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    written = [name for name in ("id_number", "name", "birth_date", "sex", "region") if name in rows.columns]
    return candidates.join(rows.select("line", *written), on="line", how="left")


def _span_of_days(rows: pl.DataFrame) -> Iterator[tuple[dt.date, dt.date]]:
    """The first and last day of the columns that say when something happened."""
    names = [name for name, dtype in rows.schema.items() if dtype in DATES and name != "birth_date"]
    for name in names:
        first, last = rows[name].min(), rows[name].max()
        if isinstance(first, dt.date) and isinstance(last, dt.date):
            yield first, last


def _together(parts: list[pl.DataFrame], schema: Any) -> pl.DataFrame:
    return pl.concat(parts, how="diagonal_relaxed") if parts else pl.DataFrame(schema=schema)
