"""The law computed benefit by benefit in plain Python, straight from LAW.md.

The independent reference for the engine: it shares no code, no rulebook and no way of thinking with it. The values of
the Leshan law are written here directly. Money is whole fen, a month is `year * 12 + month - 1`, a day is its ISO text
(ISO days compare as text). Inputs are assumed valid (LAW §8 refuses the others before).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

Row = dict[str, str]

FOREVER = 10**9

INSURED = ("pension.enterprise", "pension.land")
PENSIONS = ("pension.enterprise", "pension.civil", "pension.resident", "pension.land")
INJURY = ("injury.disability", "injury.care", "injury.survivor")
EVERY_KIND = (*PENSIONS, "unemployment", *INJURY)
# Article 7 asks these for certification; unemployment benefit has no cycle.
CERTIFIED_KINDS = (*PENSIONS, *INJURY)

GRADE_A = ("life.inpatient", "life.border", "life.face_login", "life.marriage", "life.correction")
GRADE_B = (
    "life.outpatient",
    "life.health_exam",
    "life.vaccination",
    "life.rail_air",
    "life.bank_counter",
    "life.id_card",
)
CERTIFYING = ("certification", *GRADE_A)
SIGNS_OF_LIFE = (*CERTIFYING, *GRADE_B)


@dataclass(frozen=True)
class Ground:
    """A row of the table of LAW §3; `for_good` is its column `to`, `relation` its condition on the survivor."""

    code: str
    effect: str
    kinds: tuple[str, ...]
    fact_kinds: tuple[str, ...] = ()
    for_good: bool = False
    relation: str = ""


GROUNDS = (
    Ground("death", "stop", EVERY_KIND, ("death",), for_good=True),  # 8.1.1.1, 8.1.2.1, 8.1.2.7, 8.1.3.7
    Ground("term_ended", "stop", EVERY_KIND),  # other law
    Ground("assessment_refused", "stop", ("injury.disability", "injury.care"), ("assessment_refused",)),  # 8.1.2.2
    Ground("treatment_refused", "stop", ("injury.disability", "injury.care"), ("treatment_refused",)),  # 8.1.2.3
    Ground("disability_grade_lost", "stop", ("injury.disability",), ("disability_grade_lost",), True),  # 8.1.2.4
    Ground("retired", "stop", ("injury.disability",), ("retirement",), True),  # 8.1.2.5
    Ground("care_grade_lost", "stop", ("injury.care",), ("care_grade_lost",), True),  # 8.1.2.6
    Ground("survivor_of_age", "stop", ("injury.survivor",)),  # 8.1.2.8
    Ground("capacity_regained", "stop", ("injury.survivor",), ("capacity_regained",), True),  # 8.1.2.8
    Ground("survivor_employed", "stop", ("injury.survivor",), ("employment",), True),  # 8.1.2.9
    Ground("survivor_enlisted", "stop", ("injury.survivor",), ("enlistment",), True),  # 8.1.2.9
    Ground("survivor_adopted", "stop", ("injury.survivor",), ("adoption",), True),  # 8.1.2.10
    Ground("survivor_remarried", "stop", ("injury.survivor",), ("marriage",), True, relation="spouse"),  # 8.1.2.11
    Ground("survivor_imprisoned", "stop", ("injury.survivor",), ("imprisonment",)),  # 8.1.2.12
    Ground("reemployed", "stop", ("unemployment",), ("employment",), True),  # 8.1.3.1
    Ground("enlisted", "stop", ("unemployment",), ("enlistment",), True),  # 8.1.3.2
    Ground("emigrated", "stop", ("unemployment",), ("emigration",), True),  # 8.1.3.3
    Ground("pension_received", "stop", ("unemployment",), ("pension_received",), True),  # 8.1.3.4
    Ground("imprisoned_unemployed", "stop", ("unemployment",), ("imprisonment",)),  # 8.1.3.5
    Ground("offer_refused", "stop", ("unemployment",), ("offer_refused",), True),  # 8.1.3.6
    Ground("other_stop", "stop", EVERY_KIND, ("other_stop",)),  # 8.1.2.13, 8.1.3.7
    Ground("opening_stop", "stop", EVERY_KIND, ("opening_stop",)),  # register at go-live
    Ground("duplicate_pension", "suspend", PENSIONS, ("duplicate_pension",)),  # 8.2.1.1, 8.2.2.1, 8.2.3.1
    Ground("missing", "suspend", INSURED, ("missing", "declared_missing")),  # 8.2.1.2
    Ground("wanted", "suspend", (*INSURED, "pension.resident"), ("wanted",)),  # 8.2.1.3, 8.2.3.4
    Ground("detained", "suspend", (*INSURED, "pension.resident"), ("detention",)),  # 8.2.1.3, 8.2.3.4
    Ground("imprisoned", "suspend", (*INSURED, "pension.resident"), ("imprisonment",)),  # 8.2.1.4, 8.2.3.2
    Ground("parole_revoked", "suspend", ("pension.resident",), ("parole_revoked",)),  # 8.2.3.3
    Ground("criminal_penalty", "suspend", ("pension.civil",), ("imprisonment", "noncustodial_sentence")),  # 8.2.2.2
    Ground("declared_missing", "suspend", ("pension.civil", "pension.resident"), ("declared_missing",)),  # 8.2.2.3
    Ground("declared_dead", "suspend", PENSIONS, ("declared_dead",)),  # 8.2.1.5, 8.2.2.3, 8.2.3.5
    Ground("unconfirmable", "suspend", PENSIONS, ("unconfirmable",)),  # 8.2.1.6, 8.2.2.4, 8.2.3.6
    Ground("other_suspend", "suspend", PENSIONS, ("other_suspend",)),  # 8.2.1.7, 8.2.2.5, 8.2.3.7
    Ground("unconfirmed", "suspend", CERTIFIED_KINDS),  # 7, 8.2.1.6, 8.2.2.4, 8.2.3.6
    Ground("opening_suspend", "suspend", EVERY_KIND, ("opening_suspend",)),  # register at go-live
)

# §6: nothing is reclaimed from a person who may prove alive or innocent.
PROVISIONAL_FACTS = ("wanted", "detention", "missing", "declared_missing")


def month_number(text: str) -> int:
    """The month of an ISO month or day: `year * 12 + month - 1`."""
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def month_text(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def fen(text: str) -> int:
    return int(Decimal(text) * 100)


def yuan(amount: int) -> str:
    whole, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole}.{rest:02d}"


@dataclass(frozen=True)
class Benefit:
    benefit_id: str
    id_number: str
    kind: str
    first_month: int
    last_month: int | None
    cycle_from: int | None
    monthly_amount: int
    relation: str
    incapacitated: bool
    standing_before: str


@dataclass(frozen=True)
class Fact:
    id_number: str
    kind: str
    start: str
    end: str
    outcome: str
    department: str
    status: str
    benefit_id: str

    @property
    def month(self) -> int:
        return month_number(self.start)

    @property
    def end_month(self) -> int:
        return month_number(self.end) if self.end else FOREVER

    @property
    def is_confirmed(self) -> bool:
        return self.status == "confirmed"

    def has_ended(self, run: int) -> bool:
        """§3: its last day lies in the month of the run or earlier."""
        return self.end_month <= run

    def has_ended_as_cleared(self, run: int) -> bool:
        return self.outcome == "cleared" and self.has_ended(run)


@dataclass(frozen=True)
class Span:
    """The months, both ends included, in which one cause keeps one ground in force."""

    ground: str
    effect: str
    first: int
    last: int
    provisional: bool = False


@dataclass(frozen=True)
class Cycle:
    start: int
    due: int


@dataclass(frozen=True)
class Ledger:
    """What was paid for each benefit and month, and the months it covers (§6)."""

    paid: dict[tuple[str, int], int]
    covered: range


def read_benefit(row: Row) -> Benefit:
    return Benefit(
        benefit_id=row["benefit_id"],
        id_number=row["id_number"],
        kind=row["kind"],
        first_month=month_number(row["first_month"]),
        last_month=month_number(row["last_month"]) if row["last_month"] else None,
        cycle_from=month_number(row["cycle_from"]) if row["cycle_from"] else None,
        monthly_amount=fen(row["monthly_amount"]),
        relation=row["relation"],
        incapacitated=row["incapacitated"] == "true",
        standing_before=row["standing_before"],
    )


def read_fact(row: Row) -> Fact:
    columns = ("id_number", "kind", "start", "end", "outcome", "department", "status", "benefit_id")
    return Fact(**{column: row[column] for column in columns})


def read_amounts(rows: Iterable[Row]) -> dict[str, dict[int, int]]:
    amounts: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for row in rows:
        amounts[row["benefit_id"]][month_number(row["from_month"])] = fen(row["amount"])
    return amounts


def read_ledger(rows: Iterable[Row]) -> Ledger:
    """§6: rows of a month add up; the months from the earliest to the latest row of any benefit are covered."""
    paid: Counter[tuple[str, int]] = Counter()
    for row in rows:
        paid[row["benefit_id"], month_number(row["month"])] += fen(row["amount"])
    months = [month for _, month in paid]
    return Ledger(paid, range(min(months), max(months) + 1) if months else range(0))


def counting_versions(rows: Iterable[Row], known_by: str | None) -> list[Row]:
    """§2: of each fact the version received last counts, among equal days the highest; later news is not known."""
    counting: dict[str, Row] = {}
    for row in rows:
        if known_by is not None and row["received"] > known_by:
            continue
        other = counting.get(row["fact_id"])
        if other is None or recency(row) > recency(other):
            counting[row["fact_id"]] = row
    return list(counting.values())


def recency(row: Row) -> tuple[str, int]:
    return row["received"], int(row["version"])


def usable_facts(rows: Iterable[Row], run: int, known_by: str | None) -> dict[str, list[Fact]]:
    """§2, §3: the facts of each person that exist for this run, without the refuted and the cleared of past months."""
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in map(read_fact, counting_versions(rows, known_by)):
        is_cleared = fact.outcome == "cleared" and fact.end_month < run
        if fact.month <= run and fact.status != "refuted" and not is_cleared:
            facts[fact.id_number].append(fact)
    return facts


def reads(ground: Ground, benefit: Benefit, fact: Fact) -> bool:
    """§3: the fact is of a kind that this ground of this benefit reads, its condition on the relation included.

    §2: a duplicate ends one entitlement, never all; one that names no benefit fulfils no ground.
    """
    if benefit.kind not in ground.kinds or fact.kind not in ground.fact_kinds:
        return False
    if ground.relation and benefit.relation != ground.relation:
        return False
    return fact.kind != "duplicate_pension" or fact.benefit_id != ""


def is_too_early(ground: Ground, benefit: Benefit, fact: Fact) -> bool:
    """§3: a "for good" ground other than death counts no fact from before the benefit's first month."""
    return ground.for_good and ground.code != "death" and fact.month < benefit.first_month


