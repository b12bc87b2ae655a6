"""Rows go into the home as a new delivery of the same dataset and month, by the door of all; none is edited in place.

It has the two columns by which a file of rows that came back is known: it is no list of all, and not what is usual.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from casework.accounts.models import Account
from casework.exchange import parts
from casework.exchange.acts.asking import ask
from casework.exchange.models import Purpose, Work, WorkKind
from zige.exchange.reasons import LINE_HEADER, REASON_HEADER
from zige.store.batches import Batch


class Row(NamedTuple):
    """A row with its line in the file it came in."""

    line: int
    values: Sequence[str]


def redeliver(
    number: UUID, by: Account, batch: Batch, purpose: Purpose, header: Sequence[str], rows: Iterable[Row], **asked: Any
) -> Work | None:
    """Leave it to the worker, in the caller's transaction; None where it was asked for before."""
    content = _as_csv(header, rows)
    name = f"{batch.dataset}_{batch.month}_{Purpose(purpose).label}.csv"
    said = {"purpose": purpose, "name": name, "size": len(content), "of": batch.number, **asked}
    with parts.written(number, name) as file:
        file.write(content)
    return ask(
        number, WorkKind.RECEIVE, by, dataset=batch.dataset, month=batch.month,
        asked=said | {"received": timezone.localdate().isoformat()},
    )  # fmt: skip


def _as_csv(header: Sequence[str], rows: Iterable[Row]) -> bytes:
    content = io.StringIO(newline="")
    writer = csv.writer(content)
    writer.writerow([*header, LINE_HEADER, REASON_HEADER])
    writer.writerows([*row.values, row.line, ""] for row in rows)
    return content.getvalue().encode()
