"""The answer before all detail: how the benefit stands, since when, by which clause, what comes next, what to do."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zige.explain.masking import without_numbers
from zige.explain.model import Answer, Cycle, MetGround, Settlement, ToldFact, Use
from zige.explain.money import signed
from zige.explain.rhythm import cyclic, overdue_interval
from zige.explain.steps import Steps
from zige.explain.strip import standing_since
from zige.explain.voice import Voice, written
from zige.kinds import Effect, FactKind, Standing
from zige.law.months import parse_month
from zige.law.rulebook import Rulebook
from zige.tables import Action
from zige.words import STANDINGS, Wording

_SENTENCES = {
    Standing.CONTINUE: Wording(
        "这份{kind}（{benefit}）{month}续发：{since}没有停止或暂停的情形。",
        "This {kind} ({benefit}) continues in {month}: {since}, nothing stops or suspends it.",
    ),
    Standing.SUSPEND: Wording(
        "这份{kind}（{benefit}）{month}暂停：{since}暂停发放，本月的依据是{clauses}。",
        "This {kind} ({benefit}) is suspended in {month}: paused {since}, this month under {clauses}.",
    ),
    Standing.STOP: Wording(
        "这份{kind}（{benefit}）{month}停止：{since}停发，本月的依据是{clauses}。",
        "This {kind} ({benefit}) is stopped in {month}: not due {since}, this month under {clauses}.",
    ),
}
_SINCE = Wording("自{since}起", "since {since}")
_SINCE_FIRST = Wording("自{since}首次领取以来", "since its first month, {since}")


def _proposed(zh: str, en: str) -> Wording:
    return Wording(
        f"现在的发放状态是“{{before}}”，建议{zh}；由经办人员复核后决定，系统不会自动执行。",
        f"Now in payment: {{before}}. Proposed: {en}. People decide this; nothing happens by itself.",
    )


_ACTIONS = {
    Action.NONE: Wording(
        "现在的发放状态是“{before}”，与本次认定相同，不用改变。",
        "Now in payment: {before}. Nothing has to change.",
    ),
    Action.SUSPEND: _proposed("暂停发放", "suspend payment"),
    Action.STOP: _proposed("停止发放", "stop payment"),
    Action.RESUME: _proposed("恢复发放", "resume payment"),
}

_NO_CYCLE = Wording("这类待遇不需要定期认证。", "This kind of benefit needs no regular certification.")
_DUE_NEXT = Wording(
    "下次请在{due}底前认证；到时没有认证的，从{after}起暂停，补认后恢复并补发。",
    "Please certify by the end of {due}; without it payment pauses from {after} on, and certifying later brings it "
    "back with arrears.",
)
_RESUMES_WITH_CERTIFICATION = Wording(
    "认证后，从认证的次月起恢复发放，并补发{overdue}停发的 {count}。",
    "Once certified, payment resumes the month after and the paused months ({overdue}, {count}) are paid back.",
)
_CERTIFIED_LATE = Wording(
    "本月已经认证：从{next}起恢复发放，并补发{overdue}停发的 {count}。",
    "Certified this month: payment resumes in {next}, and the paused months ({overdue}, {count}) are paid back.",
)
_RESUMES_IN = Wording(
    "这一情形到{until}为止，从{next}起可以恢复发放。",
    "This ends with {until}; payment can resume from {next} on.",
)
_RESUMES_LATER = Wording("情形结束的次月起可以恢复发放。", "Payment can resume the month after the situation ends.")
_RESUMES_LATER_AND_CERTIFIED = Wording(
    "情形结束、并且已经认证的，次月起可以恢复发放。",
    "Payment can resume the month after the situation has ended and the person has certified.",
)
_ENDS_FOR_GOOD = Wording(
    "这是不再恢复的情形；如认定有误，更正后恢复并补发。",
    "This does not resume; if it was found in error, it is put right with arrears.",
)
_AHEAD = Wording(
    "从{since}起将{effect}（{clause}）：{text}", "From {since} on the standing will be '{effect}' ({clause}): {text}"
)

_NOTHING_TO_DO = Wording("现在不用办理任何手续。", "There is nothing to do now.")
_CERTIFY_SOON = Wording("请在{due}底前认证：{ways}。", "Please certify by the end of {due}: {ways}.")
_CERTIFY_NOW = Wording("请尽快认证：{ways}。", "Please certify as soon as you can: {ways}.")
_PROVE_LIFE = Wording(
    "如果领取人健在，请马上告诉经办机构：先恢复发放，再查原因。",
    "If the person is alive, please tell the office at once: payment comes first, the inquiry after.",
)
_OBJECT = Wording(
    "如果情况不符，请向经办机构说明；可以带上有关证明，经办机构会重新核实。",
    "If this is not so, please tell the office and bring what shows it; it will be verified again.",
)
_VERIFY = Wording(
    "经办机构：有 {count}线索待核实，核实之前不影响待遇，请先核实。",
    "For the office: {count} still to be verified; until then nothing changes. Please verify first.",
)
_SETTLE = Wording(
    "经办机构：以前各月{sum}，请核对“清算”一节的逐月表。",
    "For the office: for past months {sum}; please check the table under 'Settlement'.",
)

_WAYS = {
    "19": Wording("手机或网上刷脸", "by face on a phone or online"),
    "20": Wording("在四川、重庆就近现场办理", "in person anywhere in Sichuan or Chongqing"),
    "21": Wording("行动不便的可以申请上门", "at home on request if it is hard to move"),
    "22": Wording("住在省外的可以请居住地协助", "with the help of the office where you live, in another province"),
    "23": Wording("住在境外的通过使领馆规定的方式", "in the ways set for consulates, abroad"),
}
_DEATHS = (FactKind.DEATH, FactKind.DECLARED_DEAD)


class _Case(NamedTuple):
    """What the sentences are made from."""

    steps: Steps
    voice: Voice
    met: Sequence[MetGround]
    cycle: Cycle
    settlement: Settlement
    facts: Sequence[ToldFact]

    @property
    def book(self) -> Rulebook:
        return self.steps.rules.book

    @property
    def now(self) -> list[MetGround]:
        return [ground for ground in self.met if ground.when == "now"]

    @property
    def decisive(self) -> list[MetGround]:
        """The grounds in force that make the standing: the stops, where there is one."""
        return [ground for ground in self.now if ground.effect.value == self.standing.value]

    @property
    def ended_for_good(self) -> bool:
        """Whether a ground is in force that does not end."""
        return any(ground.until is None and _for_good(self, ground) for ground in self.now)

    @property
    def standing(self) -> Standing:
        return Standing(self.steps.determination["standing"])


def answer_of(
    steps: Steps,
    voice: Voice,
    met: Sequence[MetGround],
    cycle: Cycle,
    settlement: Settlement,
    facts: Sequence[ToldFact],
) -> Answer:
    """The answer of the determination, in sentences."""
    case = _Case(steps, voice, met, cycle, settlement, facts)
    action = Action(steps.determination["action"])
    return Answer(
        standing=case.standing,
        standing_text=voice.say(STANDINGS[case.standing]),
        since=written(standing_since(steps.standings, steps.rules.month)) or "",
        action=action,
        action_text=_proposal(case, action),
        sentence=_sentence(case),
        next=list(_next(case)),
        to_do=list(_to_do(case)) or [voice.say(_NOTHING_TO_DO)],
    )


def _sentence(case: _Case) -> str:
    steps, voice = case.steps, case.voice
    since = standing_since(steps.standings, steps.rules.month)
    words = _SINCE_FIRST if since == steps.benefit["first_month"] else _SINCE
    clauses = dict.fromkeys(ground.citation for ground in case.decisive)
    sentence = voice.say(
        _SENTENCES[case.standing],
        kind=voice.say(case.book.benefit_kinds[steps.benefit["kind"]]),
        benefit=_shown(case),
        month=voice.month(steps.rules.month),
        since=voice.say(words, since=voice.month(since)),
        clauses=("、" if voice.language == "zh" else "; ").join(clauses),
    )
    texts = dict.fromkeys(ground.text for ground in case.decisive)
    return (" " if voice.language == "en" else "").join([sentence, *texts])


def _shown(case: _Case) -> str:
    return without_numbers(case.steps.benefit["benefit_id"])


def _proposal(case: _Case, action: Action) -> str:
    before = STANDINGS[Standing(case.steps.benefit["standing_before"])]
    return case.voice.say(_ACTIONS[action], before=case.voice.say(before))


# --- what comes next -------------------------------------------------------------------------------------------------


def _next(case: _Case) -> Iterator[str]:
    yield from _ahead(case)
    if case.standing is Standing.CONTINUE:
        yield from _next_certification(case)
    else:
        yield _resumption(case)


def _ahead(case: _Case) -> Iterator[str]:
    """Grounds that come into force within a cycle's length from now."""
    soon = written(case.steps.rules.month + case.book.cycle.months) or ""
    for ground in case.met:
        if ground.when == "ahead" and ground.since <= soon:
            since = case.voice.month(parse_month(ground.since))
            yield case.voice.say(
                _AHEAD, since=since, effect=ground.effect_text, clause=ground.citation, text=ground.text
            )


