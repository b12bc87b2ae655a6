"""What was staged into the database: what differs is written, what is new is added, what is gone is closed.

A few statements for each table, the same on both databases. Rows that say what they said before are not touched.
"""

from typing import Any

from django.db import connection

from casework.runs.importing.targets import Closing, Target
from casework.runs.models import Found, Run

Counts = dict[str, int]


def merge(target: Target, staged: str, run: Run) -> Counts:
    """How many rows were added, changed and closed."""
    return _Merge(target, staged, run).versions() if target.versions else _Merge(target, staged, run).in_place()


class _Merge:
    """The statements for one table; `t` is a row of it, `s` one that was staged."""

    def __init__(self, target: Target, staged: str, run: Run) -> None:
        self._target, self._staged, self._run = target, staged, run
        self._table = connection.ops.quote_name(target.name)
        self._found = issubclass(target.model, Found)
        self._key = " AND ".join(f"t.{_q(name)} = s.{_q(name)}" for name in target.key)

    def in_place(self) -> Counts:
        """A row stays the same row: it is changed, closed, and opened again where it comes back.

        What is new is added last, so that of a table filled for the first time nothing is looked through for closing.
        """
        changed, closed = self._change(), self._close(self._key)
        return {"added": self._add(open_only=False), "changed": changed, "closed": closed}

    def versions(self) -> Counts:
        """A row that differs is closed and another opened, so that what held before can be told."""
        same = " AND ".join([self._key, *(f"t.{_q(c)} IS NOT DISTINCT FROM s.{_q(c)}" for c in self._target.compared)])
        closed = self._close(same)
        return {"added": self._add(open_only=True), "changed": 0, "closed": closed}

    def _change(self) -> int:
        differs = [f"t.{_q(name)} IS DISTINCT FROM s.{_q(name)}" for name in self._target.compared]
        values = [f"{_q(name)} = s.{_q(name)}" for name in self._target.compared]
        values += [f"{_q(name)} = {_kept(name)}" for name in self._target.sealed]
        given: list[Any] = []
        if self._found:
            differs.append("t.closed_id IS NOT NULL")
            values.append("opened_id = CASE WHEN t.closed_id IS NULL THEN t.opened_id ELSE %s END")
            values.append("closed_id = NULL")
            given.append(self._run.pk)
        return _done(
            f"UPDATE {self._table} AS t SET {', '.join(values)} FROM {self._staged} AS s"
            f" WHERE {self._key} AND ({' OR '.join(differs)})",
            given,
        )

    def _add(self, *, open_only: bool) -> int:
        columns = [_q(name) for name in self._target.columns]
        opened, given = ("", []) if not self._found else (", opened_id, closed_id", [self._run.pk])
        values = "" if not self._found else ", %s, NULL"
        condition = f"{self._key} AND t.closed_id IS NULL" if open_only else self._key
        return _done(
            f"INSERT INTO {self._table} ({', '.join(columns)}{opened})"
            f" SELECT {', '.join(f's.{name}' for name in columns)}{values} FROM {self._staged} AS s"
            f" WHERE NOT EXISTS (SELECT 1 FROM {self._table} AS t WHERE {condition})",
            given,
        )

    def _close(self, same: str) -> int:
        if self._target.closing is Closing.NONE:
            return 0
        if self._target.closing is Closing.NOUGHT:
            (count,) = map(_q, self._target.content)
            gone = f"t.month = %s AND t.{count} <> 0 AND NOT EXISTS (SELECT 1 FROM {self._staged} AS s WHERE {same})"
            return _done(f"UPDATE {self._table} AS t SET {count} = 0 WHERE {gone}", [self._run.month])
        given: list[Any] = [self._run.pk]
        where = f"t.closed_id IS NULL AND NOT EXISTS (SELECT 1 FROM {self._staged} AS s WHERE {same})"
        if self._target.closing is Closing.OF_THE_MONTH:
            where += f" AND t.opened_id IN (SELECT id FROM {_q(Run._meta.db_table)} WHERE month = %s)"
            given.append(self._run.month)
        return _done(f"UPDATE {self._table} AS t SET closed_id = %s WHERE {where}", given)


def _kept(name: str) -> str:
    """A sealed value: none where there is none, the new one, or what stands there already."""
    return f"CASE WHEN s.{_q(f'{name}_blind')} IS NULL THEN NULL ELSE COALESCE(s.{_q(name)}, t.{_q(name)}) END"


def _q(name: str) -> str:
    return connection.ops.quote_name(name)


def _done(statement: str, given: list[Any]) -> int:
    """Execute; how many rows it concerned."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return int(cursor.rowcount)
