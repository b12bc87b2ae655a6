"""What the engine's codes are called on the pages of this app."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.ui.rulebook import book_at
from casework.ui.voice import page_voice
from zige.exchange.catalogue import load_catalogue
from zige.exchange.contract import Contract
from zige.law.phrases import said
from zige.store.batches import AGAIN
from zige.tables import Action

ACTIONS: dict[str, str | Promise] = {
    Action.STOP.value: _("停止发放"),
    Action.SUSPEND.value: _("暂停发放"),
    Action.RESUME.value: _("恢复发放"),
    Action.NONE.value: _("发放不变"),
}

STATUSES: dict[str, Promise] = {
    "accepted": _("已接收"),
    "held": _("已挂起"),
    "already_received": _("已收到过"),
    "refused": _("已拒收"),
    AGAIN: _("已重读"),
}


def title_of(contract: Contract) -> str:
    """What a dataset is called, in the language of the page."""
    return page_voice().say(contract.title)


def dataset_named(name: str) -> str | None:
    """What a dataset of this home is called; None for one that it has no contract of."""
    contract = load_catalogue(settings.HOME.contracts).get(name)
    return None if contract is None else title_of(contract)


class Difference(NamedTuple):
    """A benefit of which a run comes to something else; money in yuan."""

    benefit: str
    action: str | Promise
    before: str
    after: str
    grounds: list[str]
    settlement_before: str
    settlement: str


def difference(row: dict[str, Any], month: int) -> Difference:
    """A row of `casework.exchange.differences` in words; a benefit that comes or goes has no standing on one side."""
    return Difference(
        row["benefit_id"],
        ACTIONS[row["action"] or Action.NONE.value],
        row["standing before"] or "",
        row["standing"] or "",
        [text for _code, text in grounds_of((row["grounds"] or "").split("|"), month)],
        _money(row["settlement before"]),
        _money(row["settlement"]),
    )


def _money(yuan: str | None) -> str:
    """Yuan as the engine writes them, as pages do: 1,234.50, with a true minus sign."""
    return f"{Decimal(yuan):,.2f}".replace("-", "−") if yuan else ""


def grounds_of(codes: Iterable[str], month: int) -> list[tuple[str, str]]:
    """Each code with what the rulebook of that month calls it."""
    named = {ground.code: page_voice().say(said(ground.text)) for ground in book_at(month).grounds}
    return [(code, named.get(code, code)) for code in codes if code]
