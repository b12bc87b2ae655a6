"""Text in columns: Chinese characters are two wide and never part from their punctuation."""

import pytest

from zige.explain.columns import centred, hanging, left, right, table, width, wrapped


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("续发", 4), ("第3项。", 7), ("e\u0301", 1), ("（）", 4), ("", 0)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("待遇暂停发放", ["待遇暂停", "发放"]),
        ("待遇暂停，发放", ["待遇暂", "停，发放"]),
        ("待遇暂（停）", ["待遇暂", "（停）"]),
        ("paid in full", ["paid in", "full"]),
        ("B0000000123", ["B0000000", "123"]),
        ("自2026年起", ["自2026年", "起"]),
    ],
)
def test_lines_break_where_they_may(text: str, lines: list[str]) -> None:
    assert wrapped(text, 8) == lines


def test_what_is_filled_up_has_the_width_asked_for() -> None:
    assert [width(fill("续", 5)) for fill in (left, right, centred)] == [5, 5, 5]


def test_lines_after_the_first_hang_below_it() -> None:
    assert list(hanging("续发暂停", 8, "* ")) == ["* 续发暂", "  停"]


def test_columns_align_whatever_stands_in_them() -> None:
    assert list(table([("月", "9.00"), ("month", "10.00")], (False, True))) == ["月      9.00", "month  10.00"]
