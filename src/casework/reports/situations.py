"""What may be reported and which papers belong to it, from `situations.yaml`; its codes are the contract's words."""

from functools import cache
from pathlib import Path

from pydantic import ConfigDict, RootModel
from pydantic.dataclasses import dataclass

from zige.errors import FileRefused
from zige.words import Wording
from zige.yaml_files.reading import load_model

FILE = Path(__file__).with_name("situations.yaml")
DUPLICATE = "duplicate"
"""The one situation that names a benefit: the one in question."""


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Situation:
    """What it is called, and the usual papers by their codes."""

    text: Wording
    papers: dict[str, Wording]


class Situations(RootModel[dict[str, dict[str, Situation]]]):
    """By dataset and code."""


def situations(dataset: str) -> dict[str, Situation]:
    """Those of a dataset, in the order in which they are offered."""
    return _all()[dataset]


@cache
def _all() -> dict[str, dict[str, Situation]]:
    return load_model(FILE, Situations, FileRefused).root
