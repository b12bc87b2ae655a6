"""What the engine's codes are called in the language of the page."""

from functools import cache

from django.conf import settings
from django.utils import timezone

from casework.ui.voice import page_voice
from zige.exchange.catalogue import Catalogue, load_catalogue
from zige.explain.labels import DEPARTMENTS
from zige.explain.masking import without_numbers
from zige.kinds import BenefitKind, FactKind
from zige.law.lawbook import Lawbook, load_lawbook
from zige.law.phrases import said
from zige.words import FACT_KINDS


def benefit_kinds() -> list[tuple[str, str]]:
    """Every kind of benefit with its name in the rulebook of today."""
    today = timezone.localdate()
    book = _lawbook().at(today.year * 12 + today.month - 1)
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


def dataset(code: str) -> str:
    """The title of a dataset's contract; the code itself where no contract is there any more."""
    contract = _contracts().get(code)
    return page_voice().say(contract.title) if contract else code


@cache
def _contracts() -> Catalogue:
    return load_catalogue(settings.HOME.contracts)


@cache
def _lawbook() -> Lawbook:
    return load_lawbook(settings.HOME.rulebooks)
