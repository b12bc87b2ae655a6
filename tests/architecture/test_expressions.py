"""What no expression may use, because engines disagree on it (docs/decisions/narwhals-one-text-three-engines.md).

Integer division loses precision above 2^53 on one engine, rounding and floating point differ, date offsets differ in
type. Months are integers and money whole fen, so that nothing of this is needed.
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


PLAIN_INTEGERS = {
    ("ledger.py", "masks"): "how many columns of bits the months of a ledger fill",
    ("columns.py", "centred"): "half of the blanks on a line of text",
}
"""The functions that may divide with `//`, since both sides are Python's own integers."""

SCORES = {
    "identity/linkage.py": "the probability that two records are one person's: one engine computes it, nothing is paid by it",
}
"""The modules that may hold floating point and round it."""


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


@pytest.mark.parametrize("folder", ["inputs", "facts", "determination", "exchange"])
def test_no_expression_leaves_exactness_to_an_engine(folder: str) -> None:
    stages = [path for path in modules() if path.parent.name == folder]
    assert stages
    found = [
        f"{path.name}:{line} {what}" for path in stages for line, what in forbidden(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


def test_every_exception_for_scores_is_still_needed() -> None:
    assert all(list(inexact(ast.parse((SOURCE / path).read_text("utf-8")))) for path in SCORES)


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


def test_nothing_anywhere_is_rounded_ranked_or_made_floating_point() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line} {what}"
        for path in modules()
        if path.relative_to(SOURCE).as_posix() not in SCORES
        for line, what in inexact(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []
