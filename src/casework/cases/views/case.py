"""One case: what it asks, what each source said, what was found, every step, the papers, and what may be done now."""

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.views.pages import signed_in
from casework.cases.forms import AttachmentForm, TextForm
from casework.cases.models import Case, Finding, Matter
from casework.cases.offering import may_propose, offered, peers_of
from casework.cases.panels import panels_of
from casework.cases.queries import steps_of, stop_of
from casework.cases.recorded import SHOWN, subject_of
from casework.cases.sections import moment_of
from casework.cases.transitions import CaseAct
from casework.cases.views.pages import case_seen
from casework.cases.wording import matter_in_words
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.scope import people_within

BUTTONS: dict[CaseAct, str] = {
    CaseAct.SEND_DOWN: "cases:send_down",
    CaseAct.REPORT_UP: "cases:report_up",
    CaseAct.GIVE_BACK: "cases:give_back",
    CaseAct.ESCALATE: "cases:escalate",
    CaseAct.ASSIGN: "cases:assign",
    CaseAct.HAND_OVER: "cases:hand_over",
    CaseAct.STOP_CLOCK: "cases:stop_clock",
    CaseAct.GO_ON: "cases:go_on",
    CaseAct.CLOSE: "cases:close",
}
"""The pages of acts that ask for something more, in the order in which a case page offers them."""


class Asked(NamedTuple):
    """A matter with what it asks in words, and what was found about it."""

    matter: Matter
    text: str
    findings: list[Finding]


@require_GET
@shows_people
def show(request: StaffRequest, case: int) -> HttpResponse:
    """One case, the person masked."""
    one, by = case_seen(request, case), signed_in(request)
    audit.record(request, SHOWN, subject_of(one))
    may = offered(by, one)
    context = {
        "case": one,
        "name": masked_name(one.person.name),
        "sees_person": person_is_seen(request, one.person_id),
        "matters": _matters(one),
        "moments": [moment_of(step) for step in steps_of(one)][::-1],
        "attachments": one.attachments.select_related("by", "office"),
        "stop": stop_of(one),
        "may_receive": CaseAct.RECEIVE in may,
        "may_propose": may_propose(by, one),
        "may_add": one.closed is None,
        "buttons": _buttons(one, may),
        "panels": panels_of(one),
        "attachment_form": AttachmentForm(),
        "note_form": TextForm(),
    }
    return render(request, "cases/case.html", context)


def person_is_seen(request: StaffRequest, person: int) -> bool:
    """Whether the page of the person opens: to an office of elsewhere, where they said that they live, it does not."""
    return people_within(request.jurisdiction).filter(pk=person).exists()


def acts_in_words() -> dict[CaseAct, str]:
    """What a button says."""
    return {
        CaseAct.SEND_DOWN: pgettext("button", "下派"),
        CaseAct.REPORT_UP: pgettext("button", "上报"),
        CaseAct.GIVE_BACK: pgettext("button", "退回"),
        CaseAct.ESCALATE: pgettext("button", "提级"),
        CaseAct.ASSIGN: pgettext("button", "分派"),
        CaseAct.HAND_OVER: pgettext("button", "移交"),
        CaseAct.STOP_CLOCK: pgettext("button", "中止计时"),
        CaseAct.GO_ON: pgettext("button", "恢复计时"),
        CaseAct.CLOSE: pgettext("button", "结案"),
    }


def _buttons(case: Case, may: frozenset[CaseAct]) -> list[tuple[str, str]]:
    said = acts_in_words()
    buttons = [(reverse(page, args=[case.pk]), said[act]) for act, page in BUTTONS.items() if act in may]
    if CaseAct.HAND_OVER in may and peers_of(case):
        buttons.append((reverse("cases:pass_on", args=[case.pk]), pgettext("button", "转交同级机构")))
    return buttons


def _matters(case: Case) -> list[Asked]:
    matters = list(case.matters.order_by("ended", "due", "pk"))
    found: dict[Any, list[Finding]] = {}
    for finding in case.findings.select_related("handler", "reviewer").order_by("pk"):
        found.setdefault(finding.matter_id, []).append(finding)
    return [Asked(matter, matter_in_words(matter), found.get(matter.pk, [])) for matter in matters]
