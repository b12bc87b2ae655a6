"""docs/reference/rulebook.md: what every field of a rulebook means, from the docstrings of its models."""

import ast
from collections.abc import Iterator
from pathlib import Path

from generator import markdown as md

MODELS = ("src/zige/law/rulebook.py", "src/zige/law/values.py")
TOP = "Rulebook"

INTRODUCTION = """A rulebook is one YAML file; the packaged one is
[leshan.yaml](../../src/zige/law/rulebooks/leshan.yaml). `zige law --rulebook FILE` reads and lists another; a wrong one
is refused with file, place, value and remedy. Texts are given in Chinese (`zh`) and English (`en`), months in quotes as
`"2026-11"`, clauses in quotes as `"8.2.1.4"`, decimals in quotes as `"0.05"`. Names that are not listed here are
refused."""


def page(root: Path) -> str:
    """The page."""
    models = {name: model for file in MODELS for name, model in _models(root / file)}
    described = [TOP, *(name for name in models if name not in (TOP, "Strict"))]
    parts = [part for name in described for part in _model(name, models)]
    return md.page("规则文件 · The rulebook", INTRODUCTION, *parts)


def _models(file: Path) -> Iterator[tuple[str, ast.ClassDef]]:
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name, node


def _model(name: str, models: dict[str, ast.ClassDef]) -> Iterator[str]:
    model = models[name]
    yield f"## {name}"
    yield ast.get_docstring(model) or ""
    inherited = [base.id for base in model.bases if isinstance(base, ast.Name) and base.id not in ("Strict", "Generic")]
    if inherited:
        yield f"Has the fields of {', '.join(f'[{base}](#{base.lower()})' for base in inherited)} too."
    rows = [_row(field, meaning, models) for field, meaning in _fields(model)]
    yield md.table(["field", "value", "if left out", "meaning"], rows) if rows else ""


def _fields(model: ast.ClassDef) -> Iterator[tuple[ast.AnnAssign, str]]:
    """The fields with the docstrings below them. Raises ValueError for a field without one."""
    for at, node in enumerate(model.body):
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        below = model.body[at + 1] if at + 1 < len(model.body) else None
        if not (isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)):
            raise ValueError(f"{model.name}.{node.target.id} has no docstring below it: say what it means")
        yield node, str(below.value.value)


def _row(field: ast.AnnAssign, meaning: str, models: dict[str, ast.ClassDef]) -> list[str]:
    assert isinstance(field.target, ast.Name)
    return [f"`{field.target.id.rstrip('_')}`", value(field.annotation, models), _default(field.value), meaning]


WORDS = {
    "int": "whole number",
    "bool": "true or false",
    "str": "text",
    "Month": "month",
    "Number": "decimal in quotes",
    "ClauseId": "clause",
    "Code": "code",
    "Dataset": "dataset",
    "Words": "text",
    "BenefitKind": "[benefit kind](glossary.md#benefit-kinds)",
    "FactKind": "[fact kind](glossary.md#fact-kinds)",
    "Effect": "`stop` or `suspend`",
    "Relation": "[relation](glossary.md#relations)",
    "T": "any value",
}


def value(node: ast.expr, models: dict[str, ast.ClassDef]) -> str:
    """A type annotation in words."""
    if isinstance(node, ast.Name):
        return WORDS.get(node.id) or f"[{node.id}](#{models[node.id].name.lower()})"
    if isinstance(node, ast.BinOp):
        return f"{value(node.left, models)} or {value(node.right, models)}"
    return _composed(node, models) if isinstance(node, ast.Subscript) else "null"


def _composed(node: ast.Subscript, models: dict[str, ast.ClassDef]) -> str:
    """`tuple[…]`, `dict[…]`, `Literal[…]` and the like in words."""
    inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if ast.unparse(node.value) == "Literal":
        return " or ".join(f"`{word.value}`" for word in inner if isinstance(word, ast.Constant))
    words = [value(each, models) for each in inner]
    forms = {"dict": "name ({}) with {}", "tuple": "list of {}", "Sourced": "[Sourced](#sourced) {}"}
    return forms.get(ast.unparse(node.value), "{}").format(*words)


def _default(node: ast.expr | None) -> str:
    if isinstance(node, ast.Call):
        node = next((keyword.value for keyword in node.keywords if keyword.arg == "default"), None)
    if node is None:
        return "refused"
    return {"()": "none", "None": "none", "True": "true", "False": "false"}.get(text := ast.unparse(node), text)
