"""What a page's address is about, made in a county: a page that names something in its address adds a line here.

Each entry makes the thing in the county given and returns the words of the address. `None` for a page that names
nothing: what it shows is told by its own test of scope.
"""

from collections.abc import Callable
from uuid import uuid4

from django.utils import timezone
from notices import notice, reminder
from staff import PLACES, account, office, office_for

from casework.accounts.roles import Role
from casework.cases.models import Attachment, Case, Finding, Matter, Review
from casework.decisions.models import Decision, Deferral, Group, Objection, Recovery, WriteOff
from casework.payments.models import PaymentList
from casework.people.models import Benefit, Person
from casework.reports.models import Line, Report, Step
from casework.reports.signing import sign
from casework.runs.models import Candidate, Run
from casework.vault.files import keep

VILLAGE = 12
Example = Callable[[str], dict[str, object]]


def _account(county: str) -> dict[str, object]:
    return {"account": account(where=office_for(Role.COUNTY_HANDLER, county)).pk}


def _assignment(county: str) -> dict[str, object]:
    holder = account(Role.COUNTY_HANDLER, office_for(Role.COUNTY_HANDLER, county))
    return {"account": holder.pk, "assignment": holder.assignments.get().pk}


def _office(county: str) -> dict[str, object]:
    return {"office": office("bank", county, f"bank-{county}").pk}


def _person(county: str) -> dict[str, object]:
    """Somebody of the county's village, paid by its agency, who worked for its employer."""
    number = int(county)
    village = next(code for code in PLACES if code.startswith(county) and len(code) == VILLAGE)
    someone, _ = Person.objects.get_or_create(number=number, defaults={"name": "某某某", "region": village})
    work = {"region": village, "office": county, "employer": office_for(Role.EMPLOYER, county).number}
    drawn = {"person": someone, "kind": "pension.enterprise", "amount": 100, "listed": True, **work}
    Benefit.objects.get_or_create(benefit_id=f"B{county}", defaults=drawn)
    return {"number": number}


def _benefit(county: str) -> dict[str, object]:
    return {**_person(county), "benefit_id": f"B{county}", "month": 2026 * 12}


def _payment_list(county: str) -> dict[str, object]:
    """Drawn by the county's agency for a month."""
    by = account(Role.COUNTY_HANDLER, office("agency", county))
    number = f"{county}-202612-P{PaymentList.objects.count():02d}"
    told = {"office": county, "month": 2026 * 12 + 11, "handler": by, "proposed": timezone.now()}
    return {"drawn": PaymentList.objects.create(number=number, state=Review.WITHDRAWN, **told).pk}


def _case(county: str) -> dict[str, object]:
    """A case of somebody of the county, at its agency."""
    person = Person.objects.get(pk=_person(county)["number"])
    told = {"person": person, "region": person.region, "office": county, "origin": "run", "opened": timezone.now()}
    number = f"{county}-2026-{person.pk:06d}"
    case, _ = Case.objects.get_or_create(number=number, defaults=told | {"at": office("agency", county)})
    return {"case": case.pk}


def _matter(county: str) -> dict[str, object]:
    named = _case(county)
    told = {"origin": "run", "opened": timezone.localdate()}
    matter, _ = Matter.objects.get_or_create(case_id=named["case"], task="verify", key="F1", defaults=told)
    return named | {"matter": matter.pk}


def _attachment(county: str) -> dict[str, object]:
    named, by = _case(county), account(Role.COUNTY_HANDLER, office("agency", county))
    kept = keep(b"a picture")
    told = {"digest": kept.digest, "size": kept.size, "added": timezone.now(), "by": by, "office": by.office}
    made = Attachment.objects.create(case_id=named["case"], kind="photo", title="合影", **told)
    return named | {"attachment": made.pk}


def _finding(county: str) -> dict[str, object]:
    """About somebody of the county, withdrawn so that there may be many."""
    case = Case.objects.get(pk=_case(county)["case"])
    told = {"person": case.person, "region": case.region, "office": county, "found": "refuted", "kind": "death"}
    told |= {"start": timezone.localdate(), "source": "9.5", "basis": "入户", "proposed": timezone.now()}
    by = account(Role.COUNTY_HANDLER, office("agency", county))
    record = f"F{Finding.objects.count()}"
    return {"finding": Finding.objects.create(case=case, handler=by, record=record, state=Review.WITHDRAWN, **told).pk}


