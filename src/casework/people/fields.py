"""Text that either database compares by code point, so that what begins alike lies together in an index."""

from typing import Any

from django.db import models
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler

LAST = "\U0010ffff"
"""Comes after every character that a text can hold."""


class CodePointField(models.CharField):  # type: ignore[type-arg]
    """Short text whose order is that of its code points: SQLite's own order, PostgreSQL's collation C."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        """The column as `CharField` has it, with the collation of the database in use."""
        parameters: dict[str, Any] = dict(super().db_parameters(connection))
        parameters["collation"] = "C" if connection.vendor == "postgresql" else None
        return parameters


@CodePointField.register_lookup
class Prefix(models.Lookup):
    """`column__prefix=text`: begins with the text, as a range, for which either database uses an index."""

    lookup_name = "prefix"
    lhs: Expression

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Two comparisons, from the text itself to the last that begins with it."""
        column, given = self.process_lhs(compiler, connection)
        text, value = self.process_rhs(compiler, connection)
        first, last = tuple(value), tuple(f"{each}{LAST}" for each in value)
        return f"({column} >= {text} AND {column} <= {text})", (*given, *first, *given, *last)
