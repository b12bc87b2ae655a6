"""Triggers that let nobody change, delete or clear entries, whatever program asks."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSED = "audit is append-only"
SQLITE = {
    "audit_no_update": "BEFORE UPDATE ON audit_entry",
    "audit_no_delete": "BEFORE DELETE ON audit_entry",
    # INSERT OR REPLACE deletes without a word to the trigger above.
    "audit_no_replace": """BEFORE INSERT ON audit_entry
    WHEN EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number)""",
}
SQLITE_UP = [
    f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END" for name, when in SQLITE.items()
]
SQLITE_DOWN = [f"DROP TRIGGER {name}" for name in SQLITE]
POSTGRESQL_UP = [
    f"CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$",
    """CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
]
POSTGRESQL_DOWN = ["DROP TRIGGER audit_no_change ON audit_entry", "DROP FUNCTION audit_refuse()"]


def put_up(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Guard the table of entries."""
    _run(editor, SQLITE_UP, POSTGRESQL_UP)


def take_down(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """What `put_up` did, undone: where the table itself goes."""
    _run(editor, SQLITE_DOWN, POSTGRESQL_DOWN)


def _run(editor: BaseDatabaseSchemaEditor, sqlite: list[str], postgresql: list[str]) -> None:
    for statement in postgresql if editor.connection.vendor == "postgresql" else sqlite:
        editor.execute(statement)
