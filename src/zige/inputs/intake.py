"""The way in: the four tables, typed and checked, or one refusal."""

from dataclasses import dataclass

import narwhals as nw
import pyarrow as pa

from zige.backends.base import Backend, Frame
from zige.inputs import locating
from zige.inputs.checks import Flaw, flaws_of, number_flaw
from zige.inputs.clashes import clashes
from zige.inputs.given import Given
from zige.inputs.payments import ledger_of, payers
from zige.inputs.reading import typed
from zige.ledger import Ledger
from zige.tables import AMOUNTS, BENEFITS, FACTS, PAID, Table


@dataclass(frozen=True)
class Inputs:
    """The tables of LAW §8, typed and found in order.

    `versions` holds the rows of the facts that have more than one. `amounts` and `paid` are empty where they were not
    given; `ledger` is None where no month before that of the run is covered; `payers` sums up `paid` by benefit.
    `strangers` counts the rows of facts about people without a benefit, which are ignored.
    """

    benefits: Frame
    facts: Frame
    versions: Frame
    amounts: Frame
    paid: Frame
    ledger: Ledger | None
    payers: Frame
    strangers: int


def take_in(backend: Backend, given: dict[Table, Given], month: int) -> Inputs:
    """The tables as a run for `month` reads them; benefits and facts must be given.

    Raises InputRefused as LAW §8 says.
    """
    rows = {table: _read(backend, given[table]) for table in given}
    for table in given:
        _check_rows(backend, given[table], rows[table], flaws_of(table))
    benefits, facts = rows[BENEFITS], rows[FACTS]
    strangers = facts.join(benefits.select("id_number"), on="id_number", how="anti")
    count = _check_rows(backend, given[FACTS], strangers, [number_flaw(FACTS["id_number"])])
    amounts = rows.get(AMOUNTS, backend.table(_nothing("from_month")))
    paid = rows.get(PAID, backend.table(_nothing("month")))
    ledger = ledger_of(backend, paid, month)
    paying = backend.keep(payers(backend, paid, ledger))
    versions = backend.keep(_with_several_versions(facts))
    for clash in clashes(benefits, facts, versions, amounts, paying.select("benefit_id")):
        if backend.collect(clash.keys.head(1)).num_rows:
            raise locating.clashing(given[clash.table], clash)
    return Inputs(benefits, facts, versions, amounts, paid, ledger, paying, count)


def _read(backend: Backend, given: Given) -> Frame:
    """The typed rows; a text file is read once and kept."""
    frame = given.frame
    if given.path and given.path.suffix == ".csv":
        try:
            frame = backend.keep(frame)
        except backend.errors:
            raise locating.unreadable(given) from None
    return typed(backend, given.table, frame)


def _check_rows(backend: Backend, given: Given, rows: Frame, flaws: list[Flaw]) -> int:
    """The number of rows. Raises InputRefused for the first that has one of `flaws`."""
    wrong = rows.select(nw.lit(1).alias("row"), *(flaw.wrong.alias(f"{n}") for n, flaw in enumerate(flaws)))
    counts = wrong.select(nw.col("row").count(), *(nw.col(f"{n}").cast(nw.Int64).sum() for n in range(len(flaws))))
    found = backend.collect(counts).to_pylist()[0]
    if any(found[f"{n}"] for n in range(len(flaws))):
        raise locating.flawed(given, rows, flaws)
    return int(found["row"])


def _with_several_versions(facts: Frame) -> Frame:
    several = facts.group_by("fact_id").agg(versions=nw.len()).filter(nw.col("versions") > 1).select("fact_id")
    return facts.join(several, on="fact_id", how="semi")


def _nothing(month: str) -> pa.Table:
    """An empty table of amounts or payments."""
    return pa.table(
        {
            "benefit_id": pa.array([], pa.string()),
            month: pa.array([], pa.int64()),
            "amount": pa.array([], pa.int64()),
        }
    )
