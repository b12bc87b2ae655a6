"""The tables of a run as tables of the database: months as integers, money as whole fen, nothing as an empty text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from casework.people.models import NUMBER, PHONE
from casework.runs.importing import targets
from casework.runs.importing.pinyin import with_sounds
from casework.runs.importing.sealing import with_sealed
from casework.runs.importing.tallying import tallies
from casework.runs.importing.targets import Target
from casework.runs.models import WRITTEN
from zige.identity.register import Register
from zige.law.months import parse_month
from zige.receiving.registers import register_of
from zige.running.outputs import CHANGES_PAYMENT
from zige.store import runs
from zige.store.home import Home
from zige.store.runs import Run

col, lit = pl.col, pl.lit

NAMED = ("name", "id_number", "birth_date", "sex", "region")
"""What a row of a delivery may say of the person it is about."""


@dataclass(frozen=True)
class Source:
    """A run of a home, and the register that it knew."""

    home: Home
    run: Run

    @cached_property
    def register(self) -> Register:
        return register_of(self.home, parse_month(self.run.month), frozenset(self.run.receipt["batches"]))

    @cached_property
    def homes(self) -> pl.DataFrame:
        """Where each person lives."""
        return self.register.persons.select("person", "region")

    @cached_property
    def determinations(self) -> pl.DataFrame:
        """The run's determinations of benefits in the register, with place and person."""
        held = self.register.benefits.select("benefit_id", "kind", "office", "employer")
        told = self.run.table(runs.DETERMINATIONS).with_columns(_month("cycle_start"), _month("due_month"))
        return told.join(held, on="benefit_id").join(self.homes, on="person", how="left")

    @property
    def month(self) -> int:
        """The month that was run."""
        return parse_month(self.run.month)

    def about_people(self, name: str) -> pl.DataFrame:
        """A table of the run, of people in the register."""
        return self.run.table(name).join(self.register.persons.select("person"), on="person", how="semi")


def frames(source: Source) -> Iterator[tuple[Target, pl.DataFrame]]:
    """Every table with what the run says of it, those first that others point to."""
    yield targets.PERSONS, persons(source)
    yield targets.BENEFITS, benefits(source)
    yield targets.DETERMINATIONS, determinations(source)
    yield targets.FLAGS, flags(source)
    yield targets.SIGNALS, signals(source)
    yield targets.EVIDENCE, evidence(source)
    yield targets.CERTIFICATIONS, certifications(source)
    yield targets.QUESTIONS, questions(source)
    yield targets.CANDIDATES, candidates(source)
    told = tallies(source.month, source.determinations, flags(source), certifications(source))
    yield targets.TALLIES, _filled(told, targets.TALLIES)


def persons(source: Source) -> pl.DataFrame:
    """Everybody in the register, numbers and phones sealed."""
    told = source.register.persons.rename({"person": "number"}).sort("number")
    spoken = with_sounds(told)
    sealed = with_sealed(spoken, targets.PERSONS, {"id_number": NUMBER, "phone": PHONE})
    return _filled(sealed, targets.PERSONS)


def benefits(source: Source) -> pl.DataFrame:
    """What everybody draws, with where they live."""
    held = source.register.benefits.join(source.homes, on="person", how="left")
    told = held.rename({"person": "person_id", "monthly_amount": "amount"})
    return _filled(told.sort("benefit_id"), targets.BENEFITS)


def determinations(source: Source) -> pl.DataFrame:
    fen = (col("settlement") * 100).cast(pl.Int64)
    return _filled(source.determinations.with_columns(settlement=fen).sort("benefit_id"), targets.DETERMINATIONS)


def flags(source: Source) -> pl.DataFrame:
    """One row for each attention code of a benefit, and for a change of its payment."""
    codes = col("attention").fill_null("").str.split("|")
    change = pl.when(col("action").is_in(list(CHANGES_PAYMENT))).then(pl.concat_list("action")).otherwise([])
    told = source.determinations.with_columns(code=pl.concat_list(codes, change)).explode("code", empty_as_null=True)
    raised = told.filter(col("code") != "").with_columns(region=pl.coalesce("region", "office"))
    return _filled(raised.rename({"person": "person_id"}).sort("benefit_id", "code"), targets.FLAGS)


def signals(source: Source) -> pl.DataFrame:
    return _filled(source.about_people(runs.EVENTS).rename({"person": "person_id"}), targets.SIGNALS)


def evidence(source: Source) -> pl.DataFrame:
    """The rows behind the signals; `place` tells rows apart that one line of a delivery came to."""
    known = source.about_people(runs.EVENTS).select("fact_id")
    told = source.run.table(runs.EVIDENCE).join(known, on="fact_id", how="semi")
    told = told.rename({"fact_id": "signal_id", "number": "batch"}).sort("signal_id", "batch", "line", "start", "end")
    place = pl.int_range(pl.len()).over("signal_id", "batch", "line")
    return _filled(told.with_columns(place=place), targets.EVIDENCE)


def certifications(source: Source) -> pl.DataFrame:
    told = source.about_people(runs.CERTIFIED).rename({"person": "person_id"})
    return _filled(told.sort("person_id"), targets.CERTIFICATIONS)


def questions(source: Source) -> pl.DataFrame:
    told = source.about_people(runs.QUESTIONS).rename({"number": "batch"})
    parts = ("kind", "person", "other", "dataset", "day", "batch", "line")
    key = pl.concat_str([col(name).cast(pl.String).fill_null("") for name in parts], separator="|")
    told = told.with_columns(key=key).unique("key", keep="first", maintain_order=True)
    return _filled(told.rename({"person": "person_id"}), targets.QUESTIONS)


def candidates(source: Source) -> pl.DataFrame:
    """The rows that a person must assign, what was written sealed; none where the run's were purged."""
    if not (source.run.folder / runs.OPEN_CANDIDATES).exists():
        return pl.DataFrame(schema=dict.fromkeys(targets.CANDIDATES.columns, pl.String))
    told = source.run.sealed(source.home, runs.OPEN_CANDIDATES)
    told = told.join(source.register.persons.select("person"), on="person", how="semi").rename({"number": "batch"})
    named = [name for name in NAMED if name in told.columns]
    written = pl.struct(col(name).cast(pl.String) for name in named).struct.json_encode() if named else lit(None)
    told = told.select(
        "dataset", "batch", "line", "level", "score", "reason_zh", "reason_en", person_id="person",
        written=written, key=pl.concat_str("batch", "line", "person", separator="-"),
    ).unique("key", keep="first", maintain_order=True)  # fmt: skip
    return _filled(with_sealed(told, targets.CANDIDATES, {"written": WRITTEN}), targets.CANDIDATES)


def _filled(told: pl.DataFrame, target: Target) -> pl.DataFrame:
    """The columns of a table in order; text that is not there is empty, as Django has it."""
    return told.select(target.columns).with_columns(col(pl.String).fill_null(""))


def _month(name: str) -> pl.Expr:
    """`YYYY-MM` as an integer."""
    parts = col(name).str.split("-")
    return (parts.list.get(0).cast(pl.Int32) * 12 + parts.list.get(1).cast(pl.Int32) - 1).alias(name)
