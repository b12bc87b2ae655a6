"""The way in: the four tables, typed and checked, or one refusal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import narwhals as nw
import pyarrow as pa

from zige.backends.base import Backend, Frame
from zige.inputs import locating
from zige.inputs.checks import Flaw, flaws_of, number_flaws
from zige.inputs.citizen_number import birth_month, with_weighted_digits
from zige.inputs.clashes import clashes
from zige.inputs.given import Given
from zige.inputs.payments import ledger_of, payers
from zige.inputs.reading import Reading
from zige.inputs.text_files import unreadable
from zige.inputs.types import with_accepted_types
from zige.ledger import Ledger
from zige.tables import AMOUNTS, BENEFITS, FACTS, PAID, Table


@dataclass(frozen=True)
class Inputs:
    """The tables of LAW §8, typed and found in order.

    People are told apart by `id_number` alone, whatever it holds; `born` in `benefits` is the month of birth, null if
    unknown. `versions` holds the keys of the facts that have more than one. `amounts` is empty where it was not
    given; `ledger` is None where no month before that of the run is covered; `payers` sums up the ledger by benefit,
    `payments_of` gives its rows about some benefits. `strangers` counts the rows of facts about people without a
    benefit, which are ignored.
    """

    benefits: Frame
    facts: Frame
    versions: Frame
    amounts: Frame
    ledger: Ledger | None
    payers: Frame
    payments_of: Callable[[Frame], Frame]
    strangers: int


def take_in(backend: Backend, given: dict[Table, Given], month: int) -> Inputs:
    """The tables as a run for `month` reads them; benefits and facts must be given.

    Raises InputRefused as LAW §8 says.
    """
    given = given | {table: _nothing(backend, table) for table in (AMOUNTS, PAID) if table not in given}
    readings = {table: _reading(backend, given[table]) for table in given}
    rows = {table: readings[table].typed() for table in given}
    for table in (BENEFITS, FACTS, AMOUNTS):
        _check_rows(backend, given[table], rows[table], flaws_of(table))
    benefits = backend.keep(rows[BENEFITS].select(BENEFITS.names))
    facts, amounts = rows[FACTS].select(FACTS.names), rows[AMOUNTS].select(AMOUNTS.names)
    ledger = ledger_of(backend, rows[PAID], month)
    paying = _check_payments(backend, given[PAID], rows[PAID], ledger)
    strangers = rows[FACTS].join(benefits.select("id_number"), on="id_number", how="anti")
    _check_numbers(backend, given[BENEFITS], rows[BENEFITS])
    count = _check_numbers(backend, given[FACTS], backend.keep(strangers))
    versions = backend.keep(_versions(facts))
    for clash in clashes(benefits, facts, versions, amounts, paying.select("benefit_id")):
        if backend.collect(clash.keys.head(1)).num_rows:
            raise locating.clashing(given[clash.table], rows[clash.table], clash)
    born = benefits.with_columns(born=birth_month(nw.col("id_number")))
    return Inputs(born, facts, versions, amounts, ledger, paying, readings[PAID].typed_of, count)


def _nothing(backend: Backend, table: Table) -> Given:
    """A table that was not given: no rows."""
    return Given(table, backend.table(pa.schema(dict.fromkeys(table.names, pa.string())).empty_table()))


def _reading(backend: Backend, given: Given) -> Reading:
    """How the table is read."""
    with _readable(backend, given):
        return Reading(backend, given.table, with_accepted_types(backend, given.table, given.frame, given.place))


@contextmanager
def _readable(backend: Backend, given: Given) -> Iterator[None]:
    """An engine that cannot read a file says so in our words."""
    try:
        yield
    except backend.errors:
        if given.path is None:
            raise
        raise unreadable(given.path) from None


def _check_rows(backend: Backend, given: Given, rows: Frame, flaws: list[Flaw]) -> int:
    """The number of rows. Raises InputRefused for the first that has one of `flaws`."""
    marked = rows.select(flaw=_flawed(flaws))
    with _readable(backend, given):
        found = backend.collect(marked.select(rows=nw.len(), wrong=nw.col("flaw").cast(nw.Int64).sum())).to_pylist()[0]
    if found["wrong"]:
        raise locating.flawed(given, rows, flaws)
    return int(found["rows"])


def _check_numbers(backend: Backend, given: Given, rows: Frame) -> int:
    """The number of rows. Raises InputRefused for the first wrong citizen number.

    Of the facts only those of strangers need be given: all others have the number of a benefit, which is checked.
    """
    weighted = with_weighted_digits(backend, rows, "id_number")
    return _check_rows(backend, given, weighted, number_flaws(given.table))


def _check_payments(backend: Backend, given: Given, rows: Frame, ledger: Ledger | None) -> Frame:
    """The payments summed up by benefit, in the one pass that also checks them. Raises InputRefused."""
    flaws = flaws_of(PAID)
    with _readable(backend, given):
        paying = backend.keep(payers(backend, rows.with_columns(flaw=_flawed(flaws)), ledger))
    if backend.collect(paying.filter("wrong").head(1)).num_rows:
        raise locating.flawed(given, rows, flaws)
    return paying


def _flawed(flaws: list[Flaw]) -> nw.Expr:
    return nw.any_horizontal(*(flaw.wrong for flaw in flaws), ignore_nulls=True)


def _versions(facts: Frame) -> Frame:
    """The facts with more than one version, as far as versions are compared."""
    several = facts.group_by("fact_id").agg(versions=nw.len()).filter(nw.col("versions") > 1).select("fact_id")
    return facts.select(*FACTS.key, "id_number", "kind").join(several, on="fact_id", how="semi")
