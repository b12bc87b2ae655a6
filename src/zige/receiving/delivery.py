"""One sheet on its way to a batch: part by part its rows are checked, matched and mapped, and counted at the end.

Which rows are duplicates is known only when all have been seen; so every accepted row's fingerprint and level are kept
until then, a dozen bytes a row, and what duplicates gave is taken out again.
"""

import datetime as dt
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from zige.exchange.checking import QUARANTINED, Checked, check, with_code
from zige.exchange.contract import ROSTERS, Contract, Role
from zige.exchange.duplicates import fingerprints, first_of_each
from zige.exchange.mapping import facts_of
from zige.exchange.numbers import birth_dates, normalised, state_of
from zige.exchange.recognising import Columns
from zige.exchange.sheets import Part, Sheet
from zige.identity.ladder import CANDIDATES, Matches, match, said
from zige.identity.register import Register
from zige.receiving.keeping import gives_more_than_life, kept_facts, kept_payments, kept_signs, marks_of
from zige.store.keys import Keys

ROWS_A_PART = 500_000
AT_ONCE = 2
"""Parts worked on at the same time: while one is in a step that keeps a single core busy, another goes on."""

DATES = (pl.Date,)
SEEN = {"line": pl.Int64, "fingerprint": pl.UInt64, "level": pl.Int8, "candidate": pl.Boolean}
LEDGER = {
    "line": pl.Int64, "benefit_id": pl.String, "month": pl.Int64, "amount": pl.Int64, "record": pl.UInt64,
    "record_status": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """What one part of a sheet has come to; a table that its dataset does not give is None.

    `has_new` where a row is neither corrected nor withdrawn.
    """

    quarantined: pl.DataFrame
    has_new: bool
    days: list[tuple[dt.date, dt.date]]
    seen: pl.DataFrame
    facts: pl.DataFrame | None = None
    signs: pl.DataFrame | None = None
    candidates: pl.DataFrame | None = None
    strangers: pl.Series | None = None
    roster: pl.DataFrame | None = None
    ledger: pl.DataFrame | None = None


@dataclass
class Delivery:
    """What the parts of one sheet have come to so far; `again` if it is read again for newcomers alone.

    `people` says whose the rows are (line, person) where that is known and nobody has to be looked for.
    """

    contract: Contract
    columns: Columns
    register: Register
    keys: Keys
    received: dt.date
    again: bool = False
    people: pl.DataFrame | None = None
    parts: list[Taken] = field(default_factory=list)

    def take_all(self, sheet: Sheet) -> None:
        """Every part of the sheet, some at once. Raises DeliveryRefused where it cannot be read or has no rows."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            waiting: deque[Future[Taken]] = deque()
            for part in sheet.parts(ROWS_A_PART):
                waiting.append(pool.submit(self._taken, part))
                if len(waiting) > AT_ONCE:
                    self.parts.append(waiting.popleft().result())
            self.parts += [taken.result() for taken in waiting]

    @property
    def absent(self) -> set[str]:
        """The columns of the contract that the file does not have."""
        return set(self.contract.names) - set(self.columns.places)

    @property
    def only_revises(self) -> bool:
        """Whether every row corrects or withdraws a record."""
        return not any(taken.has_new for taken in self.parts)

    def all_of(self, name: str, schema: Any) -> pl.DataFrame:
        """One table of all parts, in their order; an empty one of `schema` where there is none."""
        tables = [table for taken in self.parts if (table := getattr(taken, name)) is not None]
        return pl.concat(tables, how="diagonal_relaxed") if tables else pl.DataFrame(schema=schema)

    def days(self) -> list[tuple[dt.date, dt.date]]:
        """First and last days of what the parts tell of."""
        return [span for taken in self.parts for span in taken.days]

    def strangers(self) -> pl.Series:
        """The marks of those whom nobody in the register is."""
        marks = [taken.strangers for taken in self.parts if taken.strangers is not None]
        return pl.concat([pl.Series("number", [], pl.UInt64), *marks]).unique().sort()

    def _taken(self, part: Part) -> Taken:
        part = self._about_newcomers(part) if self.again else part
        checked = check(self.contract, part, self.columns.places, self.received)
        checked = self._with_known_benefits(checked, part)
        has_new = bool((checked.rows["record_status"].fill_null("new") == "new").any())
        return Taken(checked.quarantined, has_new, list(_span_of_days(checked.rows)), **self._given(checked.rows))

    def _given(self, rows: pl.DataFrame) -> dict[str, Any]:
        if self.contract.role is Role.FACTS:
            return self._given_facts(rows)
        seen = self._seen(rows, pl.lit(1, pl.Int8), pl.lit(value=False))
        if self.contract.role is Role.PAYMENTS:
            return {"seen": seen, "ledger": kept_payments(rows, self.contract.dataset, self.keys).select(*LEDGER)}
        return {"seen": seen, "roster": _with_birth_dates(rows)}

    def _with_known_benefits(self, checked: Checked, part: Part) -> Checked:
        """A benefit that the register does not have, or has for somebody else's number, is set aside."""
        if self.contract.role in ROSTERS or not self.contract.has("benefit_id"):
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

    def _given_facts(self, rows: pl.DataFrame) -> dict[str, Any]:
        found = self._matched(rows)
        told = rows.with_columns(found.rows["person"], found.rows["level"])
        told = told.with_columns(candidate=pl.col("line").is_in(found.candidates["line"].implode()))
        mapped = facts_of(self.contract, told).join(told.select("line", "level"), on="line", maintain_order="left")
        return {
            "seen": self._seen(told, pl.col("level"), pl.col("candidate")),
            "facts": kept_facts(mapped, self.contract.dataset, self.keys),
            "signs": kept_signs(mapped, self.contract.dataset, self.keys),
            "candidates": _with_what_was_written(found.candidates, rows),
            "strangers": marks_of(told.filter(pl.col("level") == 0), self.keys),
        }

    def _matched(self, rows: pl.DataFrame) -> Matches:
        if self.people is not None:
            return said(rows, self.people)
        needed, adverse = self.contract.name_needed, gives_more_than_life(self.contract)
        return match(rows, self.register, name_needed=needed, for_decision=adverse)

    def _about_newcomers(self, part: Part) -> Part:
        """The rows that may be about someone in the register; all were checked and counted when the file came first."""
        numbers = normalised(part.rows[f"c{self.columns.places['id_number']}"])
        theirs = numbers.is_in(self.register.persons["id_number"].implode()).fill_null(value=False)
        doubtful = state_of(numbers, self.received).is_not_null()
        return Part(part.rows.filter(theirs | doubtful), part.misshapen.clear())

    def _seen(self, rows: pl.DataFrame, level: pl.Expr, candidate: pl.Expr) -> pl.DataFrame:
        prints = fingerprints(rows, self.contract, self.keys.derived(f"rows {self.contract.dataset}"))
        seen = rows.with_columns(prints.alias("fingerprint"), level.alias("level"), candidate.alias("candidate"))
        return seen.select(*SEEN)

    def counted(self, earlier: pl.Series) -> "Counted":
        """What it came to, `earlier` being the fingerprints of the dataset's earlier batches."""
        seen = self.all_of("seen", SEEN).sort("line")
        seen = seen.with_columns(first_of_each(seen["fingerprint"], earlier).alias("first"))
        return Counted(self, seen, self.all_of("quarantined", QUARANTINED).sort("line"))


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

    def only_accepted(self, name: str, schema: Any) -> pl.DataFrame:
        """A table of what the rows gave, without what duplicates gave, in the order of the lines."""
        table = self.delivery.all_of(name, schema)
        return table.join(self.accepted.select("line"), on="line", how="semi").sort("line", maintain_order=True)

    def candidates(self) -> pl.DataFrame:
        """The rows that a person must assign, with what was written."""
        return self.only_accepted("candidates", CANDIDATES)

    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day of what was accepted."""
        spans = self.delivery.days()
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
