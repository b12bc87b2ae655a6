"""The simulated officer: verifies what a run asks about by the truth, now and then wrongly (Arts. 12, 14, 16, 17).

The answers go back as `casework.facts`, the same door for whatever officers decide (EXCHANGE §4).
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from zige.evaluation.city import City, plain_name
from zige.evaluation.truth import true_events
from zige.facts.events import MOMENTS
from zige.kinds import FactKind, Outcome, Status
from zige.law.lawbook import load_lawbook
from zige.law.months import parse_month
from zige.law.rules import Rules
from zige.receiving.registers import register_now
from zige.running.findings import Finding
from zige.running.officers import Decided
from zige.store.batches import all_batches
from zige.store.home import Home
from zige.store.runs import DETERMINATIONS, EVENTS, OPEN_CANDIDATES, Run
from zige.tables import Attention

col, lit, when = pl.col, pl.lit, pl.when

BASIS = {"verify": "入户核查", "contradiction": "当面复核", "opening": "上线情形查明", "candidate": "比对归属核实"}
CERTAIN_DEATHS = (FactKind.DEATH, FactKind.DECLARED_DEAD)
TOLERANCE = 60
"""Days by which the first day of a report may differ from the truth and still be about the same event."""
FINDING = ("kind", "start", "end", "outcome", "status", "benefit_id", "basis")
FACT = ("fact_id", "person", "kind", "start", "end", "outcome", "benefit_id")


@dataclass(frozen=True)
class Officer:
    """Decides by the truth; a share `error` of the verifications is decided wrongly, the same ones for a `seed`."""

    error: float
    seed: int = 1

    ANSWERS: ClassVar[dict[str, type[pl.DataType]]] = {
        "fact_id": pl.String, "person": pl.Int64, "kind": pl.String, "start": pl.Date, "end": pl.Date,
        "outcome": pl.String, "status": pl.String, "benefit_id": pl.String, "occasion": pl.String, "day": pl.Date,
        "wrong": pl.Boolean,
    }  # fmt: skip

    def answers(self, home: Home, city: City, run: Run, day: dt.date, before: pl.DataFrame) -> pl.DataFrame:
        """What the officer answers to a run, in the columns of ANSWERS; `before` is what was answered to earlier ones.

        `day` is the day on which the officer looks: what truly happened later cannot be found.
        """
        looked = _Looked(home, city, run, day)
        asked = pl.concat([_to_verify(looked), _to_look_at_again(looked, before)]).unique("fact_id", keep="first")
        judged = self._judged(looked, asked.sort("fact_id"))
        found = [judged, _openings_explained(looked, before), self._assigned(looked, before)]
        return pl.concat([each.select(*self.ANSWERS) for each in found])

    def decided(self, answers: pl.DataFrame) -> list[Decided]:
        """The answers as an office delivers them."""
        basis = pl.concat_str(col("occasion").replace_strict(BASIS), col("day").dt.strftime("（%Y-%m-%d）"))
        told = answers.with_columns(basis=basis).select("person", *FINDING)
        return [Decided(row.pop("person"), Finding.of_json(row)) for row in told.to_dicts()]

    def _judged(self, looked: "_Looked", asked: pl.DataFrame) -> pl.DataFrame:
        """Each event confirmed with its true days, or refuted; the wrong ones the other way round."""
        joined = asked.join(looked.true_persons(), on="person", how="left")
        found = _nearest(joined, looked.happened())
        told = asked.join(found, on="fact_id", how="left", maintain_order="left")
        is_true = col("true_start").is_not_null()
        wrong = pl.Series([self._errs(f"{fact} {looked.day}") for fact in told["fact_id"]], dtype=pl.Boolean)
        told = told.with_columns(wrong=wrong, day=lit(looked.day))
        confirmed = is_true != col("wrong")
        exact = confirmed & is_true & ~col("kind").is_in([str(kind) for kind in MOMENTS])
        return told.with_columns(
            status=when(confirmed).then(lit(Status.CONFIRMED.value)).otherwise(lit(Status.REFUTED.value)),
            start=when(exact).then("true_start").otherwise("start"),
            end=when(exact).then("true_end").otherwise("end"),
            outcome=when(exact).then("true_outcome").when(confirmed).then("outcome"),
        )

    def _assigned(self, looked: "_Looked", before: pl.DataFrame) -> pl.DataFrame:
        """Of rows that a person must assign, what truly happened is recorded about the right person."""
        own = before.filter(col("occasion") == "candidate").select("fact_id")
        rows = looked.candidates().join(own, on="fact_id", how="anti").unique("fact_id").sort("fact_id")
        wrong = [self._errs(f"{fact} candidate") for fact in rows["fact_id"]]
        rows = rows.filter(~pl.Series(wrong, dtype=pl.Boolean))
        return rows.with_columns(
            status=lit(Status.CONFIRMED.value), occasion=lit("candidate"), day=lit(looked.day), wrong=lit(value=False)
        )

    def _errs(self, text: str) -> bool:
        digest = hashlib.sha256(f"{self.seed} {text}".encode()).digest()
        return int.from_bytes(digest[:8]) / 2**64 < self.error


@dataclass(frozen=True)
class _Looked:
    """A run, the register it used and the truth as one can find it on a day."""

    home: Home
    city: City
    run: Run
    day: dt.date

    def true_persons(self) -> pl.DataFrame:
        """Who each person of the register truly is: person, true_person, found by the benefits."""
        held = register_now(self.home).benefits.select("benefit_id", "person")
        truly = self.city.benefits.select("benefit_id", true_person="person")
        return held.join(truly, on="benefit_id").group_by("person").agg(col("true_person").min()).sort("person")

    def happened(self) -> pl.DataFrame:
        """What has truly happened by the day; an end after it is not known yet."""
        begun = true_events(self.city).filter(col("start") <= self.day)
        over = col("end") <= self.day
        return begun.with_columns(end=when(over).then("end"), outcome=when(over).then("outcome"))

    def flagged(self, *codes: Attention) -> pl.DataFrame:
        """The determinations with one of these attention codes."""
        listed = col("attention").fill_null("").str.split("|")
        wanted = pl.any_horizontal(listed.list.contains(code.value) for code in codes)
        return self.run.table(DETERMINATIONS).filter(wanted)

    def candidates(self) -> pl.DataFrame:
        """True events behind the rows to be assigned whose right person is among the candidates."""
        rows = self.run.sealed(self.home, OPEN_CANDIDATES).join(self.true_persons(), on="person")
        files = {batch.number: plain_name(str(batch.receipt["file"])) for batch in all_batches(self.home)}
        told = rows.with_columns(file=col("number").replace_strict(files, default="", return_dtype=pl.String))
        records = self.city.records.filter(col("event").is_not_null(), col("truth") != "dirty")
        met = told.select("number", "file", "line", "person", "true_person").join(
            records.select("file", "line", "event", true_person="person"), on=["file", "line", "true_person"]
        )
        events = self.city.truth("events").select("event", "kind", "start", "end", "outcome", "benefit_id")
        begun = met.join(events, on="event").filter(col("start") <= self.day)
        over = col("end") <= self.day
        return begun.with_columns(
            fact_id=pl.concat_str(lit("row"), "number", "line", separator="-"),
            end=when(over).then("end"),
            outcome=when(over).then("outcome"),
        )


def _to_verify(looked: _Looked) -> pl.DataFrame:
    """The pending events that a ground of a flagged benefit reads (LAW §7, verify)."""
    rules = Rules(load_lawbook(looked.home.rulebooks), parse_month(looked.run.month))
    read = pl.DataFrame(rules.ground_table).select("kind", "only_relation", benefit_kind="benefit_kind").unique()
    held = register_now(looked.home).benefits.select("benefit_id", "relation", benefit_kind="kind")
    flagged = looked.flagged(Attention.VERIFY).select("benefit_id", "person").join(held, on="benefit_id")
    kinds = flagged.join(read, on="benefit_kind").filter(
        col("only_relation").is_null() | (col("only_relation") == col("relation"))
    )
    pending = looked.run.table(EVENTS).filter(
        col("status") == Status.PENDING, (col("outcome") != Outcome.CLEARED).fill_null(value=True)
    )
    asked = pending.join(kinds.select("person", "kind").unique(), on=["person", "kind"], how="semi")
    return asked.select(*FACT).with_columns(occasion=lit("verify"))


def _to_look_at_again(looked: _Looked, before: pl.DataFrame) -> pl.DataFrame:
    """Deaths found true that a sign of life after the finding contradicts."""
    flagged = looked.flagged(Attention.CONTRADICTION).group_by("person").agg(seen=col("last_certified").max())
    answered = before.group_by("fact_id").agg(answered=col("day").max())
    deaths = looked.run.table(EVENTS).filter(
        col("kind").is_in([str(kind) for kind in CERTAIN_DEATHS]), col("status") == Status.CONFIRMED
    )
    again = deaths.join(flagged, on="person").join(answered, on="fact_id", how="left")
    newly = again.filter((col("seen") > col("answered")).fill_null(value=True))
    return newly.sort("fact_id").select(*FACT).with_columns(occasion=lit("contradiction"))


def _openings_explained(looked: _Looked, before: pl.DataFrame) -> pl.DataFrame:
    """Suspensions found at go-live end when the person has been certified since: they had been overdue."""
    seen = looked.flagged(Attention.OPENING).select("benefit_id", "last_certified")
    opening = looked.run.table(EVENTS).filter(
        col("kind") == FactKind.OPENING_SUSPEND, (col("outcome") != Outcome.CLEARED).fill_null(value=True)
    )
    met = opening.join(before.select("fact_id"), on="fact_id", how="anti").join(seen, on="benefit_id")
    proven = met.filter(col("last_certified") >= col("start")).sort("fact_id")
    return proven.with_columns(
        end=lit(looked.day),
        outcome=lit(Outcome.CLEARED.value),
        status=lit(Status.CONFIRMED.value),
        occasion=lit("opening"),
        day=lit(looked.day),
        wrong=lit(value=False),
    )


def _nearest(asked: pl.DataFrame, happened: pl.DataFrame) -> pl.DataFrame:
    """For each event asked about the true one nearest to it, of those that overlap it: fact_id, true_start, …."""
    truly = happened.rename({name: f"true_{name}" for name in ("person", "start", "end", "outcome", "benefit_id")})
    met = asked.join(truly, on=["true_person", "kind"])
    near = dt.timedelta(days=TOLERANCE)
    overlap = (col("true_start") <= col("end") + near).fill_null(value=True) & (
        col("true_end") >= col("start") - near
    ).fill_null(value=True)
    about = col("benefit_id").is_null() | (col("benefit_id") == col("true_benefit_id")).fill_null(value=True)
    named = col("kind") != FactKind.DUPLICATE_PENSION
    met = met.filter(overlap | (col("kind") == FactKind.DEATH), about, named | col("benefit_id").is_not_null())
    away = (col("true_start") - col("start")).dt.total_days().abs()
    nearest = met.with_columns(away=away).sort("fact_id", "away", "true_start").unique("fact_id", keep="first")
    return nearest.select("fact_id", "true_start", "true_end", "true_outcome")
