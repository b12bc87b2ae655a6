"""The language of the reader: Chinese, unless ZIGE_LANG or --lang says English."""

import os
from enum import StrEnum
from typing import Annotated

import typer


class Language(StrEnum):
    """中文 or English."""

    ZH = "zh"
    EN = "en"

    def choose(self, zh: str, en: str) -> str:
        """The wording in this language."""
        return zh if self is Language.ZH else en


def language_of_environment() -> Language:
    """What ZIGE_LANG says; Chinese if it says nothing we know."""
    return Language.EN if os.environ.get("ZIGE_LANG", "").lower().startswith("en") else Language.ZH


LanguageOption = Annotated[
    Language,
    typer.Option(
        "--lang",
        default_factory=language_of_environment,
        show_default="zh; ZIGE_LANG",
        help="输出语言 / language of the output",
    ),
]
