"""Text files as departments write them: every record is read or set aside with its line, whatever the block size."""

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zige.errors import DeliveryRefused
from zige.exchange.deliveries import open_delivery
from zige.exchange.encodings import LONGEST_LINE, blocks

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SIZES = (1, 2, 3, 7, 100_000)


def read(path: Path, rows: int = 100_000) -> tuple[list[str], dict[int, list[str]], dict[int, list[str]]]:
    """Header, rows by line and misshapen rows by line."""
    (sheet,) = open_delivery(path)
    parts = list(sheet.parts(rows))
    good = pl.concat([part.rows for part in parts])
    assert good["line"].is_sorted()
    aside = pl.concat([part.misshapen for part in parts])
    assert good["line"].n_unique() == good.height, "no line is read twice"
    rows_by_line = {line: [value or "" for value in values] for *values, line in good.iter_rows()}
    return sheet.header, rows_by_line, dict(aside.iter_rows())


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("gbk", "gb18030")],
)
@pytest.mark.parametrize("size", SIZES)
def test_an_encoding_is_found_by_itself(tmp_path: Path, encoding: str, named: str, size: int) -> None:
    path = written(tmp_path / "a.csv", "证件号码,姓名\n1,吉克·阿木\n2,张珉\n", encoding)
    assert open_delivery(path)[0].encoding == named
    assert read(path, size) == (["证件号码", "姓名"], {2: ["1", "吉克·阿木"], 3: ["2", "张珉"]}, {})


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_that_begins_late_is_still_recognised(tmp_path: Path, encoding: str) -> None:
    text = "id,name\n" + "1,a\n" * 50 + "2,李四𠮷\n"
    assert read(written(tmp_path / "a.csv", text, encoding), 5)[1][52] == ["2", "李四𠮷"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空"),
        (b"\n \r\n\n", "空"),
        (b"id,name\r\n\r\n", "只有表头"),
        ("id,name\n1,a\n".encode("utf-16"), "UTF-16"),
        ("id,name\n1,a\n".encode("utf-16-le"), "UTF-16"),
        (b"\x7fELF\0\1\2\0\0\3" + bytes(40), "不是文本"),
        (b"id,name\n" + b"1,\xff\xfe\xff\n" * 40, "编码"),
    ],
    ids=["empty", "blank", "header only", "UTF-16", "UTF-16 without mark", "binary", "no encoding"],
)
def test_what_is_no_table_is_refused_by_its_own_sentence(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(DeliveryRefused) as refused:
        read(path)
    assert word in refused.value.zh
    assert refused.value.zh.startswith("a.csv")


def test_one_damaged_character_costs_no_more_than_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("id,姓名\n1,李四\n".encode() + b"2,\xe6\x9d?\n" + "3,王五\n".encode())
    _, rows, aside = read(path)
    assert rows == {2: ["1", "李四"], 3: ["2", "\ufffd?"], 4: ["3", "王五"]}
    assert aside == {}


ODD = (
    "id,name,note,,\r\n"  # trailing delimiters in the header
    "1,a,x,,\r\n"
    "\r\n"  # 3: no row
    '2,"b,c",y,,\r'
    '3,"d\ne",z\n'  # 5 and 6: one record
    '4,5"f,q,,\n'  # 7: a quote inside of a value is a sign like others
    '5,"open,x,,\n'  # 8: never closed
    "6,a,b,c,,\n"  # 9: too many
    "7,b\n"  # 10: too few
    '8,"g""h",e,,\n'
    ",,,,\n"  # 12: no row
    ' , ,"",,\n'  # 13: no row
    "9,i,j,,"
)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_odd_lines_are_read_or_set_aside_each_on_its_own(tmp_path: Path, size: int, encoding: str) -> None:
    header, rows, aside = read(written(tmp_path / "a.csv", ODD, encoding), size)
    assert header == ["id", "name", "note"]
    assert rows == {
        2: ["1", "a", "x"],
        4: ["2", "b,c", "y"],
        5: ["3", "d\ne", "z"],
        7: ["4", '5"f', "q"],
        11: ["8", 'g"h', "e"],
        14: ["9", "i", "j"],
    }
    assert aside == {8: ["5", '"open', "x", "", ""], 9: ["6", "a", "b", "c", "", ""], 10: ["7", "b"]}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_the_same(tmp_path: Path, end: str) -> None:
    path = written(tmp_path / "a.csv", end.join(["id,name", "1,a", "", "2,b", ""]))
    for size in SIZES:
        assert read(path, size)[1] == {2: ["1", "a"], 4: ["2", "b"]}


def test_tabs_separate_where_the_header_has_them(tmp_path: Path) -> None:
    assert read(written(tmp_path / "a.tsv", "id\tname\n1\ta,b\n"))[1] == {2: ["1", "a,b"]}


def test_a_column_without_a_name_keeps_its_place(tmp_path: Path) -> None:
    assert read(written(tmp_path / "a.tsv", "\n\t\n\tname\n1\ta\n"))[:2] == (["", "name"], {4: ["1", "a"]})


def test_a_header_may_be_quoted_and_go_over_lines(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", '\n"id","na\nme"\n1,a\n')
    for size in SIZES:
        assert read(path, size)[:2] == (["id", "na\nme"], {4: ["1", "a"]})


def test_a_quote_that_stays_open_does_not_swallow_the_file(tmp_path: Path) -> None:
    lines = ["id,name", '1,"a', *(f"{number},b" for number in range(2, 300))]
    for size in (3, 100_000):
        _, rows, aside = read(written(tmp_path / "a.csv", "\n".join(lines)), size)
        assert aside == {2: ["1", '"a']}
        assert len(rows) == 298


def test_two_stray_quotes_do_not_swallow_the_rows_between_them(tmp_path: Path) -> None:
    """Between them the text has other values than the header, so each line stands for itself."""
    text = 'id,name\n1,"a\n2,b\n3,c\n4,"d\n5,"e\nf"\n'
    for size in SIZES:
        _, rows, aside = read(written(tmp_path / "a.csv", text), size)
        assert rows == {3: ["2", "b"], 4: ["3", "c"], 6: ["5", "e\nf"]}
        assert aside == {2: ["1", '"a'], 5: ["4", '"d']}


def test_a_line_without_end_is_refused_before_memory_is_full() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"a" * size

    with pytest.raises(DeliveryRefused):
        list(blocks(Endless(), LONGEST_LINE + 1, "a.csv"))  # type: ignore[arg-type]


VALUES = st.text(st.sampled_from('ab12,"\n\t 王𠮷·；'), max_size=5)


@FEW
@given(
    st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=12),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["utf-8", "gb18030"]),
    st.sampled_from(SIZES),
)
def test_what_a_csv_writer_writes_is_read_back(tmp_path: Path, table, quoting, encoding, size) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=quoting, lineterminator="\n").writerows(
        [["id", "name", "note"], *table, ["end", "x", "y"]]
    )
    _, rows, aside = read(written(tmp_path / "a.csv", text.getvalue(), encoding), size)
    assert aside == {}
    assert list(rows.values()) == [row for row in [*table, ["end", "x", "y"]] if any(value.strip() for value in row)]


@FEW
@given(st.binary(max_size=200), st.sampled_from(SIZES))
def test_no_bytes_whatever_end_otherwise_than_in_rows_or_a_refusal(tmp_path: Path, content: bytes, size: int) -> None:
    path = tmp_path / "a.csv"
    for whole in (content, b"id,name\n" + content):
        path.write_bytes(whole)
        try:
            read(path, size)
        except DeliveryRefused:
            continue


LINE_PIECES = st.lists(st.sampled_from(["a", "1", ",", ",,", '"', '""', " ", "王"]), max_size=8).map("".join)


@FEW
@given(st.lists(LINE_PIECES, min_size=1, max_size=15), st.sampled_from(SIZES))
def test_no_line_is_lost_and_block_sizes_change_nothing(tmp_path: Path, lines: list[str], size: int) -> None:
    path = written(tmp_path / "a.csv", "\n".join(["id,name,note", *lines, "end,x,y"]))
    _, rows, aside = whole = read(path)
    assert read(path, size) == whole
    assert not rows.keys() & aside.keys()
    told = "".join("".join(values) for values in (*rows.values(), *aside.values()))
    for letter in "a1王":
        assert told.count(letter) == "".join([*lines, "endxy"]).count(letter)
