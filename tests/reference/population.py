"""Invented benefits, facts, amounts and payments that LAW §8 accepts, stranger than life so that edges happen often.

Three ways in: `runs()` and `extreme_runs()` are Hypothesis strategies of small inputs, `random_population()` makes a
large one from a seed. All three share one inventor; what differs between them is data in a `World`. Dates lie close to
the month of the run, where the law turns.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from reference.oracle import EVERY_KIND, GRADE_B, GROUNDS, SIGNS_OF_LIFE, Row, month_number, month_text, yuan

USABLE_SIGNS = ("life.pharmacy", "life.bus", "life.tax")
GROUND_KINDS = tuple(dict.fromkeys(kind for ground in GROUNDS for kind in ground.fact_kinds))
FACT_KINDS = (*SIGNS_OF_LIFE, *USABLE_SIGNS, "deferral", *GROUND_KINDS)
RELATIONS = ("", "spouse", "child", "grandchild", "sibling", "parent", "grandparent")
# Survivors are often spouses and children, since the law asks about them.
SURVIVORS = (*RELATIONS, "spouse", "spouse", "child")
STANDINGS = ("continue", "continue", "suspend", "stop")
STATUSES = ("confirmed",) * 5 + ("pending", "refuted")

EARLIEST, LATEST = month_number("0001-01"), month_number("9999-12")
# The twelve months of a cycle that begins later end in a year that no ISO date can say.
LATEST_CYCLE = LATEST - 11
# The next cycle after a certification in this month is the last one that can be said.
LATEST_RUN = LATEST_CYCLE - 1

# Months from the month of the run, concentrated where cycles, windows and delays end.
STARTS = (0, 0, 0, -1, -1, -1, -2, -3, -6, -7, -8, -10, -11, -11, -12, -12, -13, -13, -14, -18, -24, 1)
ENDS = (0, 0, 0, -1, -1, -1, 1, 1, -2, -3, 2, 6, -13)
FIRST_MONTHS = (-60, -30, -24, -13, -12, -11, -10, -6, -1, 0, 1)
LAST_MONTHS = (0, 0, -1, -1, -3, 1, 6)
CYCLE_STARTS = (-20, -13, -12, -11, -10, -9, -3, 0, 2)
AMOUNT_STARTS = (-15, -9, -4, -3, -2, -1, 0, 1)
BIRTHDAYS = (0, 0, -1, -1, 1, -6, 6)

# Ids that a reader may take for one number, cut, quote wrongly or sort by other than code points.
ODD_FORMS = (
    "{}",
    "0{}",
    "00{}",
    "{}.0",
    "1e{}",
    "待遇{}",
    'a,"{}"',
    "𠮷{}",
    "\uff21{}",
    "é{}",
    "'{}",
    "x" * 300 + "{}",
)

WEIGHTED_PAYMENTS = ("once",) * 12 + ("gap", "gap", "twice", "recovered", "recovered in part", "odd")


@dataclass(frozen=True)
class World:
    """Where a population is invented: a source of choices, the month of the run, and how strange its values are."""

    rng: Random
    run: int
    fen: tuple[int, int] = (0, 10**6)
    benefit_forms: Sequence[str] = ("B{:07d}",)
    fact_forms: Sequence[str] = ("F{:07d}",)
    departments: Sequence[str] = ("health", "medical", "police", "court", "justice", "civil", "hrss", "transport")
    far_months: Sequence[int] = ()
    far_births: Sequence[str] = ()


class Run(NamedTuple):
    """The arguments of `determine`, in its order."""

    benefits: list[Row]
    facts: list[Row]
    amounts: list[Row] | None
    paid: list[Row] | None
    month: str
    known_by: str | None


class Person(NamedTuple):
    """A citizen number and the rows of the benefits that this person draws."""

    id_number: str
    benefits: list[Row]


def chance(world: World, percent: int) -> bool:
    return world.rng.randrange(100) >= 100 - percent


def some_month(world: World, offsets: Sequence[int]) -> int:
    """A month near the run, or now and then one of the far months of a strange world."""
    if world.far_months and chance(world, 10):
        return world.rng.choice(world.far_months)
    return min(max(world.run + world.rng.choice(offsets), EARLIEST), LATEST)


def some_day(world: World, month: int) -> str:
    """A day of the month, often its first or last."""
    last = monthrange(month // 12, month % 12 + 1)[1]
    day = world.rng.choice((1, last, world.rng.randint(1, last)))
    return f"{month_text(month)}-{day:02d}"


def some_amount(world: World) -> int:
    return world.rng.randint(*world.fen)


def make_id(forms: Sequence[str], number: int) -> str:
    """An id of its own for each number: every form of 0, then every form of 1."""
    turn, form = divmod(number, len(forms))
    return forms[form].format(turn)


def check_digit(digits: str) -> str:
    """GB 11643-1999: the eighteenth character of a citizen number."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(digits))
    return "10X98765432"[total % 11]


