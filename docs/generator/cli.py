"""docs/reference/cli.md: every command as its --help describes it."""

from collections.abc import Iterator
from enum import EnumMeta
from typing import Any, get_args

import typer

from generator import markdown as md
from zige.cli.main import program

INTRODUCTION = """Every command has `--help` with an example, in Chinese and English. `--lang en` or the variable
`ZIGE_LANG=en` chooses English output.

| exit status | meaning |
| --- | --- |
| 0 | done |
| 1 | done, with something to look at: a scenario that differs, rows set aside or to be assigned, a batch that is held |
| 2 | refused: one sentence on standard error says what, where and what to do; nothing is written |
| 130 | broken off with Ctrl-C: what was done is kept, what was not is not written |"""


def page() -> str:
    """The page."""
    root: Any = typer.main.get_command(program())
    parts = [part for name, command in _commands(root, "zige") for part in _command(name, command)]
    return md.page("命令 · Commands", INTRODUCTION, *parts)


def _commands(group: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    """Every command below a group with its full name, a group before its own commands."""
    for name, command in group.commands.items():
        yield f"{prefix} {name}", command
        if hasattr(command, "commands"):
            yield from _commands(command, f"{prefix} {name}")


def _command(name: str, command: Any) -> Iterator[str]:
    yield f"## {name}"
    yield (command.help or "").replace("\f", "").strip()
    parameters = [parameter for parameter in command.params if parameter.name != "help"]
    if parameters:
        yield md.table(["", "值 value", "必填 required", "默认 default", "说明 meaning"], map(_parameter, parameters))
    if command.epilog:
        yield f"```text\n{_unmarked(command.epilog)}\n```"


def _parameter(parameter: Any) -> list[str]:
    argument = not parameter.opts[0].startswith("-")
    name = parameter.metavar or parameter.name if argument else ", ".join(parameter.opts)
    value = _value(parameter.type_descriptor.annotation) + (", repeatable" if parameter.multiple else "")
    return [f"`{name}`", value, "是 yes" if parameter.required else "", _default(parameter), parameter.help or ""]


def _value(annotation: Any) -> str:
    if isinstance(annotation, EnumMeta):
        return " or ".join(f"`{word.value}`" for word in annotation)  # type: ignore[var-annotated]
    inner = next(iter(get_args(annotation)), annotation)
    return {"Path": "file", "str": "text", "bool": "", "int": "number"}.get(inner.__name__, inner.__name__)


def _default(parameter: Any) -> str:
    plain = isinstance(parameter.default, str | int) and not isinstance(parameter.default, bool)
    return f"`{parameter.default}`" if plain else ""


def _unmarked(text: str) -> str:
    """An epilog without the marks that keep its lines apart on the terminal."""
    return text.replace("\b\n", "").replace("\\[", "[").strip("\n")
