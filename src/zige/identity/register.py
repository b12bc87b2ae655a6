"""The register: people with their numbers, benefits, amounts, and every change, as tables that are never altered.

A person keeps the number given at first appearance: a dense integer, on which everything else is joined (DESIGN §4).
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from zige.identity.comparable import comparable
from zige.identity.names import name_key
from zige.identity.questions import CHANGED_NUMBER, DUPLICATES, QUESTIONS, duplicate_pensions, questions_of
from zige.identity.renumbering import Renumbering, moved_benefits, renumbered

col, lit, when = pl.col, pl.lit, pl.when

PERSON_COLUMNS = (
    "id_number", "name", "birth_date", "sex", "ethnicity", "region", "residence", "phone", "mobility", "disability",
)  # fmt: skip
PERSONS = {
    "person": pl.Int64, "id_number": pl.String, "name": pl.String, "birth_date": pl.Date, "sex": pl.String,
    "ethnicity": pl.String, "region": pl.String, "residence": pl.String, "phone": pl.String, "mobility": pl.String,
    "disability": pl.String, "name_key": pl.String, "first_seen": pl.Date,
}  # fmt: skip
BENEFIT_COLUMNS = (
    "person", "kind", "first_month", "last_month", "monthly_amount", "relation", "incapacitated", "standing", "office",
    "employer", "last_certified",
)  # fmt: skip
BENEFITS = {
    "benefit_id": pl.String, "person": pl.Int64, "kind": pl.String, "first_month": pl.Int64, "last_month": pl.Int64,
    "monthly_amount": pl.Int64, "relation": pl.String, "incapacitated": pl.Boolean, "standing": pl.String,
    "office": pl.String, "employer": pl.String, "last_certified": pl.Date, "cycle_from": pl.Int64, "listed": pl.Boolean,
}  # fmt: skip
AMOUNTS = {"benefit_id": pl.String, "from_month": pl.Int64, "amount": pl.Int64}
CHANGES = {
    "person": pl.Int64, "benefit_id": pl.String, "column": pl.String, "old": pl.String, "new": pl.String,
    "received": pl.Date,
}  # fmt: skip


@dataclass(frozen=True)
class Register:
    """Everyone who holds a benefit, and what has changed about them.

    `persons` and `benefits` say what holds; `amounts` the history of monthly amounts in fen; `changes` every other
    value that was another before; `questions` what must be asked of a person; `duplicates` pensions that the register
    itself shows twice (benefit_id, person, start).
    """

    persons: pl.DataFrame
    benefits: pl.DataFrame
    amounts: pl.DataFrame
    changes: pl.DataFrame
    questions: pl.DataFrame
    duplicates: pl.DataFrame

    @cached_property
    def comparable(self) -> pl.DataFrame:
        """The people as linkage compares them, made once."""
        return comparable(self.persons, "person", "name_key")

    @classmethod
    def empty(cls) -> "Register":
        """The register before the first roster."""
        tables = (PERSONS, BENEFITS, AMOUNTS, CHANGES, QUESTIONS, DUPLICATES)
        return cls(*(pl.DataFrame(schema=schema) for schema in tables))

    def with_persons(
        self, rows: pl.DataFrame, received: dt.date, absent: Collection[str] = (), beside: Collection[str] = ()
    ) -> "Register":
        """The register after a roster of persons: typed rows of `roster.persons`; the last row of a number counts.

        A blank says that there is nothing; the columns of `absent`, which the file does not have, say nothing. `beside`
        are numbers that stay listed though no row is about them: those of the others where only some come.
        """
        told = _told(rows)
        changed = renumbered(self.persons, told, beside)
        others = self.persons.filter(
            col("id_number").is_in(beside), ~col("id_number").is_in(told["id_number"].implode())
        )
        asked = self.questions.join(others, on="person", how="semi")
        grown = self._renumbered(changed.sure, received)._grown(told, rows, received, absent)
        return grown._with_questions(asked)._asking(changed)

    def _renumbered(self, sure: pl.DataFrame, received: dt.date) -> "Register":
        """The register with the numbers that are now those of people in it."""
        persons, changes = _updated(self.persons, sure, "person", ("id_number",), received)
        return replace(self, persons=persons, changes=_appended(self.changes, changes))

    def _asking(self, changed: Renumbering) -> "Register":
        """The register with questions about numbers that changed or may have."""
        others = self.persons.select(other="person", new_number="id_number")
        doubted = changed.doubted.join(others, on="new_number")
        asked = pl.concat([changed.sure.with_columns(other=lit(None, pl.Int64)), doubted], how="diagonal")
        return self._with_questions(asked.with_columns(kind=lit(CHANGED_NUMBER)).select(*QUESTIONS))

    def _with_questions(self, asked: pl.DataFrame) -> "Register":
        questions = pl.concat([self.questions, asked]).unique().sort("person", "kind", "other")
        return replace(self, questions=questions)

    def _grown(
        self, told: pl.DataFrame, rows: pl.DataFrame, received: dt.date, absent: Collection[str] = ()
    ) -> "Register":
        """The register with those told of: known people as they are now, new ones at the end.

        What was asked about a changed number stays asked; what the roster contradicts is asked anew.
        """
        known = told.join(self.persons.select("id_number", "person"), on="id_number", how="left", maintain_order="left")
        first = int(self.persons["person"].max() or 0) + 1  # type: ignore[arg-type]
        new = known.filter(col("person").is_null()).with_columns(
            person=pl.int_range(first, first + pl.len(), dtype=pl.Int64), first_seen=lit(received)
        )
        old = known.filter(col("person").is_not_null())
        columns = [name for name in (*PERSON_COLUMNS, "name_key") if name not in absent]
        persons, changes = _updated(self.persons, old, "person", columns, received)
        everyone = pl.concat([persons, _shaped(new, PERSONS)]).sort("person")
        told_changes = changes.filter(col("column") != "name_key")  # it changes with the name
        grown = replace(self, persons=everyone, changes=_appended(self.changes, told_changes))
        asked = self.questions.filter(col("kind") == CHANGED_NUMBER)
        return replace(grown, questions=asked)._with_questions(questions_of(grown.persons, rows))

    def with_benefits(
        self,
        rows: pl.DataFrame,
        received: dt.date,
        month: int,
        absent: Collection[str] = (),
        beside: Collection[str] = (),
    ) -> "Register":
        """The register after a roster of benefits for `month`; what it does not have is no longer `listed`.

        A number that is no person's yet becomes a person without a name. Blanks and `absent` as in `with_persons`;
        `beside` are benefits that stay as listed as they were though no row is about them.
        """
        known = self._with_unknown_people(rows, received)
        people = known.persons.select("id_number", "person")
        told = rows.sort("line").unique(["benefit_id"], keep="last", maintain_order=True)
        told = told.join(people, on="id_number", how="left", maintain_order="left")
        told = told.with_columns(
            incapacitated=(col("incapacitated") == "yes").fill_null(value=False), cycle_from=lit(None, pl.Int64)
        )
        told = told.with_columns(listed=lit(value=True))
        old = told.join(self.benefits.select("benefit_id"), on="benefit_id", how="semi", maintain_order="left")
        new = told.join(self.benefits.select("benefit_id"), on="benefit_id", how="anti", maintain_order="left")
        columns = [name for name in BENEFIT_COLUMNS if name not in absent]
        held, changes = _updated(self.benefits, old, "benefit_id", columns, received)
        benefits = pl.concat([held, _shaped(new, BENEFITS)]).sort("benefit_id")
        listed = benefits.join(told.select("benefit_id", here=lit(value=True)), on="benefit_id", how="left")
        stays = col("listed") & col("benefit_id").is_in(beside)
        benefits = listed.with_columns(listed=col("here").fill_null(stays)).select(*BENEFITS).sort("benefit_id")
        return replace(
            known,
            benefits=benefits,
            amounts=self._amounts(told, month),
            changes=_appended(known.changes, changes),
            duplicates=duplicate_pensions(benefits),
        )._with_questions(moved_benefits(self.benefits, told))

    def _with_unknown_people(self, rows: pl.DataFrame, received: dt.date) -> "Register":
        strangers = rows.join(self.persons.select("id_number"), on="id_number", how="anti", maintain_order="left")
        if strangers.is_empty():
            return self
        missing = [lit(None, PERSONS[name]).alias(name) for name in PERSON_COLUMNS if name not in strangers.columns]
        strangers = strangers.with_columns(missing)
        return replace(self._grown(_told(strangers), strangers, received), questions=self.questions)

    def _amounts(self, told: pl.DataFrame, month: int) -> pl.DataFrame:
        """The history of amounts: from the first month at first, then from the month in which another was told."""
        latest = (
            self.amounts.sort("from_month").unique(["benefit_id"], keep="last").select("benefit_id", before="amount")
        )
        compared = told.select("benefit_id", "first_month", amount="monthly_amount").join(
            latest, on="benefit_id", how="left"
        )
        differing = compared.filter(col("amount").ne_missing(col("before")))
        since = when(col("before").is_null()).then(pl.min_horizontal("first_month", lit(month))).otherwise(lit(month))
        added = differing.select("benefit_id", from_month=since.cast(pl.Int64), amount="amount")
        kept = self.amounts.join(added.select("benefit_id", "from_month"), on=["benefit_id", "from_month"], how="anti")
        return pl.concat([kept, added]).sort("benefit_id", "from_month")


def _told(rows: pl.DataFrame) -> pl.DataFrame:
    """The last row of each number with its name's key; a row without a number can hold no benefit and is left out."""
    keyed = rows.filter(col("id_number").is_not_null()).with_columns(name_key=name_key(col("name")))
    return keyed.sort("line").unique(["id_number"], keep="last", maintain_order=True)


