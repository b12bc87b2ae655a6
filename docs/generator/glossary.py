"""docs/reference/glossary.md: the words of the closed lists, the grounds and the attention codes, in both languages."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator import markdown as md
from zige.law.phrases import measure
from zige.law.rulebook import Rulebook
from zige.tables import Action, Attention
from zige.words import EFFECTS, FACT_KINDS, OUTCOMES, RELATIONS, STANDINGS, STATUSES, Wording

INTRODUCTION = "The words that files, tables and commands use, in Chinese and English."
HEAD = ["词 word", "中文", "English"]


def page(book: Rulebook) -> str:
    """The page of a rulebook."""
    names = {kind: Wording(name.zh, name.en) for kind, name in book.benefit_kinds.items()}
    return md.page(
        "词汇 · Glossary",
        INTRODUCTION,
        *_list("Benefit kinds", "险种：`kind` of a benefit.", names),
        *_list("Fact kinds", "事实种类：`kind` of a fact.", FACT_KINDS),
        *_grades(book),
        *_list("Status", "核实状态：how far a fact is verified.", STATUSES),
        *_list("Outcome", "结果：how a fact ended.", OUTCOMES),
        *_list("Standing", "待遇状态：what a month decides.", STANDINGS),
        *_list("Actions", "处理：what changes in payment.", ACTIONS),
        *_list("Effect", "效果：what a ground does.", EFFECTS),
        *_list("Relations", "与工亡职工关系：what a dependant was to the worker.", RELATIONS),
        *_grounds(book),
        *_attention(book),
        *_deadlines(book),
    )


ACTIONS = {
    Action.NONE: Wording("不变", "nothing changes"),
    Action.SUSPEND: Wording("暂停发放", "suspend payment"),
    Action.STOP: Wording("停止发放", "stop payment"),
    Action.RESUME: Wording("恢复发放", "resume payment"),
}


def _list(title: str, about: str, words: Mapping[Any, Wording]) -> Iterator[str]:
    yield f"## {title}"
    yield about
    yield md.table(HEAD, ([f"`{word}`", wording.zh, wording.en] for word, wording in words.items()))


def _grades(book: Rulebook) -> Iterator[str]:
    grades = book.life_signs.grades
    yield "Grades of life signs:"
    yield md.bullets(f"{grade}: {md.code(getattr(grades, grade))}" for grade in "ABC")


def _grounds(book: Rulebook) -> Iterator[str]:
    yield "## Grounds"
    yield "情形：what stops or suspends; more in [the articles](articles.md#grounds)."
    rows = ([f"[`{g.code}`](articles.md#{g.code})", EFFECTS[g.effect].zh, g.text.zh, g.text.en] for g in book.grounds)
    yield md.table(["情形 ground", "效果", "中文", "English"], rows)


def _attention(book: Rulebook) -> Iterator[str]:
    texts = book.attention.texts
    words = {code: texts.register_ if code is Attention.REGISTER else getattr(texts, code) for code in Attention}
    yield from _list("Attention codes", "提示：what asks a person to look.", words)


def _deadlines(book: Rulebook) -> Iterator[str]:
    yield "## Deadlines"
    yield "期限：periods and days that are no part of a determination."
    rows = (
        [f"`{code}`", d.clause, f"{measure(d).zh} {d.text.zh}", f"{measure(d).en}: {d.text.en}"]
        for code, d in book.deadlines.items()
    )
    yield md.table(["期限 deadline", "条款", "中文", "English"], rows)
