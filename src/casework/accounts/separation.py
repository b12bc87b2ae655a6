"""The database itself refuses that one account holds roles which may not be in one hand (GB/T 22239: 三权分立).

A rule over several rows is no constraint of either database, so a trigger holds it. It says the same as
`roles.may_be_in_one_hand`, by test.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

REFUSAL = "roles that may not be in one hand"
IN_CONFLICT = """
    SELECT 1 FROM accounts_assignment other
    WHERE other.account_id = NEW.account_id AND other.id <> NEW.id AND other.taken IS NULL AND NEW.taken IS NULL
      AND other.role <> NEW.role
      AND (other.until IS NULL OR other.until >= NEW.since) AND (NEW.until IS NULL OR NEW.until >= other.since)
      AND (other.role IN ('auditor', 'admin', 'security_admin') OR NEW.role IN ('auditor', 'admin', 'security_admin')
           OR (other.role IN ('county_handler', 'county_reviewer')
               AND NEW.role IN ('county_handler', 'county_reviewer')))
"""
POSTGRESQL = f"""
CREATE FUNCTION accounts_separation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM accounts_account WHERE id = NEW.account_id FOR NO KEY UPDATE;
    IF EXISTS ({IN_CONFLICT}) THEN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_separation BEFORE INSERT OR UPDATE ON accounts_assignment
FOR EACH ROW EXECUTE FUNCTION accounts_separation();
"""
SQLITE = [
    f"""
    CREATE TRIGGER accounts_separation_{when} AFTER {when} ON accounts_assignment WHEN EXISTS ({IN_CONFLICT})
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """
    for when in ("insert", "update")
]


class SeparateRoles(Operation):
    """Makes the trigger on `accounts_assignment`."""

    def state_forwards(self, _app_label: str, _state: ProjectState) -> None:
        """No model changes."""

    def database_forwards(self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, _from: Any, _to: Any) -> None:
        """Make it, in the words of the database."""
        for statement in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
            schema_editor.execute(statement)

    def database_backwards(
        self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, _from: Any, _to: Any
    ) -> None:
        """Take it away."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute("DROP TRIGGER accounts_separation ON accounts_assignment")
            schema_editor.execute("DROP FUNCTION accounts_separation()")
            return
        for when in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER accounts_separation_{when}")

    def describe(self) -> str:
        """What `migrate` prints."""
        return "Roles that may not be in one hand are refused by the database"