def _updated(
    before: pl.DataFrame, told: pl.DataFrame, key: str, columns: Iterable[str], received: dt.date
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`before` with what is told of those it is told of, and the values that are others than before."""
    compared = [name for name in columns if name in told.columns]
    rows = told.select(key, *compared, here=lit(value=True))
    both = before.join(rows, on=key, how="left", suffix=" told", maintain_order="left")
    parts = [pl.DataFrame(schema=CHANGES)]
    for name in compared:
        differs = col("here") & col(f"{name} told").ne_missing(col(name))
        parts.append(_changes(both.filter(differs), name, received))
    now = [when("here").then(f"{name} told").otherwise(name).alias(name) for name in compared]
    return both.with_columns(now).select(before.columns), pl.concat(parts)


def _changes(rows: pl.DataFrame, name: str, received: dt.date) -> pl.DataFrame:
    benefit = col("benefit_id") if "benefit_id" in rows.columns else lit(None, pl.String)
    return rows.select(
        "person",
        benefit.alias("benefit_id"),
        column=lit(name),
        old=col(name).cast(pl.String),
        new=col(f"{name} told").cast(pl.String),
        received=lit(received),
    )


def _shaped(rows: pl.DataFrame, schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    missing = [lit(None, dtype).alias(name) for name, dtype in schema.items() if name not in rows.columns]
    return rows.with_columns(missing).select(col(name).cast(dtype) for name, dtype in schema.items())


def _appended(before: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([before, new.sort("person", "benefit_id", "column", nulls_last=False)])
