"""The texts under `../texts`, one file for each kind of notice: read into models, or refused with file and place.

A text has places in braces. A sentence whose places are not all filled is left out; what a kind `needs` must be there,
or the notice is refused, so that nothing that has to be said can be missing unseen.
"""

import string
from functools import cache
from pathlib import Path

from pydantic import model_validator

from casework.notices.kinds import Kind
from casework.notices.refusals import NoticeTextRefused
from casework.notices.writing.content import Decided, NoticeContent
from zige.law.values import Strict, Text
from zige.yaml_files.reading import load_model
from zige.yaml_files.refusals import problem

FOLDER = Path(__file__).parent.parent / "texts"
NAMED = frozenset({
    "name", "benefit", "number", "phone", "office", "effective_month", "last_month", "months", "back_pay", "recover",
    "amount_before", "amount_after", "due_month", "days_left", "certified_on", "sources", "deadline", "papers",
    "answers_to", "reason",
})  # fmt: skip
"""The places that a text may have: `casework.notices.writing.values` fills them."""


def places(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


class Sentence(Text):
    """A sentence in both languages, with the same places in each."""

    @model_validator(mode="after")
    def _known_places(self) -> "Sentence":
        for language in ("zh", "en"):
            if unknown := places(getattr(self, language)) - NAMED:
                word = min(unknown)
                raise problem((language,), word, "没有这个空位，请核对名称", "no such place: correct its name")
        if places(self.zh) != places(self.en):
            raise problem(("en",), self.en, "空位与中文不同", "its places differ from those of the Chinese")
        return self


class NoticeText(Strict):
    """What a kind of notice says.

    adverse     takes something away: two people decided it, and a message alone does not deliver it
    automatic   sent by a rule, with nobody deciding
    to_family   for the relatives of somebody who has died
    needs       fields of the content that must be there
    message     for a phone; none where nothing should be sent to it
    """

    title: Sentence
    adverse: bool
    automatic: bool = False
    to_family: bool = False
    needs: tuple[str, ...]
    decision: tuple[Sentence, ...]
    reasons: tuple[Sentence, ...]
    to_do: tuple[Sentence, ...]
    rights: tuple[Sentence, ...]
    remedies: tuple[str, ...]
    message: Sentence | None = None

    @model_validator(mode="after")
    def _needs_fields(self) -> "NoticeText":
        if unknown := set(self.needs) - set(NoticeContent.model_fields):
            raise problem(("needs",), min(unknown), "通知没有这一项", "a notice has no such field")
        if self.adverse and not self.remedies:
            raise problem(("remedies",), "", "不利的决定要写救济途径", "what takes something away names its remedies")
        return self


class Common(Strict):
    """What every notice says, whatever its kind."""

    headings: dict[str, Text]
    labels: dict[str, Text]
    evidence: Text
    clauses: Text
    clause: Text
    outside: dict[str, Text]
    decided: dict[Decided, Text]
    remedies: dict[str, Text]
    see_records: Text
    fraud: Text
    check: Text
    check_code: Text
    page: Text
    end: Text
    translation: Text
    legend: dict[str, Text]
    strip_alt: Text
    qr_alt: Text


@cache
def common() -> Common:
    """The words of all notices. Raises NoticeTextRefused."""
    return load_model(FOLDER / "common.yaml", Common, NoticeTextRefused)


@cache
def text_of(kind: Kind) -> NoticeText:
    """The text of a kind. Raises NoticeTextRefused."""
    return load_model(FOLDER / f"{kind.value}.yaml", NoticeText, NoticeTextRefused)
