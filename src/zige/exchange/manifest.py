"""The manifest that may come with a delivery: what was sent must be what arrived (EXCHANGE §1)."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.hazmat.primitives import hashes

from zige.errors import DeliveryRefused
from zige.exchange.values import plain

NAMES = ("manifest.csv", "manifest.json", "清单.csv", "清单.json")
FIELDS = {
    "file": ("file", "文件名", "文件", "filename", "name"),
    "digest": ("digest", "摘要", "sha256", "sha-256", "sm3", "哈希", "校验值", "hash"),
    "rows": ("rows", "行数", "记录数", "count"),
    "signature": ("signature", "签名"),
}
ALGORITHMS: dict[str, type[hashes.SHA256 | hashes.SM3]] = {"SHA-256": hashes.SHA256, "SM3": hashes.SM3}
BLOCK = 1 << 20

UNREADABLE = (
    "清单无法读取；请用 CSV 或 JSON，列为文件名、摘要、行数",
    "the manifest cannot be read; send CSV or JSON with file, digest and rows",
)


class Entry(NamedTuple):
    """What a manifest says of one file; what it does not say is None. The digest is lower-case hexadecimal."""

    file: str
    digest: str | None
    rows: int | None
    signature: str | None


def manifest_in(folder: Path) -> Path | None:
    """The manifest of a delivery's folder, where there is one."""
    return next((folder / name for name in NAMES if (folder / name).is_file()), None)


def read_manifest(path: Path) -> list[Entry]:
    """The entries of a manifest. Raises DeliveryRefused where it cannot be read or says nothing of any file."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        content = path.read_bytes().decode("gb18030", "replace")
    except OSError as problem:
        raise DeliveryRefused(path.name, *UNREADABLE) from problem
    try:
        entries = [_entry(record) for record in _records(path, content)]
    except (ValueError, TypeError, AttributeError, KeyError, csv.Error) as problem:
        raise DeliveryRefused(path.name, *UNREADABLE) from problem
    if not entries:
        raise DeliveryRefused(path.name, *UNREADABLE)
    return entries


def check_files(manifest: Path, entries: list[Entry], files: list[Path]) -> None:
    """Raises DeliveryRefused for a file that is missing, was not announced, or is not the one that was sent."""
    arrived = {file.name: file for file in files if file.name != manifest.name}
    announced = [entry.file for entry in entries]
    for entry in entries:
        if entry.file not in arrived:
            raise DeliveryRefused(
                entry.file, "清单里有，但没有送到；请补送", "the manifest has it, but it did not arrive; send it"
            )
        if announced.count(entry.file) > 1:
            raise DeliveryRefused(
                entry.file, "在清单里出现两次；请更正清单", "the manifest has it twice; correct the manifest"
            )
        if entry.digest is not None:
            _check_digest(arrived[entry.file], entry.digest)
    if others := sorted(arrived.keys() - set(announced)):
        raise DeliveryRefused(
            others[0], "不在清单里；请补进清单或撤下文件", "the manifest does not have it; add it or take it away"
        )


def check_rows(file: str, announced: int | None, rows: int) -> None:
    """Raises DeliveryRefused where a file has another number of rows than its manifest says."""
    if announced is not None and announced != rows:
        zh = f"清单说有 {announced} 行，实际读到 {rows} 行；请核对后重新送"
        raise DeliveryRefused(
            file, zh, f"the manifest says {announced} rows, {rows} were read; check and send it again"
        )


def digest_of(path: Path, algorithm: str = "SHA-256") -> str:
    """The digest of a file in hexadecimal: SHA-256 or SM3."""
    digest = hashes.Hash(ALGORITHMS[algorithm]())
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.finalize().hex()


def _check_digest(path: Path, expected: str) -> None:
    """Both algorithms give 64 digits; either may be meant."""
    if all(digest_of(path, algorithm) != expected for algorithm in ALGORITHMS):
        zh = "与清单里的摘要（SHA-256 或 SM3）不符，可能在传送中损坏或被改动；请重新送"
        raise DeliveryRefused(path.name, zh, "it has another SHA-256 or SM3 than the manifest says; send it again")


def _records(path: Path, content: str) -> list[Mapping[str, Any]]:
    if path.suffix.lower() != ".json":
        return list(csv.DictReader(io.StringIO(content, newline=""), strict=True))
    found = json.loads(content)
    files: list[Mapping[str, Any]] = found["files"] if isinstance(found, dict) else found
    return files


def _entry(record: Mapping[str, Any]) -> Entry:
    known = {field: _value(record, names) for field, names in FIELDS.items()}
    file, rows = known["file"], known["rows"]
    if not file:
        raise ValueError("file")
    digest = known["digest"].lower().rpartition(":")[2] if known["digest"] else None
    return Entry(file, digest, int(rows) if rows else None, known["signature"])


def _value(record: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    found = (str(value).strip() for key, value in record.items() if key and plain(key) in names and value is not None)
    return next((value for value in found if value), None)
