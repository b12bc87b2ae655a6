"""The tour: what a newcomer does in five minutes, step by step; a test in a browser takes it as it stands here."""

from typing import NamedTuple

from zige.words import Wording


class Stop(NamedTuple):
    """A step of the tour: who signs in, and what there is to do and to see."""

    login: str
    told: Wording


TOUR = (
    Stop(
        "village",
        Wording(
            "登录后，首页“今天的工作”列出本村该提醒、该走访的人。点“待提醒”的数字，打开名单；点一个姓名，看这个人的"
            "时间线。",
            "Sign in: the start page, “My work today”, says whom this village has to remind and to visit. Open the "
            "list behind a number, then a name: the person as one timeline.",
        ),
    ),
    Stop(
        "handler",
        Wording(
            "首页看本县的待遇状态和各月走势。点“待核实”的数字，打开一个人，再点“为什么”：这份待遇为何这样认定，"
            "依据哪一条。",
            "The start page shows how the county's benefits stand and the months so far. Open “To verify”, a person, "
            "then “Why”: why the benefit stands as it does, under which article.",
        ),
    ),
    Stop(
        "handler",
        Wording(
            "在个人页面展开“查看完整姓名、证件号码和手机号”，选一个目的：看得到，也记得下。",
            "On the person's page open “See the whole name, number and phone” and choose a purpose: shown, and "
            "recorded.",
        ),
    ),
    Stop(
        "reviewer",
        Wording(
            "打开“待复核的结论”，看一个：查到了什么，有什么材料，通过后会怎样；证据齐了才能通过，自己提的不能自己复核。",
            "Open “Findings to review” and one of them: what was found, with which papers, and what it becomes once "
            "you approve; not without its evidence, and nobody reviews their own.",
        ),
    ),
    Stop(
        "auditor",
        Wording(
            "审计记录里有刚才的每一次查看：谁、何时、为了什么。审计员自己看不到任何人的数据。",
            "The audit has each look of a minute ago: who, when, what for. The auditor sees nobody's data.",
        ),
    ),
    Stop(
        "city",
        Wording(
            "同样的首页，是全市的：按县比较，数字都能点开。右上角可换成英文或大字。",
            "The same start page for the whole city, county by county; every number opens its list. Language and large "
            "type are at the top right.",
        ),
    ),
)
