"""What a file may look like and what not: CSV as spreadsheets write it, broken CSV, Parquet that is none.

Every engine reads the same text and refuses the same text; Spark's own reading is tested in tests/engines.
"""

from pathlib import Path

import pytest

from inputs.tables_given import LI, refusal_of_files, sound, sound_ones, taken_in_files
from running import Row, write_rows
from zige.backends import open_backend
from zige.errors import InputRefused, RequestRefused
from zige.inputs.given import given_file
from zige.tables import BENEFITS, FACTS, INPUTS, Table

ENGINES = ("duckdb", "polars")
HEADER = ",".join(BENEFITS.names)
LINES = [HEADER, *(",".join(row.values()) for row in sound()[BENEFITS])]
TEXT = "\n".join(LINES) + "\n"
FACT_LINES = [",".join(FACTS.names), *(",".join(row.values()) for row in sound()[FACTS])]


def with_line(number: int, line: str) -> bytes:
    """The benefits with another line, counted from 1."""
    return "\n".join([*LINES[: number - 1], line, *LINES[number:], ""]).encode()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TEXT.encode(), id="LF"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), id="byte order mark"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(), id="byte order mark and CRLF"),
        pytest.param(TEXT.rstrip("\n").encode(), id="no line break at the end"),
        pytest.param((TEXT + "\n").encode(), id="blank last line"),
        pytest.param((TEXT + "\n\n").replace("\n", "\r\n").encode(), id="blank last lines, CRLF"),
        pytest.param("\n".join(f'"{line}"'.replace(",", '","') for line in LINES).encode(), id="everything quoted"),
        pytest.param("\n".join(f"{line},more" for line in LINES).encode(), id="another column"),
        pytest.param("\n".join(",".join(reversed(line.split(","))) for line in LINES).encode(), id="another order"),
    ],
)
def test_the_same_table_in_another_file_is_the_same_table(engine: str, content: bytes, tmp_path: Path) -> None:
    assert taken_in_files(engine, tmp_path, benefits=content) == sound_ones(engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_file_of_a_header_only_is_a_table_without_rows(engine: str, tmp_path: Path) -> None:
    headers = {table.name: (",".join(table.names) + "\n").encode() for table in INPUTS}
    assert taken_in_files(engine, tmp_path, **headers) == {"benefits": [], "facts": []}
    without_line_break = {name: header.rstrip() for name, header in headers.items()}
    assert taken_in_files(engine, tmp_path, **without_line_break) == {"benefits": [], "facts": []}


NOT_UTF8 = "this is not UTF-8; save the file as UTF-8 and try again"
QUOTES = "the quotes do not pair; check the quotes of this line"


def not_as_wide(values: int) -> str:
    return f"this line has {values} values, the header has 10; check commas and quotes"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        pytest.param(b"", 1, "the file is empty; its first line must be the header", id="empty"),
        pytest.param(with_line(3, LINES[2] + ",more"), 3, not_as_wide(11), id="a value more"),
        pytest.param(with_line(3, LINES[2].rpartition(",")[0]), 3, not_as_wide(9), id="a value less"),
        pytest.param(with_line(3, "B2"), 3, not_as_wide(1), id="one value"),
        pytest.param(with_line(4, LINES[3] + ","), 4, not_as_wide(11), id="an empty value more in the last line"),
        pytest.param(with_line(3, LINES[2].replace("B2", '"B2')), 3, QUOTES, id="quote not closed"),
        pytest.param(with_line(3, LINES[2].replace("B2", '"B2"2')), 3, QUOTES, id="text after a quote"),
        pytest.param(TEXT.replace("B2", "待遇").encode("gb18030"), 3, NOT_UTF8, id="GB18030"),
        pytest.param(TEXT.replace("B2", "é").encode("latin-1"), 3, NOT_UTF8, id="Latin-1"),
        pytest.param(TEXT.encode("utf-16"), 1, NOT_UTF8, id="UTF-16"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    engine: str, content: bytes, line: int, says: str, tmp_path: Path
) -> None:
    refused = refusal_of_files(engine, tmp_path, benefits=content)
    assert refused is not None
    assert refused.en == f"benefits.csv, line {line}: {says}"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_fact_without_its_last_value_is_broken_and_not_about_all_benefits(engine: str, tmp_path: Path) -> None:
    """The last column, benefit_id, may be empty: a line cut before it must not be read as one that leaves it empty."""
    cut = "\n".join([*FACT_LINES[:2], FACT_LINES[2].rpartition(",")[0], *FACT_LINES[3:], ""]).encode()
    refused = refusal_of_files(engine, tmp_path, facts=cut)
    assert refused is not None
    assert refused.line == 3


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_blank_line_between_rows_is_no_row(engine: str, line_break: str, tmp_path: Path) -> None:
    content = line_break.join([*LINES[:2], "", *LINES[2:], ""]).encode()
    assert taken_in_files(engine, tmp_path, benefits=content) == sound_ones(engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_line_after_a_blank_one_is_counted_as_editors_count_it(engine: str, tmp_path: Path) -> None:
    wrong = LINES[2].replace("injury.survivor", "injury")
    refused = refusal_of_files(engine, tmp_path, benefits="\n".join([*LINES[:2], "", wrong, LINES[3], ""]).encode())
    assert refused is not None
    assert (refused.line, refused.column) == (4, "kind")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_line_in_a_file_of_windows_is_counted_once(engine: str, tmp_path: Path) -> None:
    wrong = [*LINES[:2], LINES[2].replace("injury.survivor", "injury"), LINES[3], ""]
    refused = refusal_of_files(engine, tmp_path, benefits="\r\n".join(wrong).encode())
    assert refused is not None
    assert (refused.line, refused.column) == (3, "kind")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("header", "column", "says"),
    [
        (HEADER + ",kind", "kind", "this column stands twice; keep one"),
        (HEADER.replace("kind", "art"), "kind", "this column is missing; add it to the header"),
        (HEADER.replace("kind", "Kind"), "kind", "this column is missing; add it to the header"),
        (HEADER.replace(",", ";"), "benefit_id", "this column is missing; add it to the header"),
    ],
)
def test_a_wrong_header_is_refused(engine: str, header: str, column: str, says: str, tmp_path: Path) -> None:
    refused = refusal_of_files(engine, tmp_path, benefits=f"{header}\n".encode())
    assert refused is not None
    assert refused.en == f"benefits.csv, line 1, column {column}: {says}"


ODD_TEXTS = [
    "B 2",
    " B2",
    "B2 ",
    "02",
    "2.0",
    "1e5",
    "NULL",
    "null",
    "NA",
    "nan",
    "None",
    "-",
    "待遇2",
    "𠮷",
    "'2'",
    '"2"',
    "a,b",
    "a\nb",
    "#2",
    "\\N",
    "true",
]


@pytest.mark.parametrize("engine", ENGINES)
def test_identifiers_are_text_and_stay_as_they_are(engine: str, tmp_path: Path) -> None:
    rows = [sound()[BENEFITS][0] | {"benefit_id": text} for text in ODD_TEXTS]
    content = write_rows(tmp_path / "odd.csv", BENEFITS, rows).read_bytes()
    facts = (",".join(FACTS.names) + "\n").encode()
    paid, amounts = b"benefit_id,month,amount\n", b"benefit_id,from_month,amount\n"
    read = taken_in_files(engine, tmp_path, benefits=content, facts=facts, paid=paid, amounts=amounts)
    assert sorted(row["benefit_id"] for row in read["benefits"]) == sorted(ODD_TEXTS)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1 is not enough PAR1", TEXT.encode()])
def test_a_parquet_file_that_is_none_is_refused(engine: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "benefits.parquet"
    path.write_bytes(content)
    with open_backend(engine) as backend, pytest.raises(InputRefused) as caught:
        given_file(backend, BENEFITS, path)
    assert caught.value.en == "benefits.parquet: this is no Parquet file, or it is damaged; export it again"
    assert caught.value.zh == "benefits.parquet：不是 Parquet 文件或已损坏；请重新导出"


@pytest.mark.parametrize(
    ("name", "en"),
    [
        ("absent.csv", "there is no file {path}; check the path"),
        ("benefits.xlsx", "benefits.xlsx is neither .csv nor .parquet; convert it and try again"),
        ("folder.csv", "there is no file {path}; check the path"),
    ],
)
def test_a_file_that_cannot_be_one_is_refused(name: str, en: str, tmp_path: Path) -> None:
    (tmp_path / "benefits.xlsx").write_bytes(b"PK")
    (tmp_path / "folder.csv").mkdir()
    with open_backend("polars") as backend, pytest.raises(RequestRefused) as caught:
        given_file(backend, BENEFITS, tmp_path / name)
    assert caught.value.en == en.format(path=tmp_path / name)


def row_of(table: Table, **values: str) -> Row:
    return {**sound()[table][0], **values}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_citizen_number_is_shown_neither_in_full_nor_by_its_birth_date(engine: str, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "one.csv", BENEFITS, [row_of(BENEFITS, id_number=LI[:17] + "8")])
    refused = refusal_of_files(engine, tmp_path, benefits=path.read_bytes())
    assert refused is not None
    for text in (refused.zh, refused.en, str(refused), repr(refused), str(refused.args)):
        assert LI[6:14] not in text
        assert LI[14:17] not in text