def make_id_number(world: World, index: int) -> str:
    """A citizen number of its own for each index; one person in two turns 18 near the run."""
    region = world.rng.choice((511100, 820000)) + index // 1000
    if world.far_births and chance(world, 20):
        birth = world.rng.choice(world.far_births)
    elif chance(world, 50):
        birth = some_day(world, max(world.run - 18 * 12 + world.rng.choice(BIRTHDAYS), EARLIEST)).replace("-", "")
    else:
        birth = f"{world.rng.randint(1930, 1990)}{world.rng.randint(1, 12):02d}{world.rng.randint(1, 28):02d}"
    digits = f"{region}{birth}{index % 1000:03d}"
    return digits + check_digit(digits)


def invent_benefit(world: World, benefit_id: str, id_number: str) -> Row:
    rng = world.rng
    kind = rng.choice(EVERY_KIND)
    first_month = some_month(world, FIRST_MONTHS)
    last_month = max(first_month, some_month(world, LAST_MONTHS)) if chance(world, 15) else None
    cycle_from = min(some_month(world, CYCLE_STARTS), LATEST_CYCLE) if chance(world, 20) else None
    return {
        "benefit_id": benefit_id,
        "id_number": id_number,
        "kind": kind,
        "first_month": month_text(first_month),
        "last_month": "" if last_month is None else month_text(last_month),
        "cycle_from": "" if cycle_from is None else month_text(cycle_from),
        "monthly_amount": yuan(some_amount(world)),
        "relation": rng.choice(SURVIVORS) if kind == "injury.survivor" or chance(world, 10) else "",
        "incapacitated": rng.choice(("false", "false", "true")),
        "standing_before": rng.choice(STANDINGS),
    }


def invent_people(world: World, people: int, most_benefits: int) -> list[Person]:
    """People with their benefits; some have none, and their facts are to be ignored."""
    invented = []
    number = 0
    for index in range(people):
        id_number = make_id_number(world, index)
        count = world.rng.randint(0, most_benefits)
        benefit_ids = [make_id(world.benefit_forms, number + step) for step in range(count)]
        number += count
        invented.append(Person(id_number, [invent_benefit(world, benefit_id, id_number) for benefit_id in benefit_ids]))
    return invented


def some_fact_kind(world: World, person: Person) -> str:
    """Often a kind that a ground of the person's benefits reads, rather one of their own than one of every benefit."""
    held = {benefit["kind"] for benefit in person.benefits}
    grounds = [ground for ground in GROUNDS if held & set(ground.kinds)]
    read = [kind for ground in grounds for kind in ground.fact_kinds]
    own = [kind for ground in grounds if ground.kinds != EVERY_KIND for kind in ground.fact_kinds]
    others = ("deferral", "deferral", "noncustodial_sentence")
    choices = (("certification",), SIGNS_OF_LIFE, own or GROUND_KINDS, read or GROUND_KINDS, others, FACT_KINDS)
    return world.rng.choice(world.rng.choice(choices))


def some_end(world: World, kind: str, start: str) -> tuple[str, str]:
    """The last day and the outcome: what is cleared has ended, a deferral always ends."""
    if kind != "deferral" and chance(world, 50):
        return "", world.rng.choice(("", "", "", "convicted"))
    end = max(start, some_day(world, some_month(world, ENDS)))
    return end, world.rng.choice(("", "", "convicted", "cleared", "cleared"))


def some_benefit_id(world: World, kind: str, person: Person) -> str:
    """Empty, or the benefit that the fact is about; a duplicate mostly names its benefit."""
    is_named = chance(world, 50 if kind == "duplicate_pension" else 15)
    return world.rng.choice(person.benefits)["benefit_id"] if person.benefits and is_named else ""


