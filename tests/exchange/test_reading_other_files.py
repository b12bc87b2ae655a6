"""Workbooks, Parquet and archives: read as a person would write the values, or refused each by its own sentence."""

import contextlib
import datetime as dt
import gzip
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zige.errors import DeliveryRefused
from zige.exchange import archives
from zige.exchange.deliveries import open_delivery

CSV = b"id,name\n1,a\n"
HALF_PAST_EIGHT = dt.datetime.fromisoformat("2026-03-05 08:30")
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def rows_of(path: Path, size: int = 1000) -> pl.DataFrame:
    (sheet,) = open_delivery(path)
    return pl.concat([part.rows for part in sheet.parts(size)])


def aside_of(path: Path) -> list[tuple[int, list[str]]]:
    (sheet,) = open_delivery(path)
    return pl.concat([part.misshapen for part in sheet.parts(1)]).rows()


def read_all(path: Path) -> None:
    for sheet in open_delivery(path):
        list(sheet.parts(10))


def refusal(path: Path) -> str:
    with pytest.raises(DeliveryRefused) as refused:
        read_all(path)
    assert path.name.removesuffix(".gz") in refused.value.zh
    return refused.value.zh


def workbook(path: Path, *sheets: list[list[Any]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(at, column, cell, *([day] if isinstance(cell, dt.date) else []))
    return path


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("size", [1, 2, 1000])
def test_cells_become_what_a_person_would_write(tmp_path: Path, size: int) -> None:
    """A day is ISO, a whole number has no point; a number of 18 digits has lost its end and shows it."""
    path = workbook(
        tmp_path / "a.xlsx",
        [],
        [
            ["2026年11月死亡注销户口"],
            [],
            ["id", "day", "amount", ""],
            [" 1", dt.date(2026, 3, 5), 12, None],
            [],
            [511102199001010008, HALF_PAST_EIGHT, 12.5, None],
            ["X", True, 5111021990, None],
        ],
    )
    (sheet,) = open_delivery(path)
    assert sheet.header == ["id", "day", "amount"]
    assert rows_of(path, size).rows() == [
        (" 1", "2026-03-05", "12", 4),
        ("5.11102199001010E+17", "2026-03-05 08:30:00", "12.5", 6),
        ("X", "1", "5111021990", 7),
    ]


def test_a_cell_right_of_the_header_sets_its_row_aside(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["id", "name"], ["1", "a"], ["2", "b", "", "c"], ["3", "d", " "]])
    assert rows_of(path)["line"].to_list() == [2, 4]
    assert aside_of(path) == [(3, ["2", "b", "", "c"])]


def test_a_workbook_of_one_column_has_it_as_its_table(tmp_path: Path) -> None:
    assert rows_of(workbook(tmp_path / "a.xlsx", [["id"], ["1"]])).rows() == [("1", 2)]


def test_parquet_of_any_types_becomes_text(tmp_path: Path) -> None:
    table = pa.table(
        {
            "id": pa.array([511102199001010008, None]),
            "day": pa.array([dt.date(2026, 3, 5), None]),
            "at": pa.array([HALF_PAST_EIGHT.replace(hour=0, minute=0), HALF_PAST_EIGHT]),
            "share": pa.array([2.0, 0.25]),
            "flag": pa.array([True, False]),
            "amount": pa.array([Decimal("12.50"), Decimal("-1.00")]),
            "kind": pa.array(["体检", "接种"]).dictionary_encode(),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    assert rows_of(tmp_path / "a.parquet", 1).rows() == [
        ("511102199001010008", "2026-03-05", "2026-03-05", "2", "1", "12.50", "体检", 1),
        (None, None, "2026-03-05T08:30:00.000000", "0.25", "0", "-1.00", "接种", 2),
    ]


def test_an_archive_is_one_sheet_for_each_file(tmp_path: Path) -> None:
    book = workbook(tmp_path / "b.xlsx", [["id", "name"], ["2", "b"]]).read_bytes()
    pq.write_table(pa.table({"id": ["3"], "name": ["c"]}), tmp_path / "c.parquet")
    packed = {"in/a.csv": CSV, "b.xlsx": book, "c.parquet": (tmp_path / "c.parquet").read_bytes(), "__MACOSX/._a": b"x"}
    sheets = open_delivery(zipped(tmp_path / "all.zip", **packed))
    assert [sheet.name for sheet in sheets] == ["all.zip/a.csv", "all.zip/b.xlsx/Sheet1", "all.zip/c.parquet"]
    assert [part.rows["c0"].to_list() for sheet in sheets for part in sheet.parts(9)] == [["1"], ["2"], ["3"]]


def test_a_name_packed_in_gbk_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"abcd.csv": CSV})
    path.write_bytes(path.read_bytes().replace(b"abcd.csv", "死亡".encode("gbk") + b".csv"))
    assert open_delivery(path)[0].name == "a.zip/死亡.csv"


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(CSV))
    assert rows_of(path).rows() == [("1", "a", 2)]


def locked_zip(path: Path) -> None:
    content = bytearray(zipped(path, **{"a.csv": CSV}).read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))


def broken_member(path: Path) -> None:
    content = bytearray(zipped(path, **{"a.csv": CSV * 50}).read_bytes())
    content[45] ^= 0xFF
    path.write_bytes(bytes(content))


def empty_workbook(path: Path) -> None:
    workbook(path, [])


