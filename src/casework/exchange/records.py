"""Records of a batch by their numbers, read again from the sealed file, to be withdrawn (EXCHANGE §1)."""

from dataclasses import dataclass

import polars as pl
from django.conf import settings

from casework.exchange import parts
from casework.exchange.acts.redeliver import Row
from zige.errors import DeliveryRefused, RequestRefused
from zige.exchange.contract import ColumnType, Contract
from zige.exchange.recognising import columns_of
from zige.exchange.sheets import LINE
from zige.receiving.rereading import delivered_sheet
from zige.store.batches import QUARANTINE, Batch, sealed_table

ID, STATUS = "record_id", "record_status"
WITHDRAWN = "撤回"
ROWS_A_PART = 500_000
TOLD = frozenset({ColumnType.DAY, ColumnType.MOMENT, ColumnType.MONTH, ColumnType.WORD})
"""Columns that say what a record is and not about whom."""
ABOUT_THE_PERSON = frozenset({"birth_date", "sex", STATUS})


@dataclass(frozen=True)
class Records:
    """Some rows of a batch that were accepted, in the order of the file, with every column that the contract knows."""

    contract: Contract
    batch: Batch
    names: list[str]
    rows: list[Row]

    @property
    def numbers(self) -> set[str]:
        """The record numbers that were found."""
        at = self.names.index(ID)
        return {row.values[at].strip() for row in self.rows}

    def numbered(self, lines: set[int]) -> set[str]:
        """The record numbers of those that stand in these lines."""
        at = self.names.index(ID)
        return {row.values[at].strip() for row in self.rows if row.line in lines}

    def told(self) -> tuple[list[str], list[tuple[int, list[str]]]]:
        """The headers and, by line, the values that say which records they are: numbers, days and kinds, no person."""
        shown = [at for at, name in enumerate(self.names) if name == ID or self._says_what(name)]
        headers = [self.contract[self.names[at]].header for at in shown]
        return headers, [(row.line, [row.values[at] for at in shown]) for row in self.rows]

    def withdrawn(self) -> tuple[list[str], list[Row]]:
        """Header and rows of the delivery that takes them back."""
        kept = [at for at, name in enumerate(self.names) if name != STATUS]
        header = [self.contract[name].header for name in (*(self.names[at] for at in kept), STATUS)]
        return header, [Row(row.line, [*(row.values[at] for at in kept), WITHDRAWN]) for row in self.rows]

    def _says_what(self, name: str) -> bool:
        return self.contract[name].type in TOLD and name not in ABOUT_THE_PERSON


def can_be_withdrawn(contract: Contract, batch: Batch) -> bool:
    """Whether the file of a batch has a column of record numbers, and is still there."""
    try:
        places = columns_of(contract, batch.receipt["header"], batch.receipt["file"]).places
    except DeliveryRefused:
        return False
    return ID in places and (settings.HOME.sealed / batch.id).exists()


def records_of(contract: Contract, batch: Batch, wanted: set[str]) -> Records:
    """The accepted rows with these numbers. Raises RequestRefused where the file is purged or has no numbers."""
    if not can_be_withdrawn(contract, batch):
        raise RequestRefused(
            "这个批次的原始文件已过保存期限，或没有记录编号一列；请报送一个记录状态为撤回的文件",
            "the file of this batch is purged or has no column of record numbers; send a file with withdrawn rows",
        )
    places = dict(
        sorted(
            columns_of(contract, batch.receipt["header"], batch.receipt["file"]).places.items(), key=lambda one: one[1]
        )
    )
    aside = sealed_table(settings.HOME, batch, QUARANTINE)
    lines = aside[LINE] if aside is not None else pl.Series(LINE, [], pl.Int64)
    number = pl.col(f"c{places[ID]}").str.strip_chars()
    named = [pl.col(f"c{place}").fill_null("") for place in places.values()]
    found: list[Row] = []
    with parts.passing_folder() as folder:
        for part in delivered_sheet(settings.HOME, batch, folder).parts(ROWS_A_PART):
            rows = part.rows.filter(number.is_in(sorted(wanted)), ~pl.col(LINE).is_in(lines.implode()))
            found += [Row(line, values) for line, *values in rows.select(LINE, *named).iter_rows()]
    return Records(contract, batch, list(places), found)