def invent_version(world: World, fact_id: str, kind: str, person: Person) -> Row:
    start = some_day(world, some_month(world, STARTS))
    end, outcome = some_end(world, kind, start)
    delay = world.rng.choice((0, 0, 1, 1, 2, -1))
    received = some_day(world, min(max(month_number(start) + delay, EARLIEST), LATEST))
    return {
        "fact_id": fact_id,
        "version": "1",
        "id_number": person.id_number,
        "kind": kind,
        "start": start,
        "end": end,
        "outcome": outcome,
        "department": world.rng.choice(world.departments),
        "status": world.rng.choice(STATUSES),
        "received": received,
        "benefit_id": some_benefit_id(world, kind, person),
    }


def invent_next_version(world: World, last: Row, person: Person) -> Row:
    """A correction: one with the same date has a higher number, another one may come with any number and date."""
    row = invent_version(world, last["fact_id"], last["kind"], person)
    if chance(world, 50):
        kept = world.rng.choice((("start", "end", "outcome"), ("department", "benefit_id")))
        row.update({column: last[column] for column in kept})
    if chance(world, 40):
        row["received"] = last["received"]
    is_renumbered = row["received"] == last["received"] or chance(world, 80)
    return {**row, "version": str(int(last["version"]) + is_renumbered)}


def invent_fact(world: World, fact_id: str, person: Person) -> list[Row]:
    """All versions of a fact, no two of them with the same date and number; past nine, numbers sort unlike text."""
    first = invent_version(world, fact_id, some_fact_kind(world, person), person)
    rows = [{**first, "version": world.rng.choice(("1", "9"))}]
    while len(rows) < 4 and chance(world, 25):
        rows.append(invent_next_version(world, rows[-1], person))
    return list({(row["received"], row["version"]): row for row in rows}.values())


def invent_pair(world: World, fact_ids: tuple[str, str], person: Person) -> list[Row]:
    """Two signs of grade B in the same or neighbouring months, which prove life if their source groups differ."""
    later = some_month(world, (0, 0, 0, -1, -1, -11, -12, -13))
    months = (later, max(later - world.rng.choice((0, 1, 1, 2)), EARLIEST))
    return [
        {
            **invent_version(world, fact_id, world.rng.choice(GRADE_B), person),
            "start": some_day(world, month),
            "end": "",
            "outcome": "",
            "department": world.rng.choice(("health", "medical", "police")),
            "status": "confirmed",
        }
        for fact_id, month in zip(fact_ids, months, strict=True)
    ]


def with_coincidence(world: World, rows: list[Row]) -> list[Row]:
    """The rows, one of them, rather a sign of life, moved to the first day of another, rather of a death."""
    if not rows:
        return []
    deaths = [row for row in rows if row["kind"] in ("death", "declared_dead")]
    signs = [row for row in rows if row["kind"] in SIGNS_OF_LIFE]
    day = world.rng.choice(deaths or rows)["start"]
    moved = world.rng.choice(signs or rows)
    can_move = moved["end"] == "" or day <= moved["end"]
    return [{**row, "start": day} if row is moved and can_move else row for row in rows]


def invent_facts_of(world: World, person: Person, fact_ids: list[str]) -> list[Row]:
    """One fact for each id, now and then two of them a pair of grade B and two rows of the same day."""
    is_paired = len(fact_ids) >= 2 and chance(world, 25)
    rows = invent_pair(world, (fact_ids[0], fact_ids[1]), person) if is_paired else []
    for fact_id in fact_ids[len(rows) :]:
        rows += invent_fact(world, fact_id, person)
    return with_coincidence(world, rows) if chance(world, 30) else rows


def invent_facts(world: World, people: list[Person], counts: Sequence[int]) -> list[Row]:
    """For each person as many facts as one of the counts says."""
    rows: list[Row] = []
    number = 0
    for person in people:
        count = world.rng.choice(counts)
        rows += invent_facts_of(world, person, [make_id(world.fact_forms, number + step) for step in range(count)])
        number += count
    return rows


def invent_amounts(world: World) -> dict[int, int]:
    """What a benefit is worth from each of up to three months."""
    months = [some_month(world, AMOUNT_STARTS) for _ in range(world.rng.choice((0, 0, 1, 2, 3)))]
    return {month: some_amount(world) for month in months}


def expected_amount(benefit: Row, amounts: dict[int, int], month: int) -> str:
    begun = [start for start in amounts if start <= month]
    return yuan(amounts[max(begun)]) if begun else benefit["monthly_amount"]


