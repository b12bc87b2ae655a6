"""Drafts of what was decided: of approved decisions and answered objections that have no notice yet."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone, translation

from casework.cases.calendar import working_days
from casework.cases.models import Review
from casework.cases.models.finding import Article9
from casework.decisions.foreseeing import due_month_said
from casework.decisions.kinds import Act, Basis
from casework.decisions.models import Decision, Objection
from casework.decisions.proofs import proof_of
from casework.notices.issuing.drafts import Draft
from casework.notices.kinds import Kind
from casework.notices.outbox.living import told_dead
from casework.notices.writing.content import Decided, Words
from casework.people.models import Person
from casework.ui.rulebook import book_of
from zige.explain.model import Strip
from zige.law.rulebook import Rulebook

UNCONFIRMED, DEATH = "unconfirmed", "death"
KINDS = {
    Act.RESUME: Kind.RESUME,
    Act.LOWER: Kind.LOWER,
    Act.PAY_BACK: Kind.PAY_BACK,
    Act.DEFER: Kind.DEFER,
    Act.REVOKE: Kind.REVOKE,
}
"""Acts of which there is one kind of notice, whatever the reason."""
LEDGER = Words(zh="发放台账和逐月认定记录", en="the ledger of payments and the record of each month's determination")
"""What every sum and every standing rests on."""
SILENT = (Act.CONTINUE, Act.CERTIFY)
"""Nothing changes by these, and nobody is written to on paper."""


def undelivered_decisions() -> QuerySet[Decision]:
    """Approved decisions of which the person has no notice, the oldest first."""
    approved = Decision.objects.filter(state=Review.APPROVED, notices=None).exclude(act__in=SILENT)
    return approved.select_related("person", "benefit", "finding").order_by("reviewed", "pk")


def unanswered_objections() -> QuerySet[Objection]:
    """Objections with a result that was not written to the person; one that was withdrawn needs no answer."""
    answered = Objection.objects.filter(kind=Objection.Kind.OBJECTION, notices=None, answered__isnull=False)
    decided = answered.exclude(result=Objection.Result.WITHDRAWN)
    return decided.select_related("decision__person", "decision__benefit").order_by("answered", "pk")


def draft_of(decision: Decision, strip: Strip | None = None) -> Draft:
    """What the person is to be told of an approved decision."""
    book = book_of(timezone.localdate(decision.reviewed))
    grounds = _parts(decision.grounds)
    months = tuple(int(month) for month in _parts(decision.months))
    told: dict[str, Any] = {
        "effective_month": decision.month,
        "months": months,
        "grounds": grounds,
        "clauses": _parts(decision.clauses),
        "evidence": _evidence(decision, grounds, book),
        "decided": Decided.RULE if decision.basis == Basis.RULE else Decided.PERSON,
        "reason": "" if grounds else decision.reason,
        "strip": strip,
    }
    return Draft(_kind(decision), decision.person, decision.benefit, decision, None, told | _particular(decision))


def draft_of_answer(objection: Objection) -> Draft:
    """What the person is to be told of an objection that was answered."""
    decision = objection.decision
    told: dict[str, Any] = {
        "answers_to": _number_told(decision),
        "reason": objection.answer,
        "clauses": _parts(decision.clauses),
        "decided": Decided.PERSON,
    }
    if objection.result == Objection.Result.UPHELD:
        book = book_of(objection.answered or timezone.localdate())
        told["evidence"] = _evidence(decision, _parts(decision.grounds), book)
        return Draft(Kind.OBJECTION_DISMISSED, decision.person, decision.benefit, None, objection, told)
    return Draft(Kind.OBJECTION_UPHELD, decision.person, decision.benefit, None, objection, told)


def _kind(decision: Decision) -> Kind:
    grounds = _parts(decision.grounds)
    if decision.act == Act.SUSPEND:
        return Kind.SUSPEND_OVERDUE if grounds == (UNCONFIRMED,) else Kind.SUSPEND
    if decision.act == Act.STOP:
        return Kind.STOP_DEATH if DEATH in grounds else Kind.STOP
    if decision.act == Act.RECOVER:
        return Kind.RECOVER_HEIRS if _is_told_dead(decision.person) else Kind.RECOVER
    return KINDS[Act(decision.act)]


def _particular(decision: Decision) -> dict[str, Any]:
    """What only some acts have."""
    amount, due = decision.amount or None, due_month_said(decision)
    of_act: dict[str, dict[str, Any]] = {
        Act.SUSPEND: {"due_month": due},
        Act.RESUME: {"back_pay": amount, "due_month": due},
        Act.LOWER: {"amount_before": decision.amount_before or None, "amount_after": amount},
        Act.RECOVER: {"recover": amount, "deadline": _recovery_deadline(decision)},
        Act.PAY_BACK: {"back_pay": amount},
        Act.DEFER: {"due_month": decision.until, "back_pay": amount},
        Act.REVOKE: {
            "certified_on": tuple(sorted({day for day, _ in map(proof_of, decision.given.get("proofs", ()))})),
            "due_month": due,
        },
    }
    return of_act.get(decision.act, {})


def _evidence(decision: Decision, grounds: tuple[str, ...], book: Rulebook) -> tuple[Words, ...]:
    """The kinds that were there by the finding, else those that the grounds demand, else the channel (Art. 9)."""
    demanded = [text for ground in book.grounds if ground.code in grounds for text in ground.evidence]
    ticked = decision.finding.evidence if decision.finding else []
    there = [demanded[number] for number in ticked if isinstance(number, int) and number < len(demanded)]
    if there or demanded:
        return tuple(Words(zh=text.zh, en=text.en) for text in there or demanded)
    return (_source(decision.finding.source),) if decision.finding else (LEDGER,)


def _source(source: str) -> Words:
    """The channel of Art. 9 that a finding rests on, whatever the language of who is at work."""
    told = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            told[language] = str(Article9(source).label)
    return Words(zh=told["zh-hans"], en=told["en"])


def _recovery_deadline(decision: Decision) -> dt.date:
    """The working days of the rulebook after the approval, in which to return it or to agree instalments."""
    approved = timezone.localdate(decision.reviewed)
    deadline = book_of(approved).deadlines["recovery_notice"]
    return working_days().after(approved, deadline.value)


def _number_told(decision: Decision) -> str:
    """The number of the notice that was objected to, else the decision's own."""
    told = decision.notices.values_list("number", flat=True).first()
    return told or decision.number


def _is_told_dead(person: Person) -> bool:
    return Person.objects.filter(told_dead(), pk=person.pk).exists()


def _parts(joined: str) -> tuple[str, ...]:
    return tuple(part for part in joined.split("|") if part)
