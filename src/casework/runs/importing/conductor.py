"""The order of an import: check, read and seal, then in one transaction stage, merge, record."""

import hashlib
from dataclasses import dataclass

from django.db import connection, transaction

from casework import audit
from casework.accounts.database_scope import database_shows_all
from casework.people.recorded import IMPORTED
from casework.runs.importing.frames import Source, frames
from casework.runs.importing.indexes import built_after
from casework.runs.importing.merging import Counts, merge
from casework.runs.importing.staging import staging
from casework.runs.models import Run
from casework.runs.queries import newest_run
from zige.errors import RequestRefused
from zige.law.months import format_month, parse_month
from zige.store import runs
from zige.store.home import Home


@dataclass(frozen=True)
class Imported:
    """The run in the database, and what each table added, changed and closed; None where it was there already."""

    run: Run
    tables: dict[str, Counts] | None


def import_run(home: Home, run: runs.Run) -> Imported:
    """Bring what a run found into the database; the same run twice changes nothing.

    Raises RequestRefused for a run older than the newest imported: flags that have fallen would rise again.
    """
    digest = hashlib.sha256((run.folder / runs.RUN_RECEIPT).read_bytes()).hexdigest()
    known = Run.objects.filter(month=parse_month(run.month), number=run.number, digest=digest).first()
    if known is not None:
        return Imported(known, None)
    _check_newer(run)
    with database_shows_all(), staging(home.path) as staged:
        merged = []
        for target, rows in frames(Source(home, run)):
            staged.add(target, rows)
            merged.append(target)
        staged.open()
        with transaction.atomic():
            row = Run.objects.create(
                month=parse_month(run.month), number=run.number, digest=digest, counts=run.receipt["counts"]
            )
            tables = {}
            for target in merged:
                with built_after(target.model):
                    tables[target.name] = merge(target, staged.name(target), row)
            audit.record(None, IMPORTED, f"{run.month}/{run.number}", digest=digest)
    _let_the_database_know([target.name for target in merged])
    return Imported(row, tables)


def _check_newer(run: runs.Run) -> None:
    newest = newest_run()
    if newest is None or (newest.month, newest.number) < (parse_month(run.month), run.number):
        return
    have = f"{format_month(newest.month)}/{newest.number}"
    raise RequestRefused(
        f"{run.month} 的第 {run.number} 次运行不比已导入的 {have} 新；只能导入更新的运行",
        f"run {run.number} of {run.month} is no newer than {have}, which is imported; import a newer one",
    )


def _let_the_database_know(tables: list[str]) -> None:
    """Statistics by which the database chooses its indexes."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")