def _decision(county: str) -> dict[str, object]:
    """A suspension proposed in the county."""
    someone = _person(county)["number"]
    worked = account(where=office("agency", county))
    decision, _ = Decision.objects.get_or_create(
        number=f"JD{county}-2026-000001",
        defaults={
            "act": "suspend", "person_id": someone, "benefit_id": f"B{county}", "office": county, "month": 2026 * 12,
            "region": Person.objects.get(pk=someone).region, "basis": "rule", "reason": "逾期", "before": "continue",
            "handler": worked, "proposed": timezone.now(),
        },
    )  # fmt: skip
    return {"decision": decision.pk}


def _report(county: str) -> dict[str, object]:
    """A report that everybody of the county sees who may open any."""
    village = office_for(Role.VILLAGE, county)
    seen = {"region": village.region_id, "employer": office_for(Role.EMPLOYER, county).number}
    office_for(Role.SUPERVISING_BODY, county)
    made, _ = Report.objects.get_or_create(office=village, month=2026 * 12, defaults={"route": "village", **seen})
    return {"report": made.pk}


def _edition(county: str) -> dict[str, object]:
    village = office_for(Role.VILLAGE, county)
    told = {"account": account(Role.VILLAGE, village), "office": village, "at": timezone.now()}
    report = Report.objects.get(pk=_report(county)["report"])
    step = Step(report=report, edition=1, act="sign", **told)
    sign(step, {"lines": []})
    step.save()
    return {"report": report.pk, "step": step.pk}


def _reported_person(county: str) -> dict[str, object]:
    return {**_report(county), **_person(county)}


def _line(county: str) -> dict[str, object]:
    report = Report.objects.get(pk=_report(county)["report"])
    said = {"name": "某某某", "id_number": "", "number_blind": b"", "situation": "death", "day": "2026-01-05"}
    line, _ = Line.objects.get_or_create(report=report, defaults=said)
    return {"report": report.pk, "line": line.pk}


def _notice(county: str) -> dict[str, object]:
    return {"number": notice(county, _person(county)["number"]).number}


def _reminder(county: str) -> dict[str, object]:
    return {"reminder": reminder(county, _person(county)["number"]).pk}


def _group(county: str) -> dict[str, object]:
    """A group drawn in the county, with one benefit."""
    _person(county)
    drawn = Group.objects.create(
        number=f"PL{county}-{Group.objects.count()}", office=county, month=2026 * 12, benefits=[f"B{county}"],
        sample=[f"B{county}"], handler=account(where=office("agency", county)), made=timezone.now(),
    )  # fmt: skip
    return {"group": drawn.pk}


def _deferral(county: str) -> dict[str, object]:
    """A deferral proposed in the county."""
    told = {"cause": "disaster", "start": "2026-01-01", "end": "2026-12-31", "basis": "通告", "people": 1}
    by = account(where=office("agency", county))
    number = f"YQ{county}-{Deferral.objects.count()}"
    made = Deferral.objects.create(number=number, office=county, handler=by, proposed=timezone.now(), **told)
    return {"deferral": made.pk}


def _recovery(county: str) -> dict[str, object]:
    """Asked back in the county."""
    decision = Decision.objects.get(pk=_decision(county)["decision"])
    return {"recovery": Recovery.objects.get_or_create(decision=decision, defaults={"total": 100})[0].pk}


def _write_off(county: str) -> dict[str, object]:
    """Proposed to be given up."""
    recovery = _recovery(county)["recovery"]
    told = {
        "amount": 1,
        "reason": "小额",
        "handler": account(where=office("agency", county)),
        "proposed": timezone.now(),
    }
    return {"recovery": recovery, "write_off": WriteOff.objects.create(recovery_id=recovery, **told).pk}


def _objection(county: str) -> dict[str, object]:
    """Against the county's decision."""
    decision, by = _decision(county)["decision"], account(where=office("agency", county))
    told = {"kind": "objection", "filed": "2026-01-05", "text": "不服", "taken_by": by}
    return {"objection": Objection.objects.create(decision_id=decision, **told).pk}


def _candidate(county: str) -> dict[str, object]:
    run, _ = Run.objects.get_or_create(month=2026 * 12, number=1, defaults={"digest": "", "counts": {}})
    said = {"person_id": _person(county)["number"], "dataset": "police.deaths", "batch": 1, "line": 2, "opened": run}
    return {"candidate": Candidate.objects.get_or_create(key=f"1-2-{county}", defaults=said)[0].pk}


def _work(_county: str) -> dict[str, object]:
    return {"number": uuid4()}


def _batch(_county: str) -> dict[str, object]:
    return {"number": 1}


def _dataset(_county: str) -> dict[str, object]:
    return {"dataset": "police.deaths"}


OF_WORK = ("piece", "finish", "give_up", "work", "tried", "differences", "again", "fetch")
OF_BATCHES = ("batch", "quarantine", "workbook", "withdraw", "release")
EXCHANGE: dict[str, Example] = {
    **{f"exchange:{page}": _work for page in OF_WORK},
    **{f"exchange:{page}": _batch for page in OF_BATCHES},
    "exchange:template": _dataset,
}
"""Whose deliveries somebody sees is told by the department and the home: tests of their own say it."""
EXAMPLES: dict[str, Example] = {
    **EXCHANGE,
    "notices:notice": _notice,
    "notices:paper": _notice,
    "notices:delivery": _notice,
    "notices:withdrawal": _notice,
    "notices:reminder": _reminder,
    "notices:wish": _person,
    "people:person": _person,
    "people:revealed": _person,
    "runs:explanation": _benefit,
    "runs:candidate": _candidate,
    "runs:candidate_written": _candidate,
    **dict.fromkeys(
        [
            f"payments:{page}"
            for page in (
                "list",
                "differences",
                "mismatches",
                "explain",
                "approve",
                "give_back",
                "take_back",
                "download",
                "answer",
                "compare",
            )
        ],
        _payment_list,
    ),
    **dict.fromkeys(
        [
            f"cases:{page}"
            for page in (
                "case",
                "receive",
                "note",
                "send_down",
                "report_up",
                "give_back",
                "escalate",
                "assign",
                "hand_over",
                "pass_on",
                "stop_clock",
                "go_on",
                "close",
                "attach",
            )
        ],
        _case,
    ),
    "cases:matter": _matter,
    "cases:attachment": _attachment,
    "cases:open": _person,
    **dict.fromkeys(
        [f"cases:{page}" for page in ("finding", "approve_finding", "give_finding_back", "withdraw_finding")], _finding
    ),
    "decisions:decision": _decision,
    "decisions:object": _decision,
    "decisions:group": _group,
    "decisions:look": lambda county: {**_group(county), "benefit_id": f"B{county}"},
    "decisions:deferral": _deferral,
    "decisions:recovery": _recovery,
    "decisions:plan": _recovery,
    "decisions:repay": _recovery,
    "decisions:give_up": _recovery,
    "decisions:write_off": _write_off,
    "decisions:objection": _objection,
    "decisions:decide": lambda county: {key: value for key, value in _benefit(county).items() if key != "month"},
    "reports:report": _report,
    "reports:edition": _edition,
    "reports:sign": _report,
    "reports:take_back": _report,
    "reports:who": _report,
    "reports:add": _reported_person,
    "reports:outsider": _report,
    "reports:change": _line,
    "reports:papers": _line,
    "reports:remove": _line,
    "reports:send_back": _report,
    "reports:accept": _report,
    "accounts:account": _account,
    "accounts:change": _account,
    "accounts:disable": _account,
    "accounts:enable": _account,
    "accounts:reset_password": _account,
    "accounts:give_role": _account,
    "accounts:take_role": _assignment,
    "accounts:reset_factors": _account,
    "accounts:unlock": _account,
    "accounts:office_change": _office,
    "accounts:office_disable": _office,
    "accounts:office_enable": _office,
}
FROM_HOME = {"runs:explanation", "runs:chart", "decisions:decide", "decisions:look", *EXCHANGE}
"""Pages worked out from the home or a run, which know nobody in these tests: to who may open them they are not there."""
PERSONAL: dict[str, dict[str, object]] = {
    "accounts:end_lending": {"assignment": 1},
    "accounts:remove_factor": {"factor": 1},
    "jobs:again": {"number": "00000000-0000-4000-8000-000000000000"},
    "exports:agree": {"number": 1},
    "exports:refuse": {"number": 1},
    "exports:collect": {"number": 1},
    "exports:forget_filter": {"number": 1},
    "ui:clause": {"clause": "8.2.1.4"},
    "runs:chart": {"name": "kinds"},
    "notices:text": {"kind": "suspend"},
    "notices:sample": {"kind": "suspend", "language": "zh"},
    "notices:checked": {"code": "0" * 16},
}
"""Pages whose address names what is of nobody's county: one's own lending, a job, an article of the law, a chart."""
