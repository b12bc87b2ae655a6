"""Tables beside those of the database, filled in bulk: through ADBC on SQLite, by COPY on PostgreSQL.

Both are gone with the import: on SQLite a file of its own that is attached, on PostgreSQL temporary tables. Merging
then runs in Django's own transaction, with everything else that the import records.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import polars as pl
from adbc_driver_sqlite import dbapi
from django.db import connection

from casework.runs.importing.targets import Target
from zige.store.writing import UNFINISHED

SLICE = 100_000
CACHE = "PRAGMA cache_size=-262144"
"""Megabytes of pages in memory while a million rows go into indexes, 256, instead of two."""


class Staging(Protocol):
    """Where rows wait for merging."""

    def add(self, target: Target, rows: pl.DataFrame) -> None:
        """Stage the rows of a table; before the transaction in which they are merged."""
        ...

    def name(self, target: Target) -> str:
        """The name of the staged table in SQL."""
        ...

    def open(self) -> None:
        """Let the database see what was staged."""
        ...

    def close(self) -> None:
        """Leave nothing behind."""
        ...


@contextmanager
def staging(home: Path) -> Iterator[Staging]:
    """Staging for the database in use."""
    with TemporaryDirectory(dir=home, prefix=UNFINISHED) as folder:
        beside: Staging = InPostgresql()
        if connection.vendor == "sqlite":
            beside = BesideSqlite(Path(folder) / "staging.sqlite3")
        try:
            yield beside
        finally:
            beside.close()


class BesideSqlite:
    """A database file of its own, written through ADBC, then attached."""

    def __init__(self, path: Path) -> None:
        self._path, self._cache, self._attached = path, _pragma("cache_size"), False

    def add(self, target: Target, rows: pl.DataFrame) -> None:
        """Write the rows, with an index on their key."""
        columns = ", ".join(map(_q, target.key))
        index = f"CREATE UNIQUE INDEX {_q(f'key_{target.name}')} ON {_q(target.name)} ({columns})"
        with dbapi.connect(str(self._path)) as database, database.cursor() as cursor:
            cursor.adbc_ingest(target.name, _as_sqlite(rows).to_arrow(), mode="create")
            cursor.execute(index)
            database.commit()

    def name(self, target: Target) -> str:
        """A table of the attached file."""
        return f"staging.{_q(target.name)}"

    def open(self) -> None:
        """Attach the file, and give the indexes that a million rows go into room in memory."""
        with connection.cursor() as cursor:
            cursor.execute(CACHE)
            cursor.execute("ATTACH DATABASE %s AS staging", [str(self._path)])
        self._attached = True

    def close(self) -> None:
        """Detach the file."""
        with connection.cursor() as cursor:
            if self._attached:
                cursor.execute("DETACH DATABASE staging")
            cursor.execute(f"PRAGMA cache_size={self._cache}")


class InPostgresql:
    """Temporary tables of this connection."""

    def __init__(self) -> None:
        self._staged: list[str] = []

    def add(self, target: Target, rows: pl.DataFrame) -> None:
        """Copy the rows into a table with the types of the one they are for."""
        staged, columns = self.name(target), ", ".join(map(_q, rows.columns))
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE {staged} AS SELECT {columns} FROM {_q(target.name)} WITH NO DATA")
            self._staged.append(staged)
            with cursor.copy(f"COPY {staged} ({columns}) FROM STDIN (FORMAT csv)") as copy:
                for part in _as_text(rows).iter_slices(SLICE):
                    copy.write(part.write_csv(include_header=False, quote_style="non_numeric").encode())
            cursor.execute(f"ANALYZE {staged}")

    def name(self, target: Target) -> str:
        """A temporary table."""
        return _q(f"staging_{target.name}")

    def open(self) -> None:
        """They are seen already."""

    def close(self) -> None:
        """Drop the tables, unless the connection is beyond use."""
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                for staged in self._staged:
                    cursor.execute(f"DROP TABLE {staged}")


def _q(name: str) -> str:
    return connection.ops.quote_name(name)


def _pragma(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return int(cursor.fetchone()[0])


def _as_sqlite(rows: pl.DataFrame) -> pl.DataFrame:
    """As Django writes values into SQLite: days as text, truth as 0 and 1."""
    return rows.with_columns(pl.col(pl.Date).cast(pl.String), pl.col(pl.Boolean).cast(pl.Int64))


def _as_text(rows: pl.DataFrame) -> pl.DataFrame:
    """As COPY reads them: bytes in hexadecimal."""
    return rows.with_columns(("\\x" + pl.col(pl.Binary).bin.encode("hex")).name.keep())
