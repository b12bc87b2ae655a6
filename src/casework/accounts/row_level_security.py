"""A migration by which PostgreSQL shows rows of a table only to whoever sees their place, employer or person.

    RowLevelSecurity("people_benefit", columns=["region", "office"], employers=["employer"])
    RowLevelSecurity("people_person", columns=["region"], through={"number": ("people_benefit", "person_id")})
    RowLevelSecurity("cases_case", through={"person_id": ("people_person", "number")})

A row is seen where one of `columns` begins with the prefix told, one of `employers` is among those told, or where by
`through` (column: table, its column) a row is seen in another table, by that table's own policy; two tables must not
lead to each other. Nothing told, nothing seen; the same holds for what is written. The owner is bound too (FORCE).
On SQLite nothing happens.

Whether all is shown stands first: of a million rows that an import writes none is then looked up in another table. What
was told is read once for a statement (`SELECT …` within), not once for a row. `OFFSET 0` keeps PostgreSQL from reading
the whole other table, to know all that is seen of it, where the few rows of a page are asked about.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from casework.accounts.database_scope import ALL, BETWEEN, EMPLOYERS, PREFIX

POLICY = "zige_jurisdiction"
TOLD = f"NULLIF(current_setting('{PREFIX}', true), '')"
SHOWS_ALL = f"(SELECT {TOLD}) = '{ALL}'"
FIRST = f"(SELECT {TOLD})"
LAST = f"(SELECT {TOLD} || chr(1114111))"
AMONG = f"(SELECT string_to_array(NULLIF(current_setting('{EMPLOYERS}', true), ''), chr({ord(BETWEEN)})))::text[]"


class RowLevelSecurity(Operation):
    """See above."""

    reversible = True

    def __init__(
        self,
        table: str,
        columns: Sequence[str] = (),
        employers: Sequence[str] = (),
        through: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        self.table, self.columns, self.employers, self.through = table, columns, employers, through or {}

    def state_forwards(self, _app_label: str, _state: ProjectState) -> None:
        """No model changes."""

    def database_forwards(self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, _from: Any, _to: Any) -> None:
        """Make the policy and have it hold for everybody."""
        if schema_editor.connection.vendor != "postgresql":
            return
        quote = schema_editor.quote_name
        table, seen = quote(self.table), " OR ".join(self._conditions(quote))
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY {POLICY} ON {table} USING ({seen})")

    def database_backwards(
        self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, _from: Any, _to: Any
    ) -> None:
        """Take it away."""
        if schema_editor.connection.vendor != "postgresql":
            return
        table = schema_editor.quote_name(self.table)
        schema_editor.execute(f"DROP POLICY {POLICY} ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

    def _conditions(self, quote: Any) -> Iterator[str]:
        """By code point, so that an index in that order serves."""
        yield SHOWS_ALL
        for column in self.columns:
            name = f'{quote(column)} COLLATE "C"'
            yield f"({name} >= {FIRST} AND {name} <= {LAST})"
        for column in self.employers:
            yield f"{quote(column)} = ANY ({AMONG})"
        for column, (other, key) in self.through.items():
            own = f"{quote(self.table)}.{quote(column)}"
            one = f"SELECT 1 FROM {quote(other)} other WHERE other.{quote(key)} = {own} OFFSET 0"  # noqa: S608 - names
            yield f"EXISTS ({one})"

    def describe(self) -> str:
        """What `migrate` prints."""
        return f"Rows of {self.table} are shown by jurisdiction"