def first_month_in_force(fact: Fact) -> int:
    """§3, column `from`: next month; 8.2.1.2 more than 6 months, then next; an opening fact in the same month."""
    if fact.kind in ("opening_stop", "opening_suspend"):
        return fact.month
    return fact.month + (7 if fact.kind == "missing" else 1)


def span_of_fact(ground: Ground, fact: Fact, run: int) -> Span:
    provisional = fact.kind in PROVISIONAL_FACTS and not fact.has_ended(run)
    last = FOREVER if ground.for_good else fact.end_month
    return Span(ground.code, ground.effect, first_month_in_force(fact), last, provisional)


def spans_of_register(benefit: Benefit) -> list[Span]:
    """The grounds that need no fact: other law, term_ended; 8.1.2.8 survivor_of_age."""
    spans = []
    if benefit.last_month is not None:
        spans.append(Span("term_ended", "stop", benefit.last_month + 1, FOREVER))
    is_minor_kin = benefit.relation in ("child", "grandchild", "sibling") and not benefit.incapacitated
    if benefit.kind == "injury.survivor" and is_minor_kin:
        birth_month = int(benefit.id_number[6:10]) * 12 + int(benefit.id_number[10:12]) - 1
        spans.append(Span("survivor_of_age", "stop", birth_month + 18 * 12 + 1, FOREVER))
    return spans


