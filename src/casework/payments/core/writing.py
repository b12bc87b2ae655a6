"""A payment list as the file that the core system reads, with the checksums that go with it."""

import csv
import json
from collections.abc import Callable, Iterable
from io import StringIO

from cryptography.hazmat.primitives.hashes import SHA256, SM3, Hash, HashAlgorithm

from casework.payments.core.mapping import Column, Holds, Mapping
from casework.payments.models import Line, PaymentList
from zige.law.months import format_month

FEN = 100


def amount_of(line: Line) -> int | None:
    """What a line adds, takes off or sets as the monthly amount, in fen; None where no sum belongs to it."""
    return line.once or line.monthly


VALUES: dict[Holds, Callable[[Line], str]] = {
    "list": lambda line: line.list.number,
    "line": lambda line: str(line.position),
    "person": lambda line: str(line.person_id),
    "id_number": lambda line: line.person.id_number or "",
    "name": lambda line: line.person.name,
    "benefit": lambda line: line.benefit_id,
    "benefit_kind": lambda line: line.benefit.kind,
    "kind": lambda line: line.kind,
    "standing": lambda line: line.standing,
    "since": lambda line: format_month(line.since).replace("-", ""),
    "amount": lambda line: in_yuan(amount_of(line)),
    "months": lambda line: line.months.replace("-", "").replace("|", ";"),
    "decision": lambda line: line.decision.number if line.decision else "",
}


def in_yuan(fen: int | None) -> str:
    """`-1234.05`; nothing for None."""
    return "" if fen is None else f"{'-' if fen < 0 else ''}{abs(fen) // FEN}.{abs(fen) % FEN:02d}"


def written(lines: Iterable[Line], mapping: Mapping) -> bytes:
    """The file of a list; `lines` come with benefit, person, decision and list."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([header_of(column, mapping) for column in mapping.columns])
    writer.writerows([value_of(line, column) for column in mapping.columns] for line in lines)
    return buffer.getvalue().encode("utf-8-sig" if mapping.encoding == "utf-8" else mapping.encoding)


def manifest_of(drawn: PaymentList, rows: list[Line], content: bytes, mapping: Mapping) -> str:
    """A JSON text that says what the file holds: lines, the sum in yuan, SHA-256 and SM3 of its bytes."""
    said = {
        "list": drawn.number,
        "month": format_month(drawn.month),
        "mapping": mapping.version,
        "lines": len(rows),
        "sum": in_yuan(sum(amount_of(line) or 0 for line in rows)),
        "sha256": _digest(content, SHA256()),
        "sm3": _digest(content, SM3()),
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def value_of(line: Line, column: Column) -> str:
    """What stands in a column, in the core system's code."""
    value = VALUES[column.holds](line)
    return column.values[value] if column.values else value


def header_of(column: Column, mapping: Mapping) -> str:
    """How the file calls a column."""
    return {"code": column.code, "name": column.name, "code_and_name": f"{column.code} {column.name}"}[mapping.headers]


def _digest(content: bytes, algorithm: HashAlgorithm) -> str:
    digest = Hash(algorithm)
    digest.update(content)
    return digest.finalize().hex()