def payments_of_month(world: World, expected: str) -> list[str]:
    """The rows of one month: paid as expected, or one of the ways in which ledgers differ from the law."""
    back = expected if expected == "0.00" else f"-{expected}"
    rows = {
        "once": [expected],
        "gap": [],
        "twice": [expected, expected],
        "recovered": [expected, back],
        "recovered in part": [expected, "-0.01"],
        "odd": [yuan(some_amount(world))],
    }
    return rows[world.rng.choice(WEIGHTED_PAYMENTS)]


def invent_payments(world: World, benefit: Row, amounts: dict[int, int], months: range) -> list[Row]:
    return [
        {"benefit_id": benefit["benefit_id"], "month": month_text(month), "amount": amount}
        for month in months
        for amount in payments_of_month(world, expected_amount(benefit, amounts, month))
    ]


def some_ledger_months(world: World, longest: int) -> range:
    """Months around the run that a ledger knows of; those before a benefit's first month are in it too."""
    last = min(world.run + world.rng.choice((0, 0, -1, 1)), LATEST)
    return range(max(last - world.rng.randint(0, longest), EARLIEST), last + 1)


def invent_money(world: World, people: list[Person], longest: int) -> tuple[list[Row], list[Row]]:
    """The amounts and the ledger; each benefit is paid in months of its own, so that some are covered without a row."""
    prices: list[Row] = []
    paid: list[Row] = []
    for benefit in (benefit for person in people for benefit in person.benefits):
        amounts = invent_amounts(world)
        benefit_id = benefit["benefit_id"]
        prices += [
            {"benefit_id": benefit_id, "from_month": month_text(month), "amount": yuan(amount)}
            for month, amount in amounts.items()
        ]
        paid += invent_payments(world, benefit, amounts, some_ledger_months(world, longest))
    return prices, paid


def invent_run(world: World) -> Run:
    """A run over one to six people; files may be missing or empty, rows come in any order."""
    people = invent_people(world, world.rng.randint(1, 6), most_benefits=3)
    facts = invent_facts(world, people, counts=(0, 1, 2, 3, 4, 6, 12))
    amounts, paid = invent_money(world, people, longest=world.rng.choice((2, 6, 24)))
    benefits = [benefit for person in people for benefit in person.benefits]
    world.rng.shuffle(benefits)
    world.rng.shuffle(facts)
    world.rng.shuffle(paid)
    known_by = some_day(world, some_month(world, ENDS)) if chance(world, 40) else None
    given_amounts = world.rng.choice((amounts, amounts, None))
    given_paid = world.rng.choice((paid, paid, paid, [], None))
    return Run(benefits, facts, given_amounts, given_paid, month_text(world.run), known_by)


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """Small inputs of a run between 2024 and 2027."""
    rng = draw(st.randoms(use_true_random=False))
    return invent_run(World(rng, rng.randint(month_number("2024-01"), month_number("2027-12"))))


@st.composite
def extreme_runs(draw: st.DrawFn) -> Run:
    """Small inputs with values at the ends: amounts past 2**53 fen, first and last dates, odd ids, leap days."""
    rng = draw(st.randoms(use_true_random=False))
    months = [month_number(month) for month in ("2024-02", "2024-03", "2026-02", "2000-02", "0001-01", "0002-01")]
    world = World(
        rng,
        rng.choice([*months, LATEST_RUN]),
        fen=(2**53, 10**16 - 1),
        benefit_forms=ODD_FORMS,
        fact_forms=ODD_FORMS,
        departments=("health", "medical", "公安局", 'court, "civil"', "0", "null"),
        far_months=(EARLIEST, EARLIEST + 1, month_number("2000-02"), LATEST - 1, LATEST),
        far_births=("00010101", "20000229", "20080229", "99991231"),
    )
    return invent_run(world)


def random_population(seed: int, people: int, month: str = "2026-11") -> dict[str, list[Row]]:
    """The four tables for a run of the month: the same for the same seed, every kind of benefit and fact in them."""
    world = World(Random(seed), month_number(month))
    invented = invent_people(world, people, most_benefits=3)
    benefits = [benefit for person in invented for benefit in person.benefits]
    facts = invent_facts(world, invented, counts=(0, 1, 1, 2, 2, 3, 4, 5, 8))
    amounts, paid = invent_money(world, invented, longest=24)
    for rows in (benefits, facts, amounts, paid):
        world.rng.shuffle(rows)
    return {"benefits": benefits, "facts": facts, "amounts": amounts, "paid": paid}
