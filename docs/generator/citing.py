"""Find the places that carry each clause: docstrings of code and tests, scenarios, and the rulebook's own values.

How a docstring carries a clause is written down in `zige.law.citations`; `cited` is that rule as a pattern.
"""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from zige.law.citations import Kind, Place
from zige.law.clauses import clause_order
from zige.law.lookup import all_values
from zige.law.rulebook import Rulebook
from zige.law.scenarios import ScenarioFile

RULEBOOK = "src/zige/law/rulebooks/leshan.yaml"
SCENARIOS = "src/zige/law/rulebooks/leshan.scenarios.yaml"

CLAUSE = r"(?:[1-9][0-9]?(?:\.[1-9][0-9]?){0,3}|other-law|go-live)"
FIRST = re.compile(rf"({CLAUSE}(?:, {CLAUSE})*)(?::| (?=[\u4e00-\u9fff]))")
IN_BRACKETS = re.compile(rf"\(Arts?\. ({CLAUSE}(?:(?:, |-){CLAUSE})*)(?=[),;])")

Cited = dict[str, list[Place]]
"""Clauses with the places that carry them."""


def cited(docstring: str) -> list[str]:
    """The clauses a docstring carries, each once, in the order in which it names them."""
    first = FIRST.match(docstring)
    lists = ([first[1]] if first else []) + IN_BRACKETS.findall(docstring)
    return list(dict.fromkeys(clause for each in lists for part in each.split(", ") for clause in _range(part)))


def _range(part: str) -> list[str]:
    """`19-23` as five articles; anything else as it is."""
    ends = re.fullmatch(r"([0-9]+)-([0-9]+)", part)
    return [str(n) for n in range(int(ends[1]), int(ends[2]) + 1)] if ends else [part]


def citations(root: Path, book: Rulebook, scenarios: ScenarioFile) -> Cited:
    """Every clause of the rulebook that is carried somewhere: rulebook, code, tests, scenarios, in this order."""
    found: Cited = defaultdict(list)
    for clause, place in (
        *_in_rulebook(book),
        *_in_sources(root, "src/zige", "code"),
        *_in_sources(root, "tests", "test"),
        *_in_scenarios(scenarios),
    ):
        found[clause].append(place)
    return {clause: found[clause] for clause in sorted(found, key=clause_order)}


def _in_rulebook(book: Rulebook) -> Iterator[tuple[str, Place]]:
    for ground in book.grounds:
        for entry in ground.clauses:
            yield entry.clause, Place("rulebook", RULEBOOK, f"grounds: {ground.code}")
    for value in all_values(book):
        yield value.clause, Place("rulebook", RULEBOOK, value.place)


def _in_scenarios(scenarios: ScenarioFile) -> Iterator[tuple[str, Place]]:
    for each in scenarios.scenarios:
        yield each.clause, Place("scenario", SCENARIOS, f"{each.name.zh} / {each.name.en}")


def _in_sources(root: Path, folder: str, kind: Kind) -> Iterator[tuple[str, Place]]:
    for file in sorted((root / folder).rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        module = file.parent.name if file.stem == "__init__" else file.stem
        for name, docstring in docstrings(tree, module):
            for clause in cited(docstring):
                yield clause, Place(kind, file.relative_to(root).as_posix(), name)


def docstrings(tree: ast.Module, module: str) -> Iterator[tuple[str, str]]:
    """The docstrings of a module and of everything in it, each with the name of what it describes."""
    yield module, ast.get_docstring(tree) or ""
    yield from _below(tree, "")


def _below(node: ast.AST, prefix: str) -> Iterator[tuple[str, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            name = f"{prefix}{child.name}"
            yield name, ast.get_docstring(child) or ""
            yield from _below(child, f"{name}.")


def as_json(found: Cited) -> str:
    """The file that is packaged: one place to a line."""
    clauses = [
        f"{json.dumps(clause)}: [\n" + ",\n".join(f"  {_object(place)}" for place in places) + "\n]"
        for clause, places in found.items()
    ]
    return "{\n" + ",\n".join(clauses) + "\n}\n"


def _object(place: Place) -> str:
    return json.dumps(place._asdict(), ensure_ascii=False)