def header_only_workbook(path: Path) -> None:
    workbook(path, [["id", "name"], [" "]])


def broken_workbook(path: Path) -> None:
    zipped(path, **{"[Content_Types].xml": b"<", "xl/workbook.xml": b"<"})


def parquet_without_rows(path: Path) -> None:
    pq.write_table(pa.table({"id": pa.array([], pa.string())}), path)


def nested_parquet(path: Path) -> None:
    pq.write_table(pa.table({"id": [["1"]]}), path)


def content(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "make", "word"),
    [
        ("locked.zip", locked_zip, "有密码"),
        ("broken.zip", broken_member, "损坏"),
        ("cut.zip", content(b"PK\x03\x04 and no more"), "损坏"),
        ("empty.zip", zipped, "压缩包是空的"),
        ("nested.zip", lambda path: zipped(path, **{"b.zip": b"PK\x03\x04"}), "只打包一层"),
        ("nested.csv.gz", content(gzip.compress(gzip.compress(CSV))), "只打包一层"),
        ("outside.zip", lambda path: zipped(path, **{"../a.csv": CSV}), "指向包外"),
        ("windows.zip", lambda path: zipped(path, **{"c:\\a.csv": CSV}), "指向包外"),
        ("cut.csv.gz", content(gzip.compress(CSV * 99)[:-9]), "损坏"),
        ("locked.xlsx", content(OLE2 + "EncryptedPackage".encode("utf-16-le")), "密码"),
        ("old.xls", content(OLE2 + "Workbook".encode("utf-16-le")), "旧版 XLS"),
        ("letter.doc", content(OLE2), "旧版 Office"),
        ("empty.xlsx", empty_workbook, "没有数据"),
        ("header.xlsx", header_only_workbook, "只有表头"),
        ("broken.xlsx", broken_workbook, "损坏"),
        ("none.parquet", parquet_without_rows, "没有数据行"),
        ("nested.parquet", nested_parquet, "嵌套"),
        ("locked.parquet", content(b"PARE....PARE"), "加密"),
        ("broken.parquet", content(b"PAR1 and no more"), "损坏"),
        ("a.7z", content(b"7z\xbc\xaf\x27\x1c"), "7z"),
        ("a.pdf", content(b"%PDF-1.7"), "PDF"),
        ("not there.csv", lambda _: None, "不存在"),
    ],
)
def test_what_cannot_be_read_is_told_apart(
    tmp_path: Path, name: str, make: Callable[[Path], object], word: str
) -> None:
    make(tmp_path / name)
    assert word in refusal(tmp_path / name)


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to the limit it is read, one byte more is refused."""
    monkeypatch.setattr(archives, "SMALL", 20_000)
    monkeypatch.setattr(archives, "RATIO", 1)
    lines = b"id,name\n" + b"1,a\n" * 4998
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(lines))
    assert rows_of(path).height == 4998
    path.write_bytes(gzip.compress(lines + b"1"))
    assert "过大" in refusal(path)


def whole_files(folder: Path) -> dict[str, bytes]:
    """One sound file of each packed format."""
    book = workbook(folder / "a.xlsx", [["id", "name"], ["1", 2]]).read_bytes()
    pq.write_table(pa.table({"id": ["1"], "name": [2]}), folder / "a.parquet")
    packed = zipped(folder / "a.zip", **{"a.csv": CSV, "b.xlsx": book}).read_bytes()
    parquet = (folder / "a.parquet").read_bytes()
    return {"a.xlsx": book, "a.parquet": parquet, "a.zip": packed, "a.csv.gz": gzip.compress(CSV, mtime=0)}


@pytest.fixture(scope="module")
def sound_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return whole_files(tmp_path_factory.mktemp("sound"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["a.xlsx", "a.parquet", "a.zip", "a.csv.gz"]),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=4),
    st.integers(0, 100),
)
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, sound_files, name: str, changes, cut: int) -> None:
    content = bytearray(sound_files[name])
    for place, letter in changes:
        content[place % len(content)] = letter
    (tmp_path / name).write_bytes(content[: len(content) - cut * (cut > 90)])
    with contextlib.suppress(DeliveryRefused):
        read_all(tmp_path / name)


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet", "a.zip", "a.csv.gz"])
def test_the_files_that_are_damaged_above_are_sound(tmp_path: Path, sound_files, name: str) -> None:
    (tmp_path / name).write_bytes(sound_files[name])
    read_all(tmp_path / name)


@pytest.mark.parametrize(("limit", "word"), [("MEMBERS", "文件过多"), ("UNPACKED", "过大")])
def test_an_archive_says_itself_that_it_is_too_large(tmp_path: Path, monkeypatch, limit: str, word: str) -> None:
    path = zipped(tmp_path / "a.zip", **{"a.csv": CSV, "b.csv": CSV})
    monkeypatch.setattr(archives, limit, 2 if limit == "MEMBERS" else 2 * len(CSV))
    read_all(path)
    monkeypatch.setattr(archives, limit, getattr(archives, limit) - 1)
    assert word in refusal(path)


def test_content_in_memory_is_limited_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "IN_MEMORY", 10)
    pq.write_table(pa.table({"id": ["3"]}), tmp_path / "c.parquet")
    packed = io.BytesIO((tmp_path / "c.parquet").read_bytes()).getvalue()
    assert "过大" in refusal(zipped(tmp_path / "a.zip", **{"c.parquet": packed}))
