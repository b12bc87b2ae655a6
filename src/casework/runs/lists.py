"""The lists of what runs found: what each is for, and what its filters leave; pages and exports ask the same."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from casework.accounts.jurisdiction import Jurisdiction
from casework.runs.forms import BenefitFilters, FlagFilters
from casework.runs.models import Flag
from casework.runs.queries import Asked, open_flags
from zige.running.outputs import CHANGES_PAYMENT
from zige.tables import Attention

LISTS = {
    "verify": (
        pgettext_lazy("menu", "待核实"),
        gettext_lazy("有信号或矛盾、由经办人员核实后才能决定的人。"),
        (Attention.VERIFY, Attention.CONTRADICTION),
    ),
    "remind": (
        pgettext_lazy("menu", "待提醒"),
        gettext_lazy("认证期限将至、要提醒或上门协助的人。"),
        (Attention.REMIND,),
    ),
    "payment": (
        pgettext_lazy("menu", "发放变化"),
        gettext_lazy("本次认定建议暂停、停止或恢复发放的待遇；由人复核后决定。"),
        CHANGES_PAYMENT,
    ),
}
"""Each list with its name, what it is for, and the codes of its flags."""

NAMED = {name: told[0] for name, told in LISTS.items()} | {
    "start": gettext_lazy("今天的工作"),
    "benefits": gettext_lazy("待遇名单"),
    "questions": gettext_lazy("待查事项"),
    "candidates": gettext_lazy("待归属记录"),
}
"""Every list of this app, as the audit names those that were looked at."""


def flags_asked(jurisdiction: Jurisdiction, codes: tuple[str, ...], form: FlagFilters) -> QuerySet[Flag]:
    """The open flags of these codes that are seen and asked for."""
    found = open_flags(jurisdiction, (form.asked("code"),) if form.asked("code") else codes)
    if form.asked("region"):
        found = found.filter(region__prefix=form.asked("region"))
    if form.asked("kind"):
        found = found.filter(kind=form.asked("kind"))
    return found


def asked_by(form: BenefitFilters) -> Asked:
    """What a list of benefits is narrowed to."""
    return Asked(*(form.asked(name) for name in Asked._fields))
