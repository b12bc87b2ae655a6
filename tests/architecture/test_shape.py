"""The shape of the code that a clerk and a new engineer can follow: short functions, a sentence at every door."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parents[2]
SOURCE = sorted((ROOT / "src" / "zige").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST = 35
DEEPEST = 4
BLOCKS = ast.If | ast.For | ast.While | ast.With | ast.Try | ast.Match

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[Path, Function]]:
    for path in SOURCE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, Function):
                yield path, node


def lines_of(function: Function) -> int:
    """Lines of its body, without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def depth_of(node: ast.AST) -> int:
    """How many blocks stand inside each other; an `elif` is no deeper than its `if`."""
    chained = node.orelse if isinstance(node, ast.If) and len(node.orelse) == 1 else []
    children = ast.iter_child_nodes(node)
    return max((depth_of(each) + (isinstance(each, BLOCKS) and each not in chained) for each in children), default=0)


def test_every_module_begins_with_the_sentence_that_says_why_it_exists() -> None:
    without = [path.name for path in SOURCE if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert without == []


def test_functions_are_short() -> None:
    long = [f"{path.name}:{each.name} {lines_of(each)}" for path, each in functions() if lines_of(each) > LONGEST]
    assert long == []


def test_blocks_are_not_nested_deeply() -> None:
    deep = [f"{path.name}:{each.name} {depth_of(each)}" for path, each in functions() if depth_of(each) > DEEPEST]
    assert deep == []


def test_public_functions_of_modules_are_documented() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in SOURCE
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, Function) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    drawers = [path.name for path in (*SOURCE, *TESTS) if path.stem in {"helpers", "helper", "utils", "util", "misc"}]
    assert drawers == []


def test_nothing_is_left_for_later() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    left = [path.name for path in (*SOURCE, *TESTS) for mark in marks if mark in path.read_text("utf-8")]
    assert left == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    names = {"skip", "skipif", "xfail", "importorskip"}
    found = [
        f"{path.name}:{node.lineno}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in names)
        or (isinstance(node, ast.ImportFrom) and names & {alias.name for alias in node.names})
    ]
    assert found == []


def test_no_two_test_files_share_a_name() -> None:
    """They stand in folders that are no packages, so the second of a name cannot be imported."""
    names = [path.name for path in TESTS if path.name not in {"conftest.py", "__init__.py"}]
    assert sorted({name for name in names if names.count(name) > 1}) == []