def _next_certification(case: _Case) -> Iterator[str]:
    if not cyclic(case.steps):
        yield case.voice.say(_NO_CYCLE)
        return
    due = case.steps.cycle["due_month"]
    if not _stopped_by(case, due):
        yield case.voice.say(_DUE_NEXT, due=case.voice.month(due), after=case.voice.month(due + 1))


def _stopped_by(case: _Case, due: int) -> bool:
    """Whether payment will have been stopped before certification is due."""
    due_text = written(due) or ""
    return any(g.when == "ahead" and g.effect is Effect.STOP and g.since <= due_text for g in case.met)


def _resumption(case: _Case) -> str:
    """When payment can go on again, by the ground that lasts longest."""
    voice, month = case.voice, case.steps.rules.month
    others = [ground for ground in case.now if not _is_overdue(case, ground)]
    if case.ended_for_good:
        return voice.say(_ENDS_FOR_GOOD)
    if not others:
        return _resumption_by_certifying(case)
    latest = max((ground.until or "9999-12") for ground in others)
    if len(others) < len(case.now):
        return voice.say(_RESUMES_LATER_AND_CERTIFIED)
    if latest == "9999-12":
        return voice.say(_RESUMES_LATER)
    until = parse_month(latest)
    return voice.say(_RESUMES_IN, until=voice.month(until), next=voice.month(max(until, month) + 1))


