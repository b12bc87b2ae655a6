"""Codes in the words of the law, for lists that people read: 险种, 状态, 情形, 事项 (Art. 12)."""

from collections.abc import Mapping

import polars as pl

from zige.exchange.catalogue import Catalogue
from zige.law.rulebook import Rulebook
from zige.tables import Action, Attention
from zige.words import FACT_KINDS, STANDINGS

ACTIONS = {Action.NONE: "不变", Action.SUSPEND: "暂停", Action.STOP: "停止", Action.RESUME: "恢复"}
TASKS = {
    Attention.CONTRADICTION: "死亡与在世记录矛盾，先核实",
    Attention.NO_ADJUSTMENT: "不参加待遇调整",
    Attention.OPENING: "查明上线时暂停或停止的原因",
    Attention.REGISTER: "补全名册",
    Attention.REMIND: "提醒认证",
    Attention.VERIFY: "核实",
}
QUESTIONS = {
    "report": "核查报告所说的情形",
    "no_longer_listed": "最新清单不再列出，查明是否已结束",
    "two_persons_one_number": "一个号码有两个姓名或出生日期",
    "one_person_two_numbers": "疑似一人两个号码",
    "changed_number": "号码疑似更改",
}
TRUTH = {True: "是", False: "否"}
PROPOSED = "建议{action}发放"
FROM_ROSTER = ("residence", "mobility")
JOINED = ("grounds", "by", "certified_by")
"""Columns that hold several codes, joined by |."""


def in_chinese(table: pl.DataFrame, book: Rulebook, catalogue: Catalogue) -> pl.DataFrame:
    """The table with every code that has a word replaced by it; a code without one stays."""
    words = _words(book, catalogue)
    told = [_told(table[name], words[name], name in JOINED) for name in table.columns if name in words]
    return table.with_columns(told)


def _words(book: Rulebook, catalogue: Catalogue) -> dict[str, Mapping[str, str]]:
    kinds = {str(kind): name.zh for kind, name in book.benefit_kinds.items()}
    facts = {str(kind): word.zh for kind, word in FACT_KINDS.items()}
    changes = {str(act): PROPOSED.format(action=word) for act, word in ACTIONS.items() if act is not Action.NONE}
    return {
        "kind": kinds,
        "standing": {str(standing): word.zh for standing, word in STANDINGS.items()},
        "action": {str(act): word for act, word in ACTIONS.items()},
        "grounds": {ground.code: ground.text.zh for ground in book.grounds},
        "question": QUESTIONS,
        "dataset": {dataset: contract.title.zh for dataset, contract in catalogue.items()},
        "task": {str(code): word for code, word in TASKS.items()} | changes,
        "by": facts,
        "certified_by": facts,
        "silently": {str(truth).lower(): word for truth, word in TRUTH.items()},
        **{name: _spellings(catalogue, name) for name in FROM_ROSTER},
    }


def _spellings(catalogue: Catalogue, name: str) -> dict[str, str]:
    """What the contract of the roster calls its canonical words: the first spelling that is another than the word."""
    words = catalogue["roster.persons"][name].words
    return {word: spelling for spelling, word in reversed(words.items()) if spelling != word}


def _told(codes: pl.Series, words: Mapping[str, str], joined: bool) -> pl.Series:
    """Each distinct value is looked up once."""
    texts = codes.cast(pl.String)
    distinct = texts.unique().drop_nulls()
    told = ["、".join(words.get(each, each) for each in (text.split("|") if joined else [text])) for text in distinct]
    return texts.replace(distinct, pl.Series(told, dtype=pl.String)).alias(codes.name)
