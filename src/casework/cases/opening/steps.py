"""Steps of many cases at once, written by the database from the rows they are about."""

import datetime as dt
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from casework.cases.models import Case, Matter, Step


def of_matters(matters: "QuerySet[Matter]", act: Step.Act, at: dt.datetime) -> None:
    """A step for each of these matters."""
    _write(matters.order_by("pk").values("case_id", "pk"), ("case_id", "matter_id"), act, at)


def of_cases(cases: "QuerySet[Case]", act: Step.Act, at: dt.datetime) -> None:
    """A step for each of these cases, with the office that has it as where it went."""
    _write(cases.order_by("pk").values("pk", "at_id"), ("case_id", "to_id"), act, at)


def _write(rows: "QuerySet[Any, Any]", columns: tuple[str, str], act: Step.Act, at: dt.datetime) -> None:
    query, given = rows.query.sql_with_params()
    time = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO cases_step ({', '.join(columns)}, at, act, text) "  # noqa: S608 - names of our own
            f"SELECT told.*, CAST(%s AS {_type()}), %s, '' FROM ({query}) told",
            [time, str(act), *given],
        )


def _type() -> str:
    """The type of the column `at`."""
    return "timestamptz" if connection.vendor == "postgresql" else "text"
