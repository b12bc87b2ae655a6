"""A migration by which PostgreSQL shows a person also where they came or called to say "I am alive" (DESIGN §7).

The office is elsewhere: neither the place of residence nor an agency that pays. As long as the case is open it sees
the case, by the case's own policy, and the person, by this one, which stands beside that of the register.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from casework.accounts.row_level_security import FIRST, LAST

POLICY = "zige_asked_elsewhere"
ASKED = f"""
SELECT person_id FROM cases_case
WHERE closed IS NULL AND asked_at <> '' AND asked_at COLLATE "C" >= {FIRST} AND asked_at COLLATE "C" <= {LAST}
"""  # noqa: S608 - names


class ShownWhereAsked(Operation):
    """See above. On SQLite nothing happens."""

    reversible = True

    def state_forwards(self, _app_label: str, _state: ProjectState) -> None:
        """No model changes."""

    def database_forwards(self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, _from: Any, _to: Any) -> None:
        """Make the policy: for reading alone."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"CREATE POLICY {POLICY} ON people_person FOR SELECT USING (number IN ({ASKED}))")

    def database_backwards(
        self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, _from: Any, _to: Any
    ) -> None:
        """Take it away."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP POLICY {POLICY} ON people_person")

    def describe(self) -> str:
        """What `migrate` prints."""
        return "People are shown where they said that they are alive"
