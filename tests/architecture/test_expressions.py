"""What no expression may use, because engines disagree on it (docs/decisions/narwhals-one-text-three-engines.md).

Integer division loses precision above 2^53 on one engine, rounding and floating point differ, date offsets differ in
type. Months are integers and money whole fen, so that nothing of this is needed.

That holds for the text that runs on every engine. What imports Polars runs on it alone (deliveries arrive at one
machine): there nothing can differ, and scores of linkage are no money.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "zige"
FORBIDDEN_CALLS = {"round", "rank", "offset_by", "truncate"}
FORBIDDEN_TYPES = {"Float32", "Float64"}


def modules() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if path.parent.name != "backends"]


def for_every_engine() -> list[Path]:
    """The modules whose expressions run on whichever engine is asked for."""
    return [
        path
        for path in modules()
        if str(path.relative_to(SOURCE)).split("/")[0] in ROOMS
        and not imports_polars(ast.parse(path.read_text("utf-8")))
    ]


def imports_polars(tree: ast.AST) -> bool:
    """Whether it is written for Polars alone."""
    return any(isinstance(node, ast.Import) and node.names[0].name == "polars" for node in ast.walk(tree))


ROOMS = {"inputs", "facts", "determination", "explain", "law", "monthly.py", "tables.py", "ledger.py"}
PLAIN_INTEGERS = {
    ("ledger.py", "masks"): "how many columns of bits the months of a ledger fill",
    ("questions.py", "duplicate_pensions"): "the year of a month, for the few pensions drawn twice",
    ("committing.py", "_fill_benefits"): "the year of the opening month",
    ("deliveries.py", "_entry"): "the year of the month of a run",
    ("deliveries.py", "_days_of"): "the year of the month of a run",
    ("columns.py", "centred"): "half of the blanks on a line of text",
}
"""The functions that may divide with `//`, since both sides are Python's own integers."""


def forbidden(tree: ast.AST) -> Iterator[tuple[int, str]]:
    yield from inexact(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv) | _shifts_a_column(node):
            yield node.lineno, type(node.op).__name__


def inexact(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Calls that round or rank, and floating point; a value that is named `rank` is none."""
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in FORBIDDEN_CALLS:
            yield node.lineno, called.attr
        if isinstance(node, ast.Attribute) and node.attr in FORBIDDEN_TYPES:
            yield node.lineno, node.attr


def _shifts_a_column(node: ast.BinOp) -> bool:
    """A shift, unless a number stands on its left, which makes it Python's own."""
    return isinstance(node.op, ast.LShift | ast.RShift) and not isinstance(node.left, ast.Constant)


@pytest.mark.parametrize(
    "text", ["x // 2", "x << 3", "col('a').round(2)", "x.cast(nw.Float64)", "d.dt.truncate('1mo')"]
)
def test_the_lint_sees_what_it_looks_for(text: str) -> None:
    assert list(forbidden(ast.parse(text)))


def test_the_lint_lets_a_value_named_rank_pass() -> None:
    assert list(forbidden(ast.parse("rule.rank + day.rank"))) == []


@pytest.mark.parametrize("folder", ["inputs", "facts", "determination"])
def test_no_expression_leaves_exactness_to_an_engine(folder: str) -> None:
    stages = [path for path in for_every_engine() if path.parent.name == folder]
    assert stages
    found = [
        f"{path.name}:{line} {what}" for path in stages for line, what in forbidden(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


def test_what_is_written_for_polars_alone_is_told_from_the_rest() -> None:
    assert imports_polars(ast.parse("import polars as pl"))
    assert not imports_polars(ast.parse("import narwhals as nw"))


def divisions(path: Path) -> Iterator[tuple[str, str]]:
    """The file and function of every `//`."""
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef) and any(_divides(node) for node in ast.walk(function)):
            yield path.name, function.name


def _divides(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.FloorDiv)


def test_whole_numbers_are_divided_only_where_they_are_pythons_own() -> None:
    """All modules but the engines, and every exception still needed."""
    assert {place for path in modules() for place in divisions(path)} == PLAIN_INTEGERS.keys()


def test_nothing_for_every_engine_is_rounded_ranked_or_made_floating_point() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line} {what}"
        for path in for_every_engine()
        for line, what in inexact(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []
