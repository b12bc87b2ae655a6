"""A county with as many of everything as a test asks for, so that a page that asks once for each row shows it.

Every thing that a page names (`page_examples`) has as many parts: a case its steps and photos, a report its lines, a
payment list its lines and differences, a recovery its instalments. Beside it stand as many others in every list.
"""

import datetime as dt

from django.db.models import Model
from django.utils import timezone
from notices import contact, draft
from page_examples import EXAMPLES
from staff import OWN, account, office, office_for

from casework.accounts.models import Account, Assignment
from casework.accounts.roles import Role
from casework.audit import record
from casework.cases.models import Attachment, Case, Finding, Matter
from casework.cases.models import Step as CaseStep
from casework.decisions.models import Decision, Deferral, Group, Instalment, Objection, Recovery, Repayment, WriteOff
from casework.notices.issuing.issue import issue_all
from casework.notices.kinds import Kind
from casework.notices.models import Delivery, Notice, Reminder
from casework.payments.models import Difference, Line, Mismatch, PaymentList
from casework.people.models import Benefit, Person
from casework.reports.models import Line as ReportLine
from casework.reports.models import Report
from casework.reports.models import Step as ReportStep
from casework.runs.models import Candidate, Certification, Determination, Evidence, Flag, Question, Run, Signal

VILLAGE, MONTH = "511102001001", 2026 * 12


def crowd(*numbers: int) -> None:
    """So many more people, with all that can be about each, and as many parts of what the examples name."""
    contact(OWN)
    run, _ = Run.objects.get_or_create(month=MONTH, number=1, defaults={"digest": "", "counts": {}})
    people = [_person(at, run) for at in numbers]
    issue_all([draft(Kind.PAY_BACK, one) for one in people])
    for at, one in zip(numbers, people, strict=True):
        _work_on(at, one)
        _worker(at)
    for at in numbers:
        _parts(at)


def _person(at: int, run: Run) -> Person:
    """Somebody of the village, of whom the run says whatever it can say."""
    employer = office_for(Role.EMPLOYER, OWN).number
    born = dt.date(1950, 3, 5)
    one = Person.objects.create(number=1000 + at, name="某某某", region=VILLAGE, birth_date=born, mobility="正常")
    told = {"kind": "pension.enterprise", "amount": 100_000, "listed": True, "first_month": MONTH - 120}
    where = {"region": VILLAGE, "office": OWN, "employer": employer}
    held = Benefit.objects.create(benefit_id=f"C{at:04d}", person=one, standing="continue", **told, **where)
    Determination.objects.create(
        benefit=held, opened=run, standing="suspend", grounds="unconfirmed", action="suspend", settlement=0,
        due_month=MONTH - 1, attention="verify",
    )  # fmt: skip
    for code in ("verify", "remind", "suspend"):
        Flag.objects.create(benefit=held, opened=run, code=code, person=one, kind=held.kind, **where)
    signal = Signal.objects.create(
        fact_id=f"detention-{at}", person=one, kind="detention", start=born, status="pending", department="police",
        opened=run,
    )  # fmt: skip
    for place, dataset in enumerate(("police.custody", "monitoring.findings")):
        Evidence.objects.create(signal=signal, batch=1, line=at, place=place, dataset=dataset, opened=run)
    row = {"person": one, "batch": 1, "line": at, "opened": run}
    Candidate.objects.create(key=f"c-{at}", dataset="police.deaths", **row)
    Question.objects.create(key=f"q-{at}", kind="report", dataset="grassroots.reports", **row)
    return one


def _work_on(at: int, one: Person) -> None:
    """A case, a finding, decisions and all that may follow them, at each desk."""
    held, now, today = one.benefits.get(), timezone.now(), timezone.localdate()
    by, also = account(where=office("agency", OWN)), account(where=office("agency", OWN))
    where = {"person": one, "region": one.region, "office": OWN}
    here = office("agency", OWN)
    case = Case.objects.create(
        number=f"{OWN}-C-{at}", origin="run", opened=now, at=here, due=today, handler=by, **where
    )
    asked = {"key": f"detention-{at}", "origin": "run", "opened": today, "due": today}
    matter = Matter.objects.create(case=case, task="verify", **asked)
    CaseStep.objects.create(case=case, at=now, act="opened", to=here)
    record(by, "case.shown", f"case:{case.pk}")
    told = {"found": "refuted", "kind": "detention", "start": today, "source": "9.5", "basis": "入户", "proposed": now}
    found = Finding.objects.create(case=case, matter=matter, handler=by, record=f"FC{at}", **told, **where)
    reviewed = {"state": "approved", "reviewer": also, "reviewed": dt.datetime(2026, 1, 15, tzinfo=dt.UTC)}
    _copy(found, record=f"FA{at}", **reviewed)
    decided = {
        "person": one, "benefit": held, "office": OWN, "region": one.region, "month": MONTH, "basis": "person",
        "reason": "核实", "before": "continue", "handler": by, "proposed": now, "case": case,
    }  # fmt: skip
    Decision.objects.create(number=f"JDP-{at}", act="suspend", **decided)
    approved = {"state": "approved", "reviewer": also, "reviewed": now}
    asked_back = Decision.objects.create(number=f"JDA-{at}", act="recover", amount=100, **decided, **approved)
    recovery = Recovery.objects.create(decision=asked_back, total=100)
    Objection.objects.create(decision=asked_back, kind="objection", filed=today, text="不服", taken_by=by)
    WriteOff.objects.create(recovery=recovery, amount=1, reason="小额", handler=by, proposed=now)
    Group.objects.create(
        number=f"PLC-{at}", office=OWN, month=MONTH, benefits=[held.pk], sample=[held.pk], handler=by, made=now
    )
    span = {"cause": "disaster", "start": today, "end": today, "basis": "通告", "people": 1}
    Deferral.objects.create(number=f"YQC-{at}", office=OWN, handler=by, proposed=now, **span)
    PaymentList.objects.create(
        number=f"PC-{at}", office=OWN, month=MONTH, handler=by, proposed=now, **approved, digest="0" * 64
    )
    Reminder.objects.create(
        benefit_id=held.pk, person=one, region=one.region, office=OWN, employer=held.employer, due_month=MONTH,
        rung="call", day=today,
    )  # fmt: skip


