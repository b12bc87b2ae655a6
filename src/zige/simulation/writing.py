"""The files themselves, grown part by part: text in several encodings, workbooks, archives, always the same bytes."""

import csv
import gzip
import io
import shutil
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from zige.simulation.calendar import month_text
from zige.simulation.datasets import DAY, MONEY, MONTH, TIME, Column, FileKind
from zige.simulation.people import World

MADE = datetime(2026, 1, 1)  # noqa: DTZ001
FIRST_ROW = 2
"""The header is line 1 of a file and row 1 of a sheet."""


def spelt(rows: pl.DataFrame, kind: FileKind, world: World, month: int) -> pl.DataFrame:
    """Every column of the file as the department spells it; the other columns stay."""
    seconds = world.dice.whole(f"{kind.dataset}.time", rows["person"].to_numpy(), 7 * 3600, 21 * 3600, month)
    return rows.with_columns(_spelt(column, kind, pl.Series(seconds, dtype=pl.Int64)) for column in kind.columns)


def _spelt(column: Column, kind: FileKind, seconds: pl.Series) -> pl.Expr:
    value = pl.col(column.source)
    if column.type == DAY and kind.days != "cell":
        return value.cast(pl.Date).dt.to_string(kind.days)
    if column.type == DAY:
        return value.cast(pl.Date).dt.to_string("%Y-%m-%d")
    if column.type == TIME:
        moment = (value * 86_400 + seconds) * 1_000_000
        return moment.cast(pl.Datetime("us")).dt.to_string(kind.times).alias(column.source)
    if column.type == MONTH:
        years = (value - value % 12).cast(pl.Int64) / 12
        return (
            pl.date(years.cast(pl.Int32), (value % 12 + 1).cast(pl.Int8), 1)
            .dt.to_string(kind.months)
            .alias(column.source)
        )
    if column.type == MONEY:
        yuan = ((value - value % 100) / 100).cast(pl.Int64).cast(pl.String)
        return (yuan + pl.lit(".") + (value % 100).cast(pl.String).str.zfill(2)).alias(column.source)
    return value.cast(pl.String)


@dataclass
class Delivery:
    """One file that is being written, in one month of delivery."""

    kind: FileKind
    month: int
    folder: Path
    rows: int = 0

    @property
    def name(self) -> str:
        """Such as 死亡注销户口_202511.csv: the month it is about."""
        return f"{self.kind.title}_{month_text(self.month - 1, '')}.{self.kind.suffix}"

    @property
    def path(self) -> Path:
        """Where the file will stand."""
        return self.folder / self.name

    @property
    def growing(self) -> Path:
        """The text while it grows."""
        return self.folder / f".{self.name}.part"

    def append(self, cells: pl.DataFrame) -> pl.Series:
        """Write rows of spelt cells, with `extra` for a row that has a field too many; returns their lines."""
        lines = pl.Series("line", range(FIRST_ROW + self.rows, FIRST_ROW + self.rows + cells.height), dtype=pl.Int64)
        joined = pl.concat_str([pl.col(name).fill_null("") for name in self.kind.sources], separator=self._separator)
        extra = pl.when(pl.col("extra") != "").then(pl.lit(self._separator) + pl.col("extra")).otherwise(pl.lit(""))
        text = cells.select((joined + extra + pl.lit(self._end)).str.join("")).item()
        with self.growing.open("ab") as file:
            file.write(b"" if self.rows else self._header())
            file.write(text.encode(self._encoding))
        self.rows += cells.height
        return lines

    def _header(self) -> bytes:
        line = self._separator.join(column.header for column in self.kind.columns) + self._end
        mark = b"\xef\xbb\xbf" if self.kind.form == "bom" else b""
        return mark + line.encode(self._encoding)

    @property
    def _encoding(self) -> str:
        return "gb18030" if self.kind.form in ("gb", "gb_tsv", "zip") else "utf-8"

    @property
    def _separator(self) -> str:
        return "\t" if self.kind.suffix in ("tsv", "xlsx") else ","

    @property
    def _end(self) -> str:
        return "\r\n" if self._encoding == "gb18030" else "\n"

    def finish(self) -> None:
        """The file in its place: packed, or as a workbook."""
        if self.kind.form == "xlsx":
            _write_workbook(self.growing, self.path, self.kind)
        elif self.kind.form == "zip":
            _zip(self.growing, self.path, self.path.with_suffix(".csv").name)
        elif self.kind.form == "gz":
            _gzip(self.growing, self.path)
        else:
            self.growing.replace(self.path)
        self.growing.unlink(missing_ok=True)


def _write_workbook(text: Path, path: Path, kind: FileKind) -> None:
    """A workbook of one sheet from tab-separated text, row by row, so that it never stands in memory."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet(kind.title[:31])
    dated = book.add_format({"num_format": "yyyy/m/d"})
    dates = [column.type == DAY and kind.days == "cell" for column in kind.columns]
    with text.open(encoding="utf-8") as lines:
        sheet.write_row(0, 0, next(lines).rstrip("\n").split("\t"))
        for place, line in enumerate(lines, start=1):
            _write_row(sheet, place, line.rstrip("\n").split("\t"), dates, dated)
    book.close()


def _write_row(sheet: Any, place: int, row: list[str], dates: list[bool], dated: Any) -> None:
    for column, (value, is_date) in enumerate(zip(row, dates, strict=True)):
        if value and is_date:
            sheet.write_datetime(place, column, datetime.fromisoformat(value), dated)
        elif value:
            sheet.write_string(place, column, value)


def _zip(text: Path, path: Path, name: str) -> None:
    entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    with (
        zipfile.ZipFile(path, "w") as archive,
        text.open("rb") as source,
        archive.open(entry, "w", force_zip64=True) as inside,
    ):
        shutil.copyfileobj(source, inside, 1 << 20)


def _gzip(text: Path, path: Path) -> None:
    with (
        path.open("wb") as raw,
        text.open("rb") as source,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=raw, mtime=0) as packed,
    ):
        shutil.copyfileobj(source, packed, 1 << 20)


def write_calendar(folder: Path, month: int, world: World, files: list[Delivery]) -> None:
    """delivery.csv of a month: file, dataset and the day it arrived, in the order of arrival."""
    rows = []
    for file in files:
        day = 5 + int(world.dice.once(f"{file.kind.dataset}.arrived", month) * 11)
        rows.append((file.name, file.kind.dataset, f"{month_text(month)}-{day:02d}"))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        [("file", "dataset", "arrived"), *sorted(rows, key=lambda row: row[2])]
    )
    (folder / "delivery.csv").write_text(text.getvalue(), "utf-8")