def spans_of_cycle(benefit: Benefit, facts: list[Fact], run: int) -> list[Span]:
    """7 and §5: overdue months; one certification in the first of them comes in time."""
    if benefit.kind not in CERTIFIED_KINDS:
        return []
    certified = certified_days(facts)
    due = cycle_before(benefit, facts, run).due
    nothing_missed = run in certified and run <= due + 1
    return [] if nothing_missed else [Span("unconfirmed", "suspend", due + 1, run, provisional=True)]


def spans_of_benefit(benefit: Benefit, facts: list[Fact], run: int) -> list[Span]:
    """Everything that is, was or will be in force for a benefit as this run knows it, in the order of the table."""
    spans = spans_of_register(benefit) + spans_of_cycle(benefit, facts, run)
    spans += [
        span_of_fact(ground, fact, run)
        for ground in GROUNDS
        for fact in facts
        if fact.is_confirmed and reads(ground, benefit, fact) and not is_too_early(ground, benefit, fact)
    ]
    order = [ground.code for ground in GROUNDS]
    return sorted(spans, key=lambda span: order.index(span.ground))


def in_force(spans: list[Span], month: int) -> list[Span]:
    return [span for span in spans if span.first <= month <= span.last]


def standing(spans: list[Span]) -> str:
    """8.1 before 8.2 (§3, Standing)."""
    effects = {span.effect for span in spans}
    if "stop" in effects:
        return "stop"
    return "suspend" if "suspend" in effects else "continue"


