"""A delivered file, whatever its format, as sheets of text; or one clear answer why it cannot be read (EXCHANGE §1)."""

from pathlib import Path

from zige.errors import DeliveryRefused
from zige.exchange import archives
from zige.exchange.archives import Source, unpacked
from zige.exchange.parquet_files import ENCRYPTED, LOCKED, PARQUET, parquet_sheet
from zige.exchange.sheets import Sheet
from zige.exchange.text_files import EMPTY, text_sheet
from zige.exchange.workbooks import OLE2, old_office, workbook_sheet

FOREIGN = {
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"%PDF": "PDF",
    b"{\\rt": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
NOT_THERE = "不存在或无法打开；请核对路径", "it does not exist or cannot be opened; check the path"
FOLDER = "是文件夹；请写出其中的文件，例如 文件夹/*", "this is a folder; name the files in it, as in FOLDER/*"


def open_delivery(path: Path) -> list[Sheet]:
    """The sheets of a delivered file, one for each file packed in it; nothing is read but their headers.

    Raises DeliveryRefused, here or while the parts are read, where a file cannot be read or holds no rows.
    """
    try:
        return [sheet_of(source) for source in unpacked(path)]
    except IsADirectoryError as problem:
        raise DeliveryRefused(path.name or str(path), *FOLDER) from problem
    except OSError as problem:
        raise DeliveryRefused(path.name, *NOT_THERE) from problem


def sheet_of(source: Source) -> Sheet:
    """The sheet of a file that is not packed, its header read. Raises DeliveryRefused."""
    head = source.head()
    if not head:
        raise DeliveryRefused(source.name, *EMPTY)
    if head.startswith(archives.ZIP):
        return workbook_sheet(source)
    if head.startswith(OLE2):
        raise old_office(source)
    if head.startswith(ENCRYPTED):
        raise DeliveryRefused(source.name, *LOCKED)
    if head.startswith(PARQUET):
        return parquet_sheet(source)
    for mark, name in FOREIGN.items():
        if head.startswith(mark):
            raise _foreign(source, name)
    return text_sheet(source)


def _foreign(source: Source, name: str) -> DeliveryRefused:
    zh = f"是 {name} 文件；请送 CSV、XLSX、Parquet，或装着它们的 zip、gz"
    return DeliveryRefused(source.name, zh, f"this is {name}; send CSV, XLSX or Parquet, or a zip or gz of them")
