"""What the engine's codes are called in the language of the page."""

from functools import cache

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from casework.runs.models import Candidate
from casework.ui.rulebook import book_today
from casework.ui.voice import page_voice
from zige.exchange.catalogue import Catalogue, load_catalogue
from zige.explain.labels import DEPARTMENTS
from zige.explain.masking import without_numbers
from zige.kinds import BenefitKind, FactKind, Standing
from zige.law.phrases import said
from zige.tables import Action, Attention
from zige.words import FACT_KINDS, STANDINGS

ATTENTION = {
    Attention.VERIFY.value: gettext_lazy("核实信号"),
    Attention.CONTRADICTION.value: gettext_lazy("相互矛盾"),
    Attention.REMIND.value: gettext_lazy("待提醒"),
    Action.SUSPEND.value: gettext_lazy("建议暂停"),
    Action.STOP.value: gettext_lazy("建议停止"),
    Action.RESUME.value: gettext_lazy("建议恢复"),
}
"""What flags of a list ask for."""


def standings() -> list[tuple[str, str]]:
    """Every standing with its name."""
    return [(standing.value, page_voice().say(STANDINGS[standing])) for standing in Standing]


QUESTIONS = {
    "report": gettext_lazy("报告所说的情形"),
    "no_longer_listed": gettext_lazy("最新清单不再列出"),
    "two_persons_one_number": gettext_lazy("一个号码有两个姓名或出生日期"),
    "one_person_two_numbers": gettext_lazy("疑似一人两个号码"),
    "changed_number": gettext_lazy("号码疑似更改"),
}
"""What a question asks, by its kind."""


def benefit_kinds() -> list[tuple[str, str]]:
    """Every kind of benefit with its name in the rulebook of today."""
    book = book_today()
    return [(kind.value, page_voice().say(said(book.benefit_kinds[kind]))) for kind in BenefitKind]


def fact_kind(kind: str) -> str:
    """What a fact says has happened."""
    return page_voice().say(FACT_KINDS[FactKind(kind)])


def fact_kinds(kinds: str) -> str:
    """Several that stand joined by |."""
    return page_voice().listed([fact_kind(kind) for kind in kinds.split("|") if kind])


def department(code: str) -> str:
    """Who reported it; one that is not usual is called as it was delivered."""
    return page_voice().say(DEPARTMENTS[code]) if code in DEPARTMENTS else without_numbers(code)


def question_kind(kind: str) -> str:
    """What is to be found out."""
    return str(QUESTIONS.get(kind, kind))


def reason(candidate: Candidate) -> str:
    """Why a row may be somebody's."""
    return candidate.reason_en if page_voice().language == "en" else candidate.reason_zh


def datasets() -> list[tuple[str, str]]:
    """Every dataset with its title."""
    return [(code, dataset(code)) for code in _contracts()]


def grounds(codes: str, kind: str) -> list[str]:
    """What each ground tells a person and its article; the code of one that the rulebook no longer has."""
    return [_ground(code, BenefitKind(kind)) for code in codes.split("|") if code]


def _ground(code: str, kind: BenefitKind) -> str:
    try:
        ground = book_today().ground(code)
    except KeyError:
        return code
    clause = ground.clause_of(kind)
    return " ".join(filter(None, [page_voice().say(said(ground.text)), clause and page_voice().clause(clause)]))


def dataset(code: str) -> str:
    """The title of a dataset's contract; the code itself where no contract is there any more."""
    contract = _contracts().get(code)
    return page_voice().say(contract.title) if contract else code


@cache
def _contracts() -> Catalogue:
    return load_catalogue(settings.HOME.contracts)


class Certified(TextChoices):
    """认证情况: of a benefit that is not stopped, as a month's run found it."""

    SILENTLY = "silently", gettext_lazy("本月无感认证")
    WITH_THE_PERSON = "person", gettext_lazy("本月经服务认证")
    DUE = "due", gettext_lazy("到期未认证")
    LATER = "later", gettext_lazy("未到期")
