"""Rows of a batch that were set aside: what they are, why, and whether what was made of them will do (EXCHANGE §1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import polars as pl
from django.conf import settings
from django.utils import timezone

from casework.exchange.acts.redeliver import Row
from casework.exchange.models import Purpose
from casework.exchange.queries import lines_sent
from casework.ui.voice import page_voice
from zige.exchange.checking import check
from zige.exchange.contract import Column, Contract
from zige.exchange.quarantine_workbook import quarantine_workbook
from zige.exchange.reasons import REASONS
from zige.exchange.recognising import columns_of
from zige.exchange.sheets import LINE, RAW, Part
from zige.store.batches import QUARANTINE, Batch, sealed_table


@dataclass(frozen=True)
class Quarantine:
    """The rows of one batch. Raises DeliveryRefused, where columns are asked for, if the contract fits no more."""

    contract: Contract
    batch: Batch

    @cached_property
    def rows(self) -> pl.DataFrame:
        """`line`, `codes`, `raw`; none where none was set aside or they are purged."""
        found = sealed_table(settings.HOME, self.batch, QUARANTINE)
        return (
            pl.DataFrame(schema={LINE: pl.Int64, "codes": pl.List(pl.String), "raw": pl.List(pl.String)})
            if found is None
            else found
        )

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where the contract's columns stand in the file, in the order of the file."""
        header: list[str] = self.batch.receipt["header"]
        found = columns_of(self.contract, header, self.batch.receipt["file"]).places
        return dict(sorted(found.items(), key=lambda one: one[1]))

    @property
    def columns(self) -> list[Column]:
        """The columns of the table, in the order of the file."""
        return [self.contract[name] for name in self.places]

    @property
    def header(self) -> list[str]:
        """Their names as the file has them."""
        return [self.batch.receipt["header"][place] for place in self.places.values()]

    def values(self, raw: list[str]) -> list[str]:
        """Of a row as written, the values of the table; a row that is too short has blanks."""
        return [raw[place] if place < len(raw) else "" for place in self.places.values()]

    def surplus(self, raw: list[str]) -> list[str]:
        """What stands in a row beyond the header."""
        return [value for value in raw[len(self.batch.receipt["header"]) :] if value.strip()]

    def lines_sent(self, but: UUID | None = None) -> set[int]:
        """The lines that were corrected and sent, or are on their way; `but` for one work."""
        return lines_sent(self.batch, Purpose.CORRECTIONS, but)

    def faults(self, rows: list[Row]) -> dict[int, list[str]]:
        """The codes of rows that would be set aside again, by line; whether a benefit is known is found out later."""
        names = [f"c{place}" for place in range(len(self.places))]
        schema = {LINE: pl.Int64} | dict.fromkeys(names, pl.String)
        table = pl.DataFrame([(row.line, *row.values) for row in rows], schema=schema, orient="row")
        places = {name: at for at, name in enumerate(self.places)}
        part = Part(table.select(*names, LINE), pl.DataFrame(schema=RAW))
        found = check(self.contract, part, places, timezone.localdate()).quarantined
        return {line: list(codes) for line, codes, _raw in found.iter_rows()}

    @property
    def left(self) -> pl.DataFrame:
        """The rows that nobody has corrected and sent from the page."""
        return self.rows.filter(~pl.col(LINE).is_in(sorted(self.lines_sent())))

    def workbook(self) -> bytes:
        """The workbook by which the department gets back what is left; what was sent would come a second time."""
        receipt = self.batch.receipt
        return quarantine_workbook(receipt["file"], receipt["header"], self.left)


def reasons(codes: list[str]) -> list[str]:
    """What is wrong and what to do, in the language of the page."""
    voice = page_voice()
    return [voice.say(REASONS[code]) for code in codes]
