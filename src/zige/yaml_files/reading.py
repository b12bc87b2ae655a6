"""From a YAML file to a model of it, or one refusal with file, place, value and remedy."""

import json
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from zige.errors import FileRefused
from zige.yaml_files.refusals import refusal, shown

Model = TypeVar("Model", bound=BaseModel)


def load_model(path: str | PathLike[str], model: type[Model], refused: type[FileRefused]) -> Model:
    """Read a YAML file into a strict model; raises the given refusal for the first thing wrong in it."""
    file = Path(path)
    try:
        written = _as_json(file.name, _read_yaml(file.name, _read_text(file)))
        return model.model_validate_json(written)
    except ValidationError as error:
        found = refusal(file.name, error.errors(include_url=False), model)
    except FileRefused as error:
        found = error
    raise refused(found.file, found.path, found.value, found.problem_zh, found.problem_en)


def _read_text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError:
        zh, en = "打不开，请核对文件名", "cannot be opened: check the name"
        raise FileRefused(file.name, "file", str(file), zh, en) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        value = error.object[error.start : error.end].hex()
        zh, en = "不是 UTF-8 文字，请另存为 UTF-8", "not UTF-8 text: save the file as UTF-8"
        raise FileRefused(file.name, f"line {line}", value, zh, en) from None


if TYPE_CHECKING:
    _SafeLoader = yaml.SafeLoader
else:  # faster where PyYAML was built with libyaml, as its wheels are
    _SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_SafeLoader):
    """YAML without surprises: no name given twice, names are text, dates stay text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as PyYAML has it
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names: set[str] = set()
        for key, _ in node.value:
            if key.tag not in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"):
                raise _NameRefused(key, "名称要是文字；数字请加引号", "names are text: put it in quotes")
            if key.value in names:
                raise _NameRefused(
                    key,
                    "同一处写了两次，前一个会被丢掉；请删去一个",
                    "given twice, the first would be lost: remove one",
                )
            names.add(key.value)
        return super().construct_mapping(node, deep)


class _NameRefused(yaml.YAMLError):
    """A name in a mapping that cannot stand: its node and the two sentences."""

    def __init__(self, key: yaml.Node, zh: str, en: str) -> None:
        super().__init__(en)
        self.line, self.name, self.zh, self.en = key.start_mark.line + 1, shown(key.value), zh, en


def _read_yaml(name: str, text: str) -> object:
    if control := yaml.reader.Reader.NON_PRINTABLE.search(text):
        line = text[: control.start()].count("\n") + 1
        zh, en = "含有不可见的控制字符，请删去", "holds an invisible control character: remove it"
        raise FileRefused(name, f"line {line}", f"U+{ord(control.group()):04X}", zh, en)
    try:
        return yaml.load(text, _StrictLoader)  # noqa: S506 - a SafeLoader
    except _NameRefused as error:
        raise FileRefused(name, f"line {error.line}", error.name, error.zh, error.en) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        value = _line_of(text, line)
        en = f"not YAML ({error.problem}): check indentation, quotes and brackets here or just above"
        zh = f"不是正确的 YAML（{error.problem}）；请检查这一行或上一行的缩进、引号和括号"
        raise FileRefused(name, f"line {line + 1}", value, zh, en) from None


def _line_of(text: str, line: int) -> str:
    lines = text.splitlines()
    return shown(lines[line].strip()) if line < len(lines) else ""


def _as_json(name: str, data: object) -> str:
    """YAML data as JSON, where pydantic's strict mode takes lists and words but never "12" for a number."""
    try:
        return json.dumps(data, default=str)
    except ValueError:
        zh, en = "引用（* 号）指向自己，请改写", "a reference (*) points to itself: write it out"
        raise FileRefused(name, "line 1", "", zh, en) from None