def certified_days(facts: list[Fact]) -> dict[int, str]:
    """§4: the certified months, each with its last certification, grade A or grade B day."""
    signs = [fact for fact in facts if fact.is_confirmed and fact.kind in SIGNS_OF_LIFE]
    return {
        month: max(sign.start for sign in signs if sign.month == month)
        for month in {sign.month for sign in signs}
        if is_certified(signs, month)
    }


def is_certified(signs: list[Fact], month: int) -> bool:
    """§4: a certification or grade A sign, or grade B of two groups in this month (which has a sign) and the last."""
    if any(sign.kind in CERTIFYING and sign.month == month for sign in signs):
        return True
    groups = {source_group(sign) for sign in signs if sign.kind in GRADE_B and month - 1 <= sign.month <= month}
    return len(groups) >= 2


def source_group(sign: Fact) -> str:
    """§4: health and medical report the same visit."""
    return "health" if sign.department == "medical" else sign.department


def cycle_after(benefit: Benefit, certified_month: int | None, facts: list[Fact]) -> Cycle:
    """7 and §5: twelve months from the last certification, the first payment or go-live; a deferral moves its end."""
    starts = [benefit.first_month]
    if benefit.cycle_from is not None:
        starts.append(benefit.cycle_from)
    if certified_month is not None:
        starts.append(certified_month + 1)
    deferrals = [fact.end_month for fact in facts if fact.kind == "deferral" and fact.is_confirmed]
    return Cycle(max(starts), max(max(starts) + 11, *deferrals, 0))


def cycle_before(benefit: Benefit, facts: list[Fact], run: int) -> Cycle:
    """§5: the cycle that the latest certified month before this run opened."""
    earlier = [month for month in certified_days(facts) if month < run]
    return cycle_after(benefit, max(earlier, default=None), facts)


def reported_cycle(benefit: Benefit, facts: list[Fact], run: int) -> Cycle:
    """§5: a certification in the month of the run opens the next cycle."""
    if run in certified_days(facts):
        return cycle_after(benefit, run, facts)
    return cycle_before(benefit, facts, run)


def needs_verification(benefit: Benefit, facts: list[Fact], run: int) -> bool:
    """§7 `verify`."""
    for fact in facts:
        grounds = [ground for ground in GROUNDS if reads(ground, benefit, fact)]
        if fact.status == "pending" and grounds and not fact.has_ended_as_cleared(run):
            return True
        if fact.has_ended(run):
            continue
        if any(is_too_early(ground, benefit, fact) for ground in grounds):
            return True
        if fact.kind == "duplicate_pension" and fact.benefit_id == "" and benefit.kind in PENSIONS:
            return True
    return False


def is_contradicted(facts: list[Fact], run: int) -> bool:
    """§7 `contradiction`: a sign of life dated after the first day of a death."""
    deaths = [
        fact.start for fact in facts if fact.kind in ("death", "declared_dead") and not fact.has_ended_as_cleared(run)
    ]
    signs = [fact.start for fact in facts if fact.kind in SIGNS_OF_LIFE and fact.is_confirmed]
    return bool(deaths and signs) and max(signs) > min(deaths)


def has_no_adjustment(benefit: Benefit, facts: list[Fact], run: int) -> bool:
    """§3 `no_adjustment`: a sentence served outside prison, from the month after its first day."""
    return benefit.kind in INSURED and any(
        fact.kind == "noncustodial_sentence" and fact.is_confirmed and fact.month < run <= fact.end_month
        for fact in facts
    )


