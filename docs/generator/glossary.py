"""docs/reference/glossary.md: the words of the closed lists, the grounds and the attention codes, in both languages."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator import markdown as md
from zige.cli.receive import HEADINGS
from zige.cli.receive import STATUSES as RESULTS
from zige.exchange.reasons import REASONS
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
        *_terms("Exchange and runs", "数据交换与运行：批次、回执和名单里的词。", TERMS),
        *_list("Receipts", "回执：一行的去向。", _wordings(HEADINGS)),
        *_list("Results of a delivery", "接收结果：一个文件或批次怎样了。", _wordings(RESULTS)),
        *_list("Codes of quarantine", "退回代码：一行为什么退回。", REASONS),
    )


ACTIONS = {
    Action.NONE: Wording("不变", "nothing changes"),
    Action.SUSPEND: Wording("暂停发放", "suspend payment"),
    Action.STOP: Wording("停止发放", "stop payment"),
    Action.RESUME: Wording("恢复发放", "resume payment"),
}


TERMS = {
    "dataset": Wording("数据集：一个部门报送的一类数据", "what one department delivers"),
    "contract": Wording("数据约定：一个数据集的说明", "the description of a dataset"),
    "batch": Wording("批次：收到的一个文件", "one delivered file"),
    "receipt": Wording("回执：一个批次或一次运行的计数，逐行对得上", "the counts of a batch or a run; they add up"),
    "manifest": Wording("交接清单：送了哪些文件", "the list of what was sent"),
    "partner": Wording("合作部门：须在清单上签名的报送方", "a department that must sign its manifests"),
    "consumer": Wording("接收方：每月取某种导出并确认收到", "who gets an export every month and acknowledges it"),
    "offer": Wording("交付：给接收方的一个文件，未确认的再次交付", "a file for a consumer, again until acknowledged"),
    "acknowledge": Wording("确认：接收方凭摘要和行数说明收到", "saying by digest and rows that an offer has come"),
    "quarantine": Wording("退回：读不懂的行，连同原因交部门改正", "rows set aside with their reasons, to be corrected"),
    "drift": Wording("异常波动：一个批次与往期差异太大，先挂起", "a batch unlike the ones before; it is held"),
    "release": Wording("放行：由人确认后，挂起的批次可以使用", "letting a held batch be used"),
    "register": Wording("名册：全部领取人员和待遇", "everyone who draws a benefit, and the benefits"),
    "person number": Wording("人员序号：名册给每个人的编号，代替证件号码", "stands for a citizen number in facts"),
    "candidate": Wording("待人工归属：号码有误或缺失、可能属于某人的行", "a row whose person must be decided"),
    "newcomer": Wording("新增人员：收到数据之后才进入名册的人", "who joined the register after a delivery"),
    "event": Wording("事件：多个来源所说的同一件事，一次核实", "one thing that several sources tell; one verification"),
    "evidence": Wording("依据：组成一个事件的各行", "the rows behind an event"),
    "fold": Wording("月度汇总：一个人一个月同类生存记录合为一行", "a person's signs of a kind in a month as one row"),
    "superseded": Wording("被取代：同一记录后来更正或撤回", "corrected or withdrawn later"),
    "deferral": Wording("缓停：因数据迟到等原因推迟暂停", "a suspension put off, for instance since data are late"),
    "silent certification": Wording("无感认证：仅凭数据证明，本人不用操作", "proved by data; the person did nothing"),
    "run": Wording("运行：认定一个月；每次都保留，最后一次为准", "determining a month; the last one counts"),
    "dry run": Wording("试算：只显示，不写入", "shows what a run would come to and writes nothing"),
    "seal": Wording("密封：加密保存", "to keep encrypted"),
    "retention": Wording("保存期限：原始文件保存多少个月", "for how many months a delivered file is kept"),
    "go-live": Wording("上线：从这个月起使用本系统", "the month from which the home is used"),
    "home": Wording("数据目录：一个单位的密钥、设置、批次和运行", "an office's keys, settings, batches and runs"),
}


def _terms(title: str, about: str, words: Mapping[str, Wording]) -> Iterator[str]:
    """Words of the manuals, which are no codes."""
    yield f"## {title}"
    yield about
    yield md.table(HEAD, ([word, wording.zh, wording.en] for word, wording in words.items()))


def _wordings(words: Mapping[str, tuple[str, str]]) -> dict[str, Wording]:
    return {word: Wording(*names) for word, names in words.items()}


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
