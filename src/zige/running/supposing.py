"""A delivery that has not been received: what it would tell, made by the same steps as that of one that was.

The batch lies in a folder of its own outside the home, as long as it is looked at, and names nobody.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from zige.exchange.catalogue import load_catalogue
from zige.exchange.mapping import facts_of
from zige.law.months import format_month, month_of
from zige.receiving.evidence import write_kept
from zige.receiving.keeping import kept_facts, kept_signs
from zige.running.findings import DATASET, Finding, rows_of
from zige.store.batches import RECEIPT, SHORT, Batch
from zige.store.home import Home
from zige.store.writing import write_json


@contextmanager
def supposed(
    home: Home, batches: list[Batch], findings: Mapping[int, Sequence[Finding]], received: dt.date
) -> Iterator[Batch]:
    """A batch after `batches` of findings by person, received on a day.

    The lines of each person begin anew, so that what is said of somebody does not depend on whom else is asked about.
    """
    with TemporaryDirectory(prefix="zige-preview-") as folder:
        yield _batch(home, batches, findings, received, Path(folder))


def _batch(
    home: Home, batches: list[Batch], findings: Mapping[int, Sequence[Finding]], received: dt.date, place: Path
) -> Batch:
    contract = load_catalogue(home.contracts)[DATASET]
    rows = pl.concat([rows_of([person] * len(each), each) for person, each in findings.items()])
    told = facts_of(contract, rows).with_columns(level=pl.lit(1, pl.Int8))
    said = [[person, each.as_json()] for person, own in findings.items() for each in own]
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    month = format_month(month_of(received))
    number = max((batch.number for batch in batches), default=0) + 1
    folder = place / f"{number:06d}-{DATASET}-{month}-{digest[:SHORT]}"
    folder.mkdir()
    write_json(
        folder / RECEIPT,
        {
            "batch": digest, "dataset": DATASET, "department": contract.department, "month": month,
            "received": received.isoformat(), "status": "accepted", "header": [],
        },
    )  # fmt: skip
    facts, signs = kept_facts(told, DATASET, home.keys), kept_signs(told, DATASET, home.keys)
    write_kept(batches, folder, DATASET, facts, signs)
    return Batch(folder)
