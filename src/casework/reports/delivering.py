"""Lines of accepted reports as a file of their dataset, received by the home like a department's (EXCHANGE §1, §4).

The same lines make the same file to the byte, so that a delivery broken off may be made again: the home answers that it
has the file, or that it has the rows, by their record numbers.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from casework.reports.calendar import today
from casework.reports.models import Line
from zige.exchange.catalogue import load_catalogue
from zige.exchange.contract import Contract
from zige.law.months import format_month
from zige.receiving.conductor import receive
from zige.receiving.newcomers import catch_up
from zige.receiving.receipts import Receipt
from zige.receiving.requests import Request
from zige.store.home import Home


def deliver(home: Home, dataset: str, county: str, month: int, lines: Sequence[Line]) -> Receipt:
    """The receipt of the file. The home must be held (`zige.store.lock`); raises HomeRefused."""
    catalogue = load_catalogue(home.contracts)
    request = Request(dataset, format_month(month), today())
    with TemporaryDirectory(prefix="zige-") as folder:
        path = Path(folder) / f"{dataset}_{county}_{format_month(month)}.csv"
        _write(path, catalogue[dataset], lines)
        ((receipt,),) = receive(home, [(path, request)])
    catch_up(home, catalogue)
    return receipt


def _write(path: Path, contract: Contract, lines: Sequence[Line]) -> None:
    """With the headers of the contract; the folder is the program's own and gone when the home has the file."""
    names = [name for name in _row(lines[0]) if contract.has(name)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([contract[name].header for name in names])
        writer.writerows([_row(line)[name] for name in names] for line in lines)


def _row(line: Line) -> dict[str, str]:
    return {
        "record_id": f"YB{line.pk}",
        "id_number": str(line.id_number),
        "name": str(line.name),
        "situation": line.situation,
        "date": line.day.isoformat(),
        "benefit_id": str(line.benefit_id),
    }