def is_due_soon(benefit: Benefit, facts: list[Fact], run: int) -> bool:
    """§7 `remind`, but for the standing."""
    return benefit.kind in CERTIFIED_KINDS and 0 <= reported_cycle(benefit, facts, run).due - run <= 2


def attention(benefit: Benefit, facts: list[Fact], spans_now: list[Span], run: int) -> list[str]:
    """§7: the codes for people to look at, sorted."""
    codes = {
        "contradiction": is_contradicted(facts, run),
        "no_adjustment": has_no_adjustment(benefit, facts, run),
        "opening": any(span.ground in ("opening_stop", "opening_suspend") for span in spans_now),
        "register": benefit.kind == "injury.survivor" and not benefit.relation,
        "remind": standing(spans_now) == "continue" and is_due_soon(benefit, facts, run),
        "verify": needs_verification(benefit, facts, run),
    }
    return sorted(code for code, holds in codes.items() if holds)


def amount_of(benefit: Benefit, amounts: dict[int, int], month: int) -> int:
    """§6: the latest amount from that month or earlier, else the register's."""
    begun = [start for start in amounts if start <= month]
    return amounts[max(begun)] if begun else benefit.monthly_amount


def settlement(
    benefit: Benefit, spans: list[Span], amounts: dict[int, int], ledger: Ledger, run: int
) -> dict[int, int]:
    """§6: due less paid for each month of the ledger before the run in which the benefit lasted."""
    differences = {}
    last = FOREVER if benefit.last_month is None else benefit.last_month
    for month in ledger.covered:
        if month >= run or not benefit.first_month <= month <= last:
            continue
        spans_then = in_force(spans, month)
        due = amount_of(benefit, amounts, month) if standing(spans_then) == "continue" else 0
        difference = due - ledger.paid.get((benefit.benefit_id, month), 0)
        is_provisional = spans_then != [] and all(span.provisional for span in spans_then)
        differences[month] = 0 if difference < 0 and is_provisional else difference
    return differences


def action(before: str, now: str) -> str:
    if now == before:
        return "none"
    return "resume" if now == "continue" else now


def unique_grounds(spans_now: list[Span]) -> list[str]:
    return list(dict.fromkeys(span.ground for span in spans_now))


def answer(benefit: Benefit, facts: list[Fact], amounts: dict[int, int], ledger: Ledger, run: int) -> Row:
    """§7: what the run says of one benefit; `facts` are those of the person that concern this benefit."""
    spans = spans_of_benefit(benefit, facts, run)
    spans_now = in_force(spans, run)
    now = standing(spans_now)
    cycle = reported_cycle(benefit, facts, run) if benefit.kind in CERTIFIED_KINDS else None
    differences = settlement(benefit, spans, amounts, ledger, run)
    return {
        "benefit_id": benefit.benefit_id,
        "month": month_text(run),
        "standing": now,
        "grounds": "|".join(unique_grounds(spans_now)),
        "action": action(benefit.standing_before, now),
        "last_certified": max(certified_days(facts).values(), default=""),
        "cycle_start": month_text(cycle.start) if cycle else "",
        "due_month": month_text(cycle.due) if cycle else "",
        "attention": "|".join(attention(benefit, facts, spans_now, run)),
        "back_pay_months": "|".join(month_text(month) for month in differences if differences[month] > 0),
        "overpaid_months": "|".join(month_text(month) for month in differences if differences[month] < 0),
        "settlement": yuan(sum(differences.values())),
    }


def determine(
    benefits: list[Row],
    facts: list[Row],
    amounts: list[Row] | None,
    paid: list[Row] | None,
    month: str,
    known_by: str | None,
) -> list[Row]:
    """The answer of a run to every benefit begun by its month, in the order of `benefit_id` (§7, §8)."""
    run = month_number(month)
    facts_of_person = usable_facts(facts, run, known_by)
    amounts_of_benefit = read_amounts(amounts or [])
    ledger = read_ledger(paid or [])
    answers = []
    for benefit in sorted(map(read_benefit, benefits), key=lambda benefit: benefit.benefit_id):
        if benefit.first_month > run:
            continue
        own = [
            fact for fact in facts_of_person.get(benefit.id_number, []) if fact.benefit_id in ("", benefit.benefit_id)
        ]
        answers.append(answer(benefit, own, amounts_of_benefit.get(benefit.benefit_id, {}), ledger, run))
    return answers
