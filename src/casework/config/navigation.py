"""The main menu: groups of pages, each with those that open from it, for which roles. A new page adds its line here.

The first row names the groups, the second the pages of the group one is in; a group opens with its first page.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from casework.accounts.roles import ADMINISTRATORS, SEES_PEOPLE, Role
from casework.config.pages import REPORTS, SEES_DECISIONS, SEES_REPORTS, SUPERVISES_CASES, TAKES_ALIVE, WORKS_ON_CASES
from casework.notices.roles import DELIVERS, ISSUES, REMINDS

REVIEWS = frozenset({Role.COUNTY_REVIEWER})
CITY = frozenset({Role.CITY_OPERATOR})
DELIVERS_DATA = CITY | {Role.DEPARTMENT}
ORGANISES = frozenset({Role.EMPLOYER, Role.SUPERVISING_BODY})


HOME = "/"
"""All addresses begin with it; it is here on itself alone."""


class Entry(NamedTuple):
    """A page of the menu: its text, the name of its address, who sees it."""

    text: Promise
    name: str
    roles: frozenset[Role]


class Group(NamedTuple):
    """Pages that belong together."""

    text: Promise
    entries: tuple[Entry, ...]


MENU: tuple[Group, ...] = (
    Group(
        pgettext_lazy("menu", "今天的工作"),
        (Entry(pgettext_lazy("menu", "今天的工作"), "accounts:home", frozenset(Role)),),
    ),
    Group(
        pgettext_lazy("menu", "领取人"),
        (
            Entry(pgettext_lazy("menu", "查找领取人"), "people:search", SEES_PEOPLE),
            Entry(pgettext_lazy("menu", "待认证人员"), "reports:due", ORGANISES),
            Entry(pgettext_lazy("menu", "待核实"), "runs:verify", SEES_PEOPLE),
            Entry(pgettext_lazy("menu", "待提醒"), "runs:remind", SEES_PEOPLE),
            Entry(pgettext_lazy("menu", "发放变化"), "runs:payment", SEES_PEOPLE),
            Entry(pgettext_lazy("menu", "待查事项"), "runs:questions", SEES_DECISIONS),
            Entry(pgettext_lazy("menu", "待归属记录"), "runs:candidates", SEES_DECISIONS),
        ),
    ),
    Group(
        pgettext_lazy("menu", "核查"),
        (
            Entry(pgettext_lazy("menu", "要办的核查"), "cases:cases", WORKS_ON_CASES),
            Entry(pgettext_lazy("menu", "在办情况"), "cases:workload", SUPERVISES_CASES),
            Entry(pgettext_lazy("menu", "待复核的结论"), "cases:findings", REVIEWS),
            Entry(pgettext_lazy("menu", "受理“本人在世”"), "cases:alive", TAKES_ALIVE),
            Entry(pgettext_lazy("menu", "分派规则"), "cases:routing", CITY),
        ),
    ),
    Group(
        pgettext_lazy("menu", "决定与发放"),
        (
            Entry(pgettext_lazy("menu", "决定"), "decisions:list", SEES_DECISIONS),
            Entry(pgettext_lazy("menu", "成批暂停"), "decisions:groups", SEES_DECISIONS),
            Entry(pgettext_lazy("menu", "成批延期"), "decisions:deferrals", SEES_DECISIONS),
            Entry(pgettext_lazy("menu", "追回"), "decisions:recoveries", SEES_DECISIONS),
            Entry(pgettext_lazy("menu", "异议"), "decisions:objections", SEES_DECISIONS),
            Entry(pgettext_lazy("menu", "发放清单"), "payments:lists", SEES_DECISIONS),
            Entry(pgettext_lazy("menu", "联网监测反馈"), "payments:monitoring", SEES_DECISIONS),
        ),
    ),
    Group(
        pgettext_lazy("menu", "提醒与通知"),
        (
            Entry(pgettext_lazy("menu", "今日联系"), "notices:today", REMINDS),
            Entry(pgettext_lazy("menu", "通知送达"), "notices:list", DELIVERS),
            Entry(pgettext_lazy("menu", "短信"), "notices:messages", ISSUES),
            Entry(pgettext_lazy("menu", "通知文本"), "notices:texts", ISSUES),
        ),
    ),
    Group(
        pgettext_lazy("menu", "月报"),
        (
            Entry(pgettext_lazy("menu", "填报月报"), "reports:mine", REPORTS),
            Entry(pgettext_lazy("menu", "月报汇总"), "reports:overview", SEES_REPORTS),
        ),
    ),
    Group(
        pgettext_lazy("menu", "数据交换"),
        (
            Entry(pgettext_lazy("menu", "交换日历"), "exchange:calendar", DELIVERS_DATA),
            Entry(pgettext_lazy("menu", "月度运行"), "exchange:months", CITY),
            Entry(pgettext_lazy("menu", "名单交付"), "exchange:lists", CITY),
        ),
    ),
    Group(
        pgettext_lazy("menu", "管理"),
        (
            Entry(pgettext_lazy("menu", "账号"), "accounts:list", ADMINISTRATORS),
            Entry(pgettext_lazy("menu", "机构"), "accounts:offices", ADMINISTRATORS),
            Entry(pgettext_lazy("menu", "审计记录"), "audit:entries", frozenset({Role.AUDITOR})),
            Entry(pgettext_lazy("menu", "后台任务"), "jobs:list", frozenset({Role.ADMIN})),
            Entry(pgettext_lazy("menu", "样式指南"), "ui:style_guide", frozenset({Role.ADMIN})),
        ),
    ),
    Group(
        pgettext_lazy("menu", "我的账号"),
        (
            Entry(pgettext_lazy("menu", "我的账号"), "accounts:own", frozenset(Role)),
            Entry(pgettext_lazy("menu", "申报回避关系"), "cases:kin", SEES_PEOPLE),
            Entry(pgettext_lazy("menu", "导出记录"), "exports:list", SEES_PEOPLE | ADMINISTRATORS),
        ),
    ),
)


@dataclass(frozen=True)
class Link:
    """A line of the menu as the page draws it; `here` on the page itself and on those below it."""

    text: Promise
    address: str
    here: bool


@dataclass(frozen=True)
class Navigation:
    """The two rows of the menu; the second is empty where a group has one page alone."""

    groups: list[Link]
    pages: list[Link]


def navigation(request: HttpRequest, roles: frozenset[Role]) -> Navigation:
    """What is open to these roles."""
    here = _page_of(request.path, roles)
    groups, pages = [], []
    for group in MENU:
        entries = [entry for entry in group.entries if entry.roles & roles]
        if entries:
            inside = here in entries
            groups.append(Link(group.text, reverse(entries[0].name), inside))
            if inside and len(entries) > 1:
                pages = [Link(entry.text, reverse(entry.name), entry == here) for entry in entries]
    return Navigation(groups, pages)


def _page_of(path: str, roles: frozenset[Role]) -> Entry | None:
    """The entry whose address is the longest that the page's begins with; the start page is itself alone."""
    there = {reverse(entry.name): entry for group in MENU for entry in group.entries if entry.roles & roles}
    above = [address for address in there if path == address or (address != HOME and path.startswith(address))]
    return there[max(above, key=len)] if above else None
