"""The main menu: every page that opens from it, for which roles, in the order shown. A new page adds its line here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.accounts.roles import ADMINISTRATORS, SEES_PEOPLE, Role
from casework.config.pages import REPORTS, SEES_DECISIONS, SEES_REPORTS, WORKS_ON_CASES
from casework.notices.roles import DELIVERS, REMINDS


class Entry(NamedTuple):
    """A page of the menu: its text, the name of its address, who sees it."""

    text: Promise
    name: str
    roles: frozenset[Role]


HOME = "/"
"""All addresses begin with it; it is here on itself alone."""
MENU: tuple[Entry, ...] = (
    Entry(_("今天的工作"), "accounts:home", frozenset(Role)),
    Entry(_("查找领取人"), "people:search", SEES_PEOPLE),
    Entry(_("核查"), "cases:cases", WORKS_ON_CASES),
    Entry(_("待复核的结论"), "cases:findings", frozenset({Role.COUNTY_REVIEWER})),
    Entry(_("待核实"), "runs:verify", SEES_PEOPLE),
    Entry(_("待提醒"), "runs:remind", SEES_PEOPLE),
    Entry(_("发放变化"), "runs:payment", SEES_PEOPLE),
    Entry(_("待查事项"), "runs:questions", SEES_DECISIONS),
    Entry(_("待归属记录"), "runs:candidates", SEES_DECISIONS),
    Entry(_("决定"), "decisions:list", SEES_DECISIONS),
    Entry(_("发放清单"), "payments:lists", SEES_DECISIONS),
    Entry(_("联网监测反馈"), "payments:monitoring", SEES_DECISIONS),
    Entry(_("填报月报"), "reports:mine", REPORTS),
    Entry(_("月报汇总"), "reports:overview", SEES_REPORTS),
    Entry(_("待认证人员"), "reports:due", frozenset({Role.EMPLOYER, Role.SUPERVISING_BODY})),
    Entry(_("今日联系"), "notices:today", REMINDS),
    Entry(_("通知送达"), "notices:list", DELIVERS),
    Entry(_("账号"), "accounts:list", ADMINISTRATORS),
    Entry(_("机构"), "accounts:offices", ADMINISTRATORS),
    Entry(_("审计记录"), "audit:entries", frozenset({Role.AUDITOR})),
    Entry(_("后台任务"), "jobs:list", frozenset({Role.ADMIN})),
    Entry(_("样式指南"), "ui:style_guide", frozenset({Role.ADMIN})),
    Entry(_("我的账号"), "accounts:own", frozenset(Role)),
)


@dataclass(frozen=True)
class Link:
    """An entry as the page draws it; `here` on the page itself and on those below it."""

    text: Promise
    address: str
    here: bool


def links(request: HttpRequest, roles: frozenset[Role]) -> Iterator[Link]:
    """The entries open to these roles."""
    for entry in MENU:
        if entry.roles & roles:
            address = reverse(entry.name)
            here = request.path == address if address == HOME else request.path.startswith(address)
            yield Link(entry.text, address, here)