def _worker(at: int) -> None:
    """Somebody with a role and a past one, in an office of their own that reports."""
    where = office("bank", OWN, f"bank-{at}")
    some = account(Role.BANK, where)
    account(Role.COUNTY_HANDLER, office("agency", OWN))
    Assignment.objects.create(
        account=some, role=Role.BANK, since=dt.date(2026, 1, 1), until=dt.date(2026, 1, 2), taken=timezone.now()
    )
    employer = office("employer", OWN, f"employer-{at}")
    employer.under = office_for(Role.SUPERVISING_BODY, OWN)
    employer.save()
    Report.objects.create(office=employer, month=MONTH, route="employer", region=OWN, employer=employer.number)


def _parts(at: int) -> None:
    """One more part of each thing that an example names."""
    now, today = timezone.now(), timezone.localdate()
    by = account(where=office("agency", OWN))
    someone = Person.objects.get(pk=int(OWN))
    run = Run.objects.get(month=MONTH, number=1)
    case = Case.objects.get(number=f"{OWN}-2026-{someone.pk:06d}")
    CaseStep.objects.create(case=case, at=now, act="noted", by=by, office=by.office, to=by.office, text="电话")
    kept = {"digest": "0" * 64, "size": 1, "added": now, "by": by, "office": by.office}
    Attachment.objects.create(case=case, kind="photo", title=f"合影{at}", **kept)
    asked = {"key": f"P{at}", "origin": "run", "opened": today}
    Matter.objects.create(case=case, task="verify", **asked)
    Certification.objects.create(person=someone, day=today - dt.timedelta(days=at), by="certification", opened=run)
    told = {"person": someone, "region": someone.region, "office": OWN, "found": "refuted", "kind": "death"}
    told |= {"start": today, "source": "9.5", "basis": "入户", "proposed": now, "state": "withdrawn"}
    Finding.objects.create(case=case, matter=case.matters.first(), handler=by, record=f"FP{at}", **told)
    other = Benefit.objects.get(pk=f"C{at:04d}")
    decision = Decision.objects.get(number=f"JDA-{at}")
    for drawn in PaymentList.objects.exclude(number__startswith="PC-"):
        row = {"list": drawn, "benefit": other, "person": other.person}
        Line.objects.create(position=at, kind="stop", decision=decision, since=MONTH, standing="stop", **row)
        Difference.objects.create(kind="undecided", pays="continue", says="suspend", **row)
        Mismatch.objects.create(kind="not_paid", due=1, paid=0, **row)
    for group in Group.objects.exclude(number__startswith="PLC-"):
        group.benefits, group.sample = [*group.benefits, other.pk], [*group.sample, other.pk]
        group.save()
        count = Decision.objects.count()
        returned = {"state": "returned", "reviewer": by, "reviewed": now}
        _copy(Decision.objects.get(number=f"JDP-{at}"), number=f"JDG-{count}", group=group, **returned)
    recovery = Recovery.objects.get(decision__person=someone)
    Instalment.objects.create(recovery=recovery, way="returned", due=today, amount=1)
    Repayment.objects.create(recovery=recovery, way="returned", day=today, amount=1, receipt=f"S{at}", by=by)
    named = {"kind": "objection", "filed": today, "text": "不服", "taken_by": by}
    Objection.objects.create(decision=Decision.objects.get(number=f"JD{OWN}-2026-000001"), **named)
    report = Report.objects.get(office=office_for(Role.VILLAGE, OWN), month=MONTH)
    ReportLine.objects.create(
        report=report, person=other.person, name="某某某", id_number="", number_blind=bytes([at]), situation="death",
        day=today,
    )  # fmt: skip
    ReportStep.objects.create(report=report, edition=1, act="return", account=by, office=by.office, at=now, reason="补")
    for notice in Notice.objects.filter(person=someone):
        Delivery.objects.create(notice=notice, way="post", result="returned", day=today, by=by)


def _copy(row: Model, **other: object) -> None:
    """The same again, but for these columns."""
    for name, value in other.items():
        setattr(row, name, value)
    row.pk, row._state.adding = None, True
    row.save()


def addresses() -> dict[str, dict[str, object]]:
    """What the page of each example names in one's own county, made once."""
    return {page: example(OWN) for page, example in EXAMPLES.items()}


def desks() -> dict[Role, Account]:
    """Somebody in each role, in an office of the county."""
    return {role: account(role, office_for(role, OWN)) for role in Role}
