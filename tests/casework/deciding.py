"""A county that decides, for tests: a home with people, their findings, a handler and a reviewer, and months that pass."""

import atexit
import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from staff import account, office

from casework.accounts.jurisdiction import jurisdiction_of
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.cases.acts.propose_finding import propose_finding
from casework.cases.acts.review_finding import approve_finding
from casework.cases.delivering import deliver_findings
from casework.cases.evidence import checklist
from casework.cases.models import Article9, Attachment, Case, Finding, Found, Origin, Review, Task
from casework.cases.opening.after_run import cases_after_run
from casework.cases.opening.by_hand import Opening, open_case
from casework.cases.proposal import Proposal as FindingProposal
from casework.decisions import ladders
from casework.decisions.acts.all import ACTS
from casework.decisions.foreseeing import foresee
from casework.decisions.kinds import Act
from casework.decisions.models import Decision
from casework.decisions.proposing import Proposal, propose
from casework.decisions.registering import mark_registered
from casework.decisions.reviewing import approve
from casework.decisions.standing import in_payment
from casework.people.models import Benefit
from casework.runs.importing import import_run
from casework.ui.rulebook import book_today
from homes import PAYMENTS, House, Person, opened_house
from zige.law.months import parse_month
from zige.store.home import open_home
from zige.store.runs import run_of

_records = count(1)


def everybody_reminded(monkeypatch: pytest.MonkeyPatch, but: str = "") -> None:
    """As if each step of the ladder had a record for everybody, but for one benefit."""
    monkeypatch.setattr(ladders, "_complete", [lambda benefits, _month: set(benefits) - {but}])


def request_of(who: Account) -> StaffRequest:
    """A request as a view sees it."""
    request = StaffRequest()
    request.user, request.method = who, "POST"
    request.roles = who.roles_on(timezone.localdate())
    request.jurisdiction = jurisdiction_of(who, request.roles)
    return request


@dataclass
class County:
    """A home and the office of one county, in which two people decide."""

    house: House
    handler: Account
    reviewer: Account
    months: list[str] = field(default_factory=list)

    def benefit(self, person: Person) -> Benefit:
        """As the database has it now."""
        return Benefit.objects.select_related("person").get(pk=person.benefit)

    def found(self, person: Person, kind: str, start: str, found: Found = Found.CONFIRMED, **said: Any) -> Finding:
        """An approved finding that has not reached the home."""
        benefit, now = self.benefit(person), timezone.now()
        return Finding.objects.create(
            person=benefit.person, region=benefit.person.region, office=benefit.office, found=found, kind=kind,
            start=start, source="9.5", basis="核实笔录", record=f"F-{next(_records):06d}", state=Review.APPROVED,
            handler=self.handler, proposed=now, reviewer=self.reviewer, reviewed=now, **said,
        )  # fmt: skip

    def picture(self, person: Person) -> Attachment:
        """A photo kept in a case of somebody."""
        asked = Opening(Task.REGISTER, Origin.PERSON, "留存照片")
        case = open_case(self.handler, self.benefit(person).person, asked)
        return Attachment.objects.create(
            case=case, kind="photo", title="入户合影", digest="0" * 64, size=1, added=timezone.now(), by=self.handler,
            office=self.handler.office,
        )  # fmt: skip

    def propose(
        self, person: Person, act: Act, reason: str = "核实属实", by: Account | None = None, **given: Any
    ) -> Decision:
        """A decision proposed on what is shown now."""
        benefit = self.benefit(person)
        shown = foresee(benefit, ACTS[act].supposes(given)).digest
        return propose(request_of(by or self.handler), Proposal(act, benefit, reason, shown, given))

    def approve(self, decision: Decision, by: Account | None = None) -> Decision:
        """Approved by the reviewer."""
        return approve(request_of(by or self.reviewer), decision.pk, decision.version)

    def decide(self, person: Person, act: Act, reason: str = "核实属实", **given: Any) -> Decision:
        """Proposed and approved."""
        return self.approve(self.propose(person, act, reason, **given))

    def paid(self, person: Person, month: str) -> tuple[str, int | None]:
        """How a benefit stands in the payment list of a month, and its amount in fen."""
        (row,) = in_payment(parse_month(month)).filter(pk=person.benefit).values_list("paid_standing", "paid_amount")
        return row

    def ledger(self, months: list[str], *people: Person, day: str, amount: str = "3000.00") -> None:
        """The core system delivers what was paid for these months."""
        rows = [f"{person.benefit},{month},{amount}" for person in people for month in months]
        self.house.deliver(f"发放台账_{months[-1].replace('-', '')}.csv", day, PAYMENTS, *rows)

    def verify(self, case: Case, task: str, found: Found, kind: str, start: str, **said: Any) -> Finding:
        """What the handler found out about the matter of a case, with all its evidence, and the reviewer's agreement."""
        case = Case.objects.get(pk=case.pk)
        matter = case.matters.get(task=task, state="open")
        kinds = case.person.benefits.values_list("kind", flat=True)
        evidence = [item.number for item in checklist(book_today(), kind, kinds)]
        told = FindingProposal(
            found,
            Article9.FOUND,
            "核实笔录",
            kind,
            dt.date.fromisoformat(start),
            evidence=evidence,
            papers="笔录一份",
            **said,
        )
        finding = propose_finding(self.handler, case, case.version, matter, told)
        return approve_finding(self.reviewer, finding, finding.version)

    def month_passes(self, month: str) -> None:
        """What was found goes into the home; then a run of a month, its import and its cases."""
        deliver_findings(self.house.home)
        imported = import_run(self.house.home, self.house.run(month))
        cases_after_run(imported.run)
        mark_registered()


def county_of(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str = "511102", today: str = "2027-01-15") -> County:
    """The county of ZHANG and SUN after the run of January 2026; its office's day is `today`."""
    shutil.copytree(_template(), folder, dirs_exist_ok=True)
    house = House(open_home(folder / "home"), folder / "files")
    monkeypatch.setattr(settings, "HOME", house.home)
    monkeypatch.setattr(timezone, "localdate", lambda *_: dt.date.fromisoformat(today))
    for kind, place in (("agency", "511100"), ("agency", "511111"), ("town", "511102001"), ("village", "511102001001")):
        office(kind, place)
    county = County(house, clerk(Role.COUNTY_HANDLER, code), clerk(Role.COUNTY_REVIEWER, code))
    import_run(house.home, run_of(house.home, "2026-01"))
    return county


def clerk(role: Role, code: str = "511102", kind: str = "agency") -> Account:
    """Somebody who has worked in an office since before all of it."""
    return account(role, office(kind, code), since="2026-01-01")


@cache
def _template() -> Path:
    """The folder of a home after its first run, made once and copied."""
    folder = Path(tempfile.mkdtemp(prefix="zige-county-")) / "house"
    opened_house(folder).run("2026-01")
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    return folder
