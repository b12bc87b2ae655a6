"""Lines of accepted reports as a file of their dataset, received by the home like a department's (EXCHANGE §1, §4).

The same lines make the same file to the byte, so that a delivery broken off may be made again: the home answers that it
has the file, or that it has the rows, by their record numbers.
"""

import csv
from collections.abc import Sequence
from io import StringIO

from casework.reports.calendar import today
from casework.reports.models import Line
from zige.exchange.catalogue import load_catalogue
from zige.exchange.contract import Contract
from zige.law.months import format_month
from zige.receiving.conductor import receive_text
from zige.receiving.newcomers import catch_up
from zige.receiving.receipts import Receipt
from zige.receiving.requests import Request
from zige.store.home import Home


def deliver(home: Home, dataset: str, county: str, month: int, lines: Sequence[Line]) -> Receipt:
    """The receipt of the file, which is held in memory alone. The home must be held (`zige.store.lock`)."""
    catalogue = load_catalogue(home.contracts)
    contract, written = catalogue.named(dataset), format_month(month)
    name = f"{contract.title.zh}_{county}_{written}.csv"
    receipt = receive_text(home, name, _file(contract, lines), Request(dataset, written, today()))
    catch_up(home, catalogue)
    return receipt


def _file(contract: Contract, lines: Sequence[Line]) -> bytes:
    """Each line as a row, with the headers of the contract."""
    rows = [_row(line) for line in lines]
    names = [name for name in rows[0] if contract.has(name)]
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([contract[name].header for name in names])
    writer.writerows([row[name] for name in names] for row in rows)
    return out.getvalue().encode()


def _row(line: Line) -> dict[str, str]:
    return {
        "record_id": f"YB{line.pk}",
        "id_number": str(line.id_number),
        "name": str(line.name),
        "situation": line.situation,
        "date": line.day.isoformat(),
        "benefit_id": str(line.benefit_id),
    }
