"""A county at work, for scenarios: each verb is what somebody does on a page, each question what can be read there.

What a page does not offer cannot be done here: buttons and fields are found by what they say (`browsing`).
"""

import datetime as dt
from io import BytesIO

import pytest
from browsing import Desk
from deciding import County, clerk
from django.utils import timezone
from notices import contact
from papers import REMEDIES, conformance, texts
from test_attachments import picture

from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.cases.models import Case, Finding, Found, Matter, Step
from casework.decisions.kinds import Act
from casework.decisions.models import Decision, Group, Recovery
from casework.notices.issuing.outstanding import issue_outstanding
from casework.notices.models import Message, Notice, Reminder
from casework.notices.queries import content_of
from casework.notices.reminders.filling import fill
from casework.notices.writing.content import NoticeContent
from casework.payments.models import Line, PaymentList
from casework.runs.models import Determination
from homes import BORDER, CUSTODY, DEATHS, VISITS, Person, who
from zige.law.months import format_month, parse_month

VILLAGE, TOWN, COUNTY = "511102001001", "511102001", "511102"


class Workday:
    """The people of one county at their desks, on a day that the story names."""

    def __init__(self, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
        self.county, self._patch = county, monkeypatch
        self.handler, self.reviewer = Desk(county.handler), Desk(county.reviewer)
        self.village = Desk(clerk(Role.VILLAGE, VILLAGE, "village"))
        self.town = Desk(clerk(Role.TOWN, TOWN, "town"))
        contact(COUNTY)

    # --- the days, and what comes from outside ---

    def it_is(self, day: str) -> None:
        """Let it be a day, everywhere."""
        self._patch.setattr(timezone, "localdate", lambda *_: dt.date.fromisoformat(day))

    def police_report_a_death(self, person: Person, died: str, told: str) -> None:
        self.county.house.deliver(f"死亡_{told[:7].replace('-', '')}.csv", told, DEATHS, f"{who(person)},{died},{died}")

    def border_guards_saw(self, person: Person, day: str, told: str) -> None:
        row = f"H{day},新增,{who(person)},{day},出境"
        self.county.house.deliver(f"出入境_{told[:7].replace('-', '')}.csv", told, BORDER, row)

    def police_tell_of_custody(self, person: Person, row: str, told: str) -> None:
        """A row of the file of custody: its state, then admitted, released, why."""
        status, _, days = row.partition(",")
        told_of = f"K-{person.benefit},{status},{who(person)},{days}"
        self.county.house.deliver(f"羁押_{told.replace('-', '')}.csv", told, CUSTODY, told_of)

    def clinic_examined(self, person: Person, day: str, told: str) -> None:
        row = f"{who(person)},{day},体检,当面"
        self.county.house.deliver(f"公共卫生服务_{told[:7].replace('-', '')}.csv", told, VISITS, row)

    def core_system_paid(self, months: list[str], *people: Person, told: str, amount: str = "3000.00") -> None:
        self.county.ledger(months, *people, day=told, amount=amount)

    def the_month_is_run(self, month: str) -> None:
        """What was found goes into the home; the run, its import, its cases."""
        self.county.month_passes(month)

    # --- cases ---

    def case_of(self, person: Person) -> Case:
        """The open case of somebody."""
        return Case.objects.get(person=self.county.benefit(person).person, closed=None)

    def has_no_case(self, person: Person) -> bool:
        return not Case.objects.filter(person=self.county.benefit(person).person, closed=None).exists()

    def receives(self, desk: Desk, case: Case) -> None:
        desk.open(f"/cases/{case.pk}").press("签收")

    def sends_down(self, desk: Desk, case: Case, to: Desk, what: str) -> None:
        desk.open(f"/cases/{case.pk}").follow("下派").press("下派核查", to=to.who.office_id, text=what)

    def keeps_a_photo(self, desk: Desk, case: Case, title: str, place: str) -> None:
        photo = BytesIO(picture())
        photo.name = "photo.jpg"
        desk.open(f"/cases/{case.pk}").press("保存附件", file=photo, title=title, place=place)

    def reports_up(self, desk: Desk, case: Case, what: str) -> None:
        desk.open(f"/cases/{case.pk}").follow("上报").press("上报核查", text=what)

    def steps_of(self, case: Case) -> list[tuple[str, str]]:
        """Each step that people took of a case, and in what office."""
        taken = Step.objects.filter(case=case, by__isnull=False).select_related("office")
        return [(step.act, step.office.kind if step.office else "") for step in taken.order_by("pk")]

    def finds(
        self, case: Case, task: str, found: Found, *, basis: str = "核实笔录", desk: Desk | None = None, **said: object
    ) -> Finding:
        """What was found out about an open matter of a case, with all its evidence, looked at before it is proposed."""
        desk = desk or self.handler
        matter = case.matters.get(task=task, state="open")
        desk.open(f"/cases/{case.pk}/matters/{matter.pk}")
        evidence = said.pop("evidence", [str(at) for at in range(9) if f'name="evidence" value="{at}"' in desk.shown])
        desk.press("看会有什么影响", found=found.value, basis=basis, evidence=evidence, **said)
        desk.press("提出结论")
        return Finding.objects.filter(case=case, matter=matter).latest("pk")

    def agrees(self, finding: Finding, desk: Desk | None = None) -> None:
        """The reviewer opens a finding by itself and approves it."""
        (desk or self.reviewer).open(f"/cases/findings/{finding.pk}").press("复核通过")

    def is_said_to_live(self, desk: Desk, person: Person, what: str) -> Case:
        """Somebody comes to any office with an identity card."""
        desk.open("/cases/alive").press("受理", id_number=person.number, text=what)
        return self.case_of(person)

    def is_asked(self, person: Person) -> list[tuple[str, str]]:
        """Every matter about somebody, and how it stands."""
        held = Matter.objects.filter(case__person=self.county.benefit(person).person)
        return list(held.order_by("pk").values_list("task", "state"))

    # --- decisions ---

    def address_of(self, person: Person) -> str:
        return f"/decisions/for/{self.county.benefit(person).person_id}/{person.benefit}"

    def may_be_decided(self, person: Person) -> set[str]:
        """The acts that the page of a benefit offers."""
        self.handler.open(self.address_of(person))
        return {act.value for act in Act if f"?act={act.value}" in self.handler.shown}

    def proposes(self, person: Person, act: Act, reason: str) -> Decision:
        """The act is chosen, what follows is looked at, then it is proposed."""
        assert act.value in self.may_be_decided(person)
        self.handler.open(f"{self.address_of(person)}?act={act.value}").press("检查后果", reason=reason)
        self.handler.press("提出，交复核")
        return Decision.objects.filter(benefit=person.benefit, act=act).latest("pk")

    def approves(self, decision: Decision) -> Decision:
        self.reviewer.open(f"/decisions/{decision.pk}").press("复核通过")
        decision.refresh_from_db()
        return decision

    def decides(self, person: Person, act: Act, reason: str) -> Decision:
        """Proposed by one and approved by another."""
        return self.approves(self.proposes(person, act, reason))

    def certifies(self, person: Person, day: str, place: str) -> Decision:
        """Somebody comes to the counter: a photo is kept in a case of theirs, and two people certify them."""
        self.handler.open(f"/cases/about/{self.county.benefit(person).person_id}")
        self.handler.press("立案", origin="declaration", task="overdue", text="本人到柜台认证")
        case = self.case_of(person)
        self.keeps_a_photo(self.handler, case, "现场照片", place)
        self.handler.open(f"{self.address_of(person)}?act=certify")
        self.handler.press(
            "检查后果", reason="本人到柜台", channel="on_site", day=day, place=place, evidence="现场照片",
            pictures=[str(case.attachments.get().pk)],
        )  # fmt: skip
        self.handler.press("提出，交复核")
        return self.approves(Decision.objects.filter(benefit=person.benefit, act=Act.CERTIFY).latest("pk"))

    def suspends_the_overdue(self, reason: str) -> Group:
        """A group is drawn, each of its sample is looked at, then it is proposed and approved."""
        self.handler.open("/decisions/groups").press("抽取一批")
        group = Group.objects.latest("pk")
        for benefit in group.sample:
            self.handler.open(f"/decisions/groups/{group.pk}/{benefit}")
            self.handler.press("记录", stands="yes", note="提醒各步都有记录")
        self.handler.open(f"/decisions/groups/{group.pk}").press("提出，交复核", text=reason)
        self.reviewer.open(f"/decisions/groups/{group.pk}")
        self.reviewer.press(f"复核通过 {len(group.benefits)} 项决定")
        return group

    def plans_for_heirs(self, recovery: Recovery, first: str, parts: int, heir: str) -> None:
        """What is left in equal parts, a month apart, of somebody who inherited."""
        self.handler.open(f"/decisions/recoveries/{recovery.pk}/plan")
        self.handler.press("平均分期", way="heirs", first=first, count=parts)
        self.handler.press("保存计划", **{f"form-{at}-payer": heir for at in range(parts)})

    def takes_in(self, recovery: Recovery, day: str, yuan: str, receipt: str) -> None:
        self.handler.open(f"/decisions/recoveries/{recovery.pk}").follow("登记退款")
        self.handler.press("保存", way="heirs", day=day, amount=yuan, receipt=receipt)
        recovery.refresh_from_db()

    # --- the payment list ---

    def pays(self, month: str) -> list[tuple[str, str, int | None, int]]:
        """The list of a month is drawn, approved, exported and accepted: what of which benefit, monthly and once in fen."""
        self.handler.open("/payments/new").press("编制", month=parse_month(month))
        drawn = PaymentList.objects.latest("pk")
        self._sends_out(drawn)
        self._core_system_accepts(drawn)
        rows = Line.objects.filter(list=drawn, answer=Line.Answer.ACCEPTED).order_by("position")
        return [(row.kind, row.benefit_id, row.monthly, row.once) for row in rows]

    def _explains(self, drawn: PaymentList, reason: str) -> None:
        """Why some are paid otherwise than the run says, for all of them."""
        chosen = [str(pk) for pk in drawn.differences.values_list("pk", flat=True)]
        self.handler.open(f"/payments/{drawn.pk}/differences").press("写明原因", chosen=chosen, reason=reason)

    def _sends_out(self, drawn: PaymentList) -> None:
        """Whatever differs is explained, a second person approves the list, and it is exported."""
        if drawn.differences.exists():
            self._explains(drawn, "正在核实，本月照发")
        self.reviewer.open(f"/payments/{drawn.pk}").press("复核通过")
        self.handler.open(f"/payments/{drawn.pk}").press("导出给核心系统")

    def _core_system_accepts(self, drawn: PaymentList) -> None:
        answer = BytesIO("\n".join(["HH,JG,SM", *(f"{row.position},1," for row in drawn.lines.all())]).encode())
        answer.name = "回执.csv"
        self.handler.open(f"/payments/{drawn.pk}").press("导入", file=answer)

    def is_paid(self, person: Person, month: str) -> str:
        """How a benefit stands in payment: continue, suspend or stop."""
        return self.county.paid(person, month)[0]

    def the_run_says(self, person: Person) -> str:
        """The standing by the newest run."""
        return str(Determination.objects.get(benefit=person.benefit, closed=None).standing)

    # --- notices and reminders ---

    def notice_of(self, decision: Decision) -> NoticeContent:
        """What the one notice of a decision says; it is there as soon as the decision is approved."""
        return content_of(Notice.objects.get(decision=decision))

    def is_told(self, decision: Decision, *sentences: str) -> None:
        """What the county prints of a decision is an archive file that says these things, and what can be done."""
        notice = Notice.objects.get(decision=decision)
        paper = self.handler.open(f"/notices/{notice.number}").fetch(f"/notices/{notice.number}/paper.pdf")
        assert conformance(paper) == "2A"
        said = "".join(texts(paper))
        for sentence in (notice.number, *sentences, *REMEDIES):
            assert sentence in said, (sentence, said)

    def nobody_is_told(self) -> None:
        """Nothing was decided, so nothing is said to anybody, on paper or by message."""
        issue_outstanding()
        assert not Decision.objects.exists()
        assert not Notice.objects.exists()
        assert not Message.objects.exists()

    def hands_over(self, desk: Desk, decision: Decision, day: str) -> None:
        """A notice is handed to whom it is for."""
        notice = Notice.objects.get(decision=decision)
        desk.open(f"/notices/{notice.number}").follow("登记送达")
        desk.press("登记", way="in_person", result="delivered", day=day)

    def reminders_are_due(self, day: str) -> None:
        """The queue of a day is filled."""
        self.it_is(day)
        fill()

    def reaches(self, desk: Desk, reminder: Reminder, result: str, note: str = "") -> None:
        desk.open(f"/reminders/{reminder.pk}").press("登记", result=result, note=note)


def rungs_of(person: Person) -> list[tuple[str, str]]:
    """The steps of the ladder of a benefit, and what came of each."""
    return list(Reminder.objects.filter(benefit_id=person.benefit).order_by("day", "pk").values_list("rung", "result"))


def months(*told: int) -> list[str]:
    """As people write them."""
    return [format_month(one) for one in told]


def colleague(role: Role) -> Account:
    """Another one of the county's agency."""
    return clerk(role, COUNTY)
