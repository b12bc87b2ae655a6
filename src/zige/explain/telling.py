"""From the steps to the explanation: one part after the other, in one language."""

import datetime as dt
from collections.abc import Sequence

from zige.backends.base import Backend
from zige.explain.answer import answer_of
from zige.explain.grounds import GroundTeller
from zige.explain.labels import DEPARTMENTS
from zige.explain.masking import without_numbers
from zige.explain.model import FORMAT, Benefit, Explanation, Law, Person, ToldFact, Use
from zige.explain.money import settlement_of
from zige.explain.narrowing import narrowed
from zige.explain.notices import notices_of
from zige.explain.reasons import REASONS
from zige.explain.rhythm import cycle_of
from zige.explain.steps import Steps, steps_of
from zige.explain.strip import strip_of
from zige.explain.verdicts import Judge, Verdict
from zige.explain.voice import Language, Voice, written
from zige.inputs.citizen_number import masked
from zige.inputs.intake import Inputs
from zige.kinds import BenefitKind, FactKind, Standing, Status
from zige.law.rules import Rules
from zige.monthly import determine_month
from zige.words import FACT_KINDS, STANDINGS, STATUSES


def explain(
    backend: Backend,
    inputs: Inputs,
    rules: Rules,
    known_by: dt.date | None,
    benefit_id: str,
    language: Language = "zh",
    with_number: bool = True,
) -> Explanation:
    """Why the benefit stands as it does in the month of `rules`, as known by that day (LAW §2-§7).

    `with_number` shows the masked citizen number. Raises RequestRefused for an unknown benefit and for one that begins
    after the month.
    """
    return explain_all(backend, inputs, rules, known_by, [benefit_id], language, with_number)[benefit_id]


def explain_all(
    backend: Backend,
    inputs: Inputs,
    rules: Rules,
    known_by: dt.date | None,
    benefit_ids: Sequence[str],
    language: Language = "zh",
    with_number: bool = True,
) -> dict[str, Explanation]:
    """`explain` for several benefits, which costs the engine little more than for one."""
    own = narrowed(backend, inputs, benefit_ids, rules.month)
    month = determine_month(backend, own, rules, known_by)
    steps = steps_of(backend, own, month, rules, known_by)
    return {benefit_id: told(steps[benefit_id], Voice(language), with_number) for benefit_id in benefit_ids}


def told(steps: Steps, voice: Voice, with_number: bool = True) -> Explanation:
    """The explanation of these steps."""
    grounds = GroundTeller(steps, voice)
    met = grounds.met()
    cycle = cycle_of(steps, voice)
    settlement = settlement_of(steps, voice)
    facts = [_fact(verdict, steps, grounds, voice) for verdict in Judge(steps).verdicts()]
    return Explanation(
        format=FORMAT,
        language=voice.language,
        month=_month(steps.rules.month),
        known_by=steps.known_by,
        law=_law(steps, voice),
        person=Person(id_number=masked(steps.benefit["id_number"]) if with_number else None),
        benefit=_benefit(steps, voice),
        answer=answer_of(steps, voice, met, cycle, settlement, facts),
        notices=notices_of(steps, voice, facts),
        strip=strip_of(steps, voice),
        cycle=cycle,
        grounds=met,
        settlement=settlement,
        facts=facts,
    )


def _month(month: int) -> str:
    text = written(month)
    assert text is not None
    return text


def _law(steps: Steps, voice: Voice) -> Law:
    book = steps.rules.book
    return Law(code=book.code, title=voice.say(book.title), in_force_from=_month(book.in_force.first))


def _benefit(steps: Steps, voice: Voice) -> Benefit:
    benefit = steps.benefit
    kind, before = BenefitKind(benefit["kind"]), Standing(benefit["standing_before"])
    return Benefit(
        benefit_id=without_numbers(benefit["benefit_id"]),
        kind=kind,
        kind_text=voice.say(steps.rules.book.benefit_kinds[kind]),
        first_month=_month(benefit["first_month"]),
        last_month=written(benefit["last_month"]),
        standing_before=before,
        standing_before_text=voice.say(STANDINGS[before]),
    )


def _fact(verdict: Verdict, steps: Steps, grounds: GroundTeller, voice: Voice) -> ToldFact:
    fact, kind, status = verdict.fact, FactKind(verdict.fact["kind"]), Status(verdict.fact["status"])
    return ToldFact(
        fact_id=without_numbers(fact["fact_id"]),
        version=fact["version"],
        kind=kind,
        kind_text=voice.say(FACT_KINDS[kind]),
        start=fact["start"],
        end=fact["end"],
        outcome=fact["outcome"],
        department=without_numbers(fact["department"]),
        department_text=_department(fact["department"], voice),
        status=status,
        status_text=voice.say(STATUSES[status]),
        received=fact["received"],
        use=verdict.use,
        reason=verdict.reason,
        text=_reason(verdict, steps, grounds, voice),
        would_meet=grounds.would_meet(fact["fact_id"]) if verdict.use is Use.TO_VERIFY else [],
    )


def _department(code: str, voice: Voice) -> str:
    return voice.say(DEPARTMENTS[code]) if code in DEPARTMENTS else without_numbers(code)


def _reason(verdict: Verdict, steps: Steps, grounds: GroundTeller, voice: Voice) -> str:
    fact, book = verdict.fact, steps.rules.book
    return voice.say(
        REASONS[verdict.reason],
        grounds=grounds.made_by(fact["fact_id"]),
        month=voice.month(_month_meant(verdict, steps)),
        basis=voice.say(book.attention.no_adjustment.basis),
        first=voice.month(steps.benefit["first_month"]),
        received=voice.day(fact["received"]),
        known_by=voice.day(steps.known_by) if steps.known_by else "",
        end=voice.day(fact["end"]) if fact["end"] else "",
        window=book.life_signs.window_months,
    )


def _month_meant(verdict: Verdict, steps: Steps) -> int:
    """The month that a reason names: the certified one, that of a deferral's end, else that of the run."""
    if verdict.reason.startswith("certifies"):
        counting = {steps.rules.month, steps.cycle["certified"]}
        months = [p["month"] for p in steps.proofs if p["fact_id"] == verdict.fact["fact_id"]]
        return int(max(set(months) & counting & {row["month"] for row in steps.certified}))
    return int(verdict.fact["last"]) if verdict.reason == "defers" else steps.rules.month
