"""A refusal in words: what is wrong in a file written by hand, where, and the remedy, in both languages."""

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from types import NoneType
from typing import Annotated, TypeAlias, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails, PydanticCustomError

from zige.errors import FileRefused

Location: TypeAlias = tuple[str | int, ...]


def problem(path: Location, value: object, zh: str, en: str) -> PydanticCustomError:
    """What a validator of ours raises: where below the model, the value shown, and the sentence in both languages."""
    return PydanticCustomError("zige", "{en}", {"path": list(path), "value": shown(value), "zh": zh, "en": en})


Refused = TypeVar("Refused", bound=FileRefused)


def refusal_of(file: str, found: PydanticCustomError, refused: type[Refused]) -> Refused:
    """A problem found across the parts, as a refusal of the file."""
    ours = found.context or {}
    return refused(file, path_text(tuple(ours["path"])), ours["value"], ours["zh"], ours["en"])


def refusal(file: str, errors: list[ErrorDetails], model: type[BaseModel]) -> FileRefused:
    """The first error as a sentence; the number of further ones is added."""
    first = errors[0]
    ours = first.get("ctx", {}) if first["type"] == "zige" else {}
    path = path_text(first["loc"] + tuple(ours.get("path", ())))
    value = ours.get("value", "" if first["type"] == "missing" else shown(first["input"]))
    zh, en = (ours["zh"], ours["en"]) if ours else _sentence(first, model)
    if len(errors) > 1:
        zh, en = f"{zh}（另有 {len(errors) - 1} 处）", f"{en} (and {len(errors) - 1} more)"
    return FileRefused(file, path, value, zh, en)


_SIMPLE = {
    "missing": ("缺少这一项，请补上", "is missing: add it"),
    "string_type": ("要写文字；数字请加引号", "write text; put numbers in quotes"),
    "int_type": ("要写整数，不加引号", "write a whole number, without quotes"),
    "int_from_float": ("要写整数，不加引号", "write a whole number, without quotes"),
    "float_type": ("要写数字，不加引号", "write a number, without quotes"),
    "bool_type": ("要写 true 或 false，不加引号", "write true or false, without quotes"),
    "tuple_type": ("要写成列表，例如 [a, b]", "write a list, as [a, b]"),
    "list_type": ("要写成列表，例如 [a, b]", "write a list, as [a, b]"),
    "dict_type": ("要写成“名称: 值”", "write it as `name: value`"),
    "model_type": ("要写成“名称: 值”", "write it as `name: value`"),
    "string_too_short": ("不能空着，请填写", "is empty: fill it in"),
    "too_short": ("列表不能空着，请至少写一项", "the list is empty: give at least one"),
    "string_pattern_mismatch": (
        "只能用小写字母、数字和下划线，以字母开头",
        "use lower-case letters, digits and underscores, a letter first",
    ),
}


_BOUNDS = {
    "greater_than": ("要大于", "must be more than"),
    "greater_than_equal": ("不能小于", "must be at least"),
    "less_than_equal": ("不能大于", "must be at most"),
}


def _plain(bound: float) -> str:
    return f"{bound:g}"


def _sentence(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """What is wrong and the remedy, in Chinese and English, for an error that pydantic found."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind in ("enum", "literal_error"):
        return unknown_word(error["input"], re.findall(r"'([^']*)'", str(context["expected"])), "这个值", "value")
    if kind == "extra_forbidden":
        return unknown_word(error["loc"][-1], _names_at(model, error["loc"][:-1]), "这一项", "name")
    if kind in _BOUNDS:
        (bound,) = context.values()
        zh, en = _BOUNDS[kind]
        return f"{zh} {_plain(bound)}", f"{en} {_plain(bound)}"
    return f"不合要求（{error['msg']}），请改正", f"cannot be used ({error['msg']}): correct it"


def unknown_word(word: object, allowed: Iterable[str], what_zh: str, what_en: str) -> tuple[str, str]:
    """A word that is not in a list: the closest that is, else the whole list."""
    words = [str(w) for w in allowed]
    close = difflib.get_close_matches(str(word), words, n=1)
    if close:
        return f"没有{what_zh}，是不是“{close[0]}”？", f"no such {what_en}: did you mean '{close[0]}'?"
    return f"没有{what_zh}，可用：{'、'.join(words)}", f"no such {what_en}: use one of {', '.join(words)}"


def _names_at(model: type[BaseModel], path: Location) -> list[str]:
    """The names that may stand at a place below a model."""
    here: object = model
    for step in path:
        here = _below(_bare(here), step)
    found = _bare(here)
    return list(_fields(found)) if isinstance(found, type) and issubclass(found, BaseModel) else []


def _fields(model: type[BaseModel]) -> Mapping[str, object]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _below(annotation: object, step: str | int) -> object:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _fields(annotation).get(str(step))
    return get_args(annotation)[0 if isinstance(step, int) else -1]


def _bare(annotation: object) -> object:
    """A type without Annotated and without `| None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    args = get_args(annotation)
    return _bare(next(a for a in args if a is not NoneType)) if NoneType in args else annotation


def path_text(path: Location) -> str:
    """A place as `grounds[13].facts[0].kind`; names with dots as `clauses["8.2.1.4"]`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step.isidentifier():
            text += f".{step}" if text else step
        elif step != "[key]":
            text += f'["{step}"]'
    return text or "file"


def shown(value: object) -> str:
    """A value as it was written, cut to a readable length."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"