def _resumption_by_certifying(case: _Case) -> str:
    overdue = overdue_interval(case.steps)
    assert overdue is not None
    voice, cycle = case.voice, case.cycle
    return voice.say(
        _CERTIFIED_LATE if cycle.certified_this_month else _RESUMES_WITH_CERTIFICATION,
        overdue=voice.span(overdue["since"], overdue["until"]),
        count=voice.count(cycle.overdue_months, "个月", "month", "months"),
        next=voice.month(case.steps.rules.month + 1),
    )


def _is_overdue(case: _Case, ground: MetGround) -> bool:
    return ground.code in {book.cycle.ground for book, _, _ in case.steps.rules.spans}


def _for_good(case: _Case, ground: MetGround) -> bool:
    rules = [each.ground for each in case.steps.rules.grounds if each.ground.code == ground.code]
    return rules[-1].to == "for_good"


# --- what to do ------------------------------------------------------------------------------------------------------


def _to_do(case: _Case) -> Iterator[str]:
    yield from _certify(case)
    yield from _object(case)
    asking = [fact for fact in case.facts if fact.use is Use.TO_VERIFY]
    if asking:
        yield case.voice.say(_VERIFY, count=case.voice.count(len(asking), "条", "lead is", "leads are"))
    if case.settlement.sum:
        yield case.voice.say(_SETTLE, sum=signed(case.settlement.sum, case.voice))


def _certify(case: _Case) -> Iterator[str]:
    ways = case.voice.listed([_way(clause, words, case.voice) for clause, words in _WAYS.items()])
    if case.ended_for_good:
        return
    if any(_is_overdue(case, ground) for ground in case.now) and not case.cycle.certified_this_month:
        yield case.voice.say(_CERTIFY_NOW, ways=ways)
    elif "remind" in (case.steps.determination["attention"] or ""):
        due = case.voice.month(case.steps.cycle["due_month"])
        yield case.voice.say(_CERTIFY_SOON, due=due, ways=ways)


def _way(clause: str, words: Wording, voice: Voice) -> str:
    return voice.say(
        Wording("{way}（{clause}）", "{way} ({clause})"), way=voice.say(words), clause=voice.clause(clause)
    )


def _object(case: _Case) -> Iterator[str]:
    """The person's right to be heard, in the same place as the duties."""
    if _reported_dead(case):
        yield case.voice.say(_PROVE_LIFE)
    elif any(not _is_overdue(case, ground) for ground in case.now):
        yield case.voice.say(_OBJECT)


def _reported_dead(case: _Case) -> bool:
    return any(fact.kind in _DEATHS and fact.use is not Use.IGNORED for fact in case.facts)
