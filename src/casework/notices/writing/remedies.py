"""How long a decision can be contested and by which law: parameters of a file, never of the code (LAW, above §1)."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from casework.notices.refusals import NoticeTextRefused
from zige.law.values import Text
from zige.yaml_files.reading import load_model

FILE = Path(__file__).parent.parent / "texts" / "parameters.yaml"


class Remedy(BaseModel):
    """A way to contest a decision: its period, the law that is named to the person, and how sure we are of it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    value: int = Field(ge=1)
    law: Text
    basis: Text
    checked: bool
    """Whether the clause was read in the original."""
    text: Text


class Parameters(BaseModel):
    """All of `parameters.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    remedies: dict[str, Remedy]


@cache
def remedies() -> dict[str, Remedy]:
    """Every remedy by its code. Raises NoticeTextRefused for a file that is wrong."""
    return load_model(FILE, Parameters, NoticeTextRefused).remedies
