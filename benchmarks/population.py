"""Makes the invented population on which speed is measured, because no real register may leave its office.

    python benchmarks/population.py --benefits 1000000 --out DIR [--format parquet|csv|both] --seed 1

N benefits of about 0.95 N people, 3 N fact rows, about 12 N payment rows (2025-11 to 2026-10) and amounts for one
benefit in twenty, for a run of 2026-11. The rows pass every refusal rule of LAW section 8. Everything is drawn as whole
columns of integers; payments, the largest table, are drawn month by month and part by part and never held at once.
Text is made from the integers by DuckDB while the files are written.

Months are integers (year * 12 + month - 1), days are days since 1970-01-01, money is whole fen.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

NEVER = 32_000
PART = 1_000_000


def month(text):
    return int(text[:4]) * 12 + int(text[5:]) - 1


def day(text):
    return int(np.datetime64(text, "D").astype(np.int64))


RUN_MONTH = month("2026-11")
LEDGER = range(month("2025-11"), month("2026-11"))
FIRST_DAY, LAST_DAY = day("2025-09-01"), day("2026-11-18")
LAST_DELIVERY = day("2026-11-20")

KINDS = {
    "pension.resident": 0.55, "pension.enterprise": 0.28, "pension.civil": 0.07, "pension.land": 0.04,
    "unemployment": 0.02, "injury.disability": 0.01, "injury.care": 0.008, "injury.survivor": 0.022,
}  # fmt: skip
KIND = {name: code for code, name in enumerate(KINDS)}
SECOND_KINDS = ["pension.land", "injury.care", "injury.survivor"]
RELATIONS = ["", "spouse", "child", "grandchild", "sibling", "parent", "grandparent"]
STANDINGS = ["continue", "suspend", "stop"]
OUTCOMES = ["", "cleared", "convicted"]
STATUSES = ["pending", "confirmed", "refuted"]
PENDING, CONFIRMED, REFUTED = range(3)
AREAS = np.array([511102, 511111, 511112, 511113, 511123, 511124, 511126, 511129, 511132, 511133, 511181])

# fact kind: (department, share among the facts of its sort)
LIFE = {
    "life.inpatient": ("medical", 0.07), "life.border": ("police", 0.01), "life.face_login": ("hrss", 0.15),
    "life.marriage": ("civil", 0.003), "life.correction": ("justice", 0.002), "life.outpatient": ("medical", 0.22),
    "life.health_exam": ("health", 0.08), "life.vaccination": ("health", 0.05), "life.rail_air": ("transport", 0.09),
    "life.bank_counter": ("bank", 0.09), "life.id_card": ("police", 0.02), "life.pharmacy": ("medical", 0.13),
    "life.bus": ("transport", 0.07), "life.tax": ("tax", 0.015),
}  # fmt: skip
ADVERSE = {
    "death": ("civil", 0.40), "imprisonment": ("court", 0.06), "detention": ("police", 0.06),
    "wanted": ("police", 0.02), "missing": ("police", 0.03), "declared_missing": ("court", 0.01),
    "declared_dead": ("court", 0.01), "parole_revoked": ("justice", 0.01), "noncustodial_sentence": ("justice", 0.05),
    "duplicate_pension": ("hrss", 0.08), "unconfirmable": ("hrss", 0.03), "other_suspend": ("hrss", 0.02),
    "other_stop": ("hrss", 0.01), "opening_suspend": ("hrss", 0.01), "opening_stop": ("hrss", 0.01),
    "employment": ("hrss", 0.05), "enlistment": ("veterans", 0.01), "emigration": ("police", 0.01),
    "pension_received": ("hrss", 0.01), "offer_refused": ("hrss", 0.01), "retirement": ("hrss", 0.02),
    "assessment_refused": ("hrss", 0.01), "treatment_refused": ("medical", 0.01),
    "disability_grade_lost": ("hrss", 0.01), "care_grade_lost": ("hrss", 0.01), "capacity_regained": ("hrss", 0.01),
    "adoption": ("civil", 0.01), "marriage": ("civil", 0.02),
}  # fmt: skip
OTHERS = {"certification": ("hrss", 1), "deferral": ("hrss", 1)}
FACTS = {**LIFE, **ADVERSE, **OTHERS}
FACT = {name: code for code, name in enumerate(FACTS)}
DEPARTMENTS = [department for department, _ in FACTS.values()]
PROVES_LITTLE = np.array([FACT[name] for name in ("life.pharmacy", "life.bus", "life.tax", "life.outpatient")])


@dataclass
class People:
    """One row per person; the first `benefits` of them hold a benefit, the rest only appear in facts."""

    number: np.ndarray
    check: np.ndarray
    birth_year: np.ndarray
    with_benefit: int
    overdue: np.ndarray


@dataclass
class Benefits:
    person: np.ndarray
    number: np.ndarray
    kind: np.ndarray
    first_month: np.ndarray
    last_month: np.ndarray
    cycle_from: np.ndarray
    amount: np.ndarray
    relation: np.ndarray
    incapacitated: np.ndarray
    second_of: np.ndarray


# People


def draw_people(rng, benefits):
    """Two in a hundred more than hold a benefit: departments also report strangers."""
    with_benefit = round(benefits * 0.95)
    count = with_benefit + max(1, benefits // 50)
    age_group = rng.choice(3, count, p=[0.93, 0.05, 0.02])
    oldest = np.array([day("1932-01-01"), day("1967-01-01"), day("2004-01-01")])
    youngest = np.array([day("1966-12-31"), day("2003-12-31"), day("2024-12-31")])
    born = rng.integers(oldest[age_group], youngest[age_group] + 1)
    number, check = citizen_numbers(rng.integers(len(AREAS), size=count), born)
    birth_year = born.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return People(number, check, birth_year, with_benefit, rng.random(count) < 0.02)


def citizen_numbers(area, born):
    """The first 17 digits as an integer and the check digit (GB 11643); those born in one place on one day differ."""
    same_birth = area.astype(np.int64) * 100_000 + born
    order = np.argsort(same_birth, kind="stable")
    ordered = same_birth[order]
    begins = np.r_[True, ordered[1:] != ordered[:-1]]
    rank = np.arange(len(order)) - np.maximum.accumulate(np.where(begins, np.arange(len(order)), 0))
    if rank.max() > 998:
        raise SystemExit("too many people for the citizen numbers of 11 counties; ask for fewer benefits")
    serial = np.empty(len(order), np.int64)
    serial[order] = (rank * 7 + ordered) % 999 + 1
    number = (AREAS[area] * 100_000_000 + yyyymmdd(born)) * 1000 + serial
    return number, check_digits(number)


def yyyymmdd(days):
    date = days.astype("datetime64[D]")
    months = date.astype("datetime64[M]").astype(np.int64)
    of_month = (date - date.astype("datetime64[M]")).astype(np.int64) + 1
    return (months // 12 + 1970) * 10_000 + (months % 12 + 1) * 100 + of_month


def check_digits(number):
    """ISO 7064 MOD 11-2 over the first 17 digits; 10 stands for X."""
    total, rest = np.zeros(len(number), np.int64), number.copy()
    for weight in (2, 4, 8, 5, 10, 9, 7, 3, 6, 1, 2, 4, 8, 5, 10, 9, 7):
        rest, digit = np.divmod(rest, 10)
        total += weight * digit
    return (12 - total % 11) % 11


# Benefits


def draw_benefits(rng, people, count):
    seconds = rng.choice(people.with_benefit, count - people.with_benefit, replace=False)
    person = np.r_[np.arange(people.with_benefit), seconds]
    second_of = np.full(len(people.number), -1)
    second_of[seconds] = np.arange(people.with_benefit, count)
    kind = draw_kinds(rng, people, person)
    first = draw_first_months(rng, kind)
    ends = (kind == KIND["unemployment"]) | (rng.random(count) < 0.002)
    started_lately = rng.random(count) < 0.03
    return Benefits(
        person=person,
        number=rng.permutation(count),
        kind=kind,
        first_month=first,
        last_month=np.where(ends, np.maximum(first + rng.integers(3, 24, count), RUN_MONTH - 4), 0),
        cycle_from=np.where(started_lately, rng.integers(month("2025-06"), month("2026-07"), count), 0),
        amount=rng.integers(12_000, 600_000, count),
        relation=draw_relations(rng, kind, people.birth_year[person]),
        incapacitated=rng.random(count) < 0.03,
        second_of=second_of,
    )


def draw_kinds(rng, people, person):
    """Children draw survivors' benefits, people of working age those of work, and the old mostly pensions."""
    shares = np.array(list(KINDS.values()))
    kind = rng.choice(len(KINDS), len(person), p=shares / shares.sum())
    year = people.birth_year[person]
    working = (year >= 1967) & (year < 2004) & (kind < KIND["unemployment"])
    at_work = np.array([KIND["unemployment"], KIND["injury.disability"], KIND["pension.enterprise"]])
    kind[working] = rng.choice(at_work, working.sum(), p=[0.3, 0.1, 0.6])
    kind[year >= 2004] = KIND["injury.survivor"]
    seconds = np.array([KIND[name] for name in SECOND_KINDS])
    kind[people.with_benefit :] = rng.choice(seconds, len(person) - people.with_benefit, p=[0.7, 0.15, 0.15])
    return kind


def draw_first_months(rng, kind):
    """Most began years ago, one in twelve within the ledger, one in a thousand begins after the run."""
    count = len(kind)
    first = rng.integers(month("2006-01"), LEDGER.start, count)
    lately = (rng.random(count) < 0.075) | (kind == KIND["unemployment"])
    first[lately] = rng.integers(LEDGER.start - 4, LEDGER.stop, lately.sum())
    first[rng.random(count) < 0.001] = RUN_MONTH + 1
    return first


def draw_relations(rng, kind, birth_year):
    old = rng.choice([1, 5, 6], len(kind), p=[0.5, 0.4, 0.1])
    young = rng.choice([2, 3, 4], len(kind), p=[0.8, 0.12, 0.08])
    relation = np.where(birth_year >= 2004, young, old)
    unknown = rng.random(len(kind)) < 0.03
    return np.where((kind == KIND["injury.survivor"]) & ~unknown, relation, 0)


def draw_amounts(rng, benefits):
    """A new amount for one benefit in twenty, for some of them a second one half a year later."""
    count = len(benefits.person)
    chosen = rng.choice(count, count // 20, replace=False)
    twice = chosen[rng.random(len(chosen)) < 0.2]
    since = rng.integers(month("2025-10"), month("2026-05"), len(chosen))
    since_again = rng.integers(month("2026-05"), month("2026-11"), len(twice))
    benefit, from_month = np.r_[chosen, twice], np.r_[since, since_again]
    amount = benefits.amount[benefit] + rng.integers(500, 20_000, len(benefit))
    return {"benefit": benefit, "from_month": from_month, "amount": amount}


# Facts


def draw_facts(rng, people, benefits):
    """Columns of 3 rows per benefit, 3 % of them second versions, in the order in which months delivered them."""
    rows = 3 * len(benefits.person)
    first_versions = round(rows / 1.03)
    adverse = draw_adverse(rng, people, round(people.with_benefit * 0.02))
    deferrals = draw_deferrals(rng, people, people.with_benefit // 200)
    certifications = draw_certifications(rng, people)
    left = first_versions - sum(len(part["kind"]) for part in (adverse, deferrals, certifications))
    parts = [adverse, deferrals, certifications, draw_life_signs(rng, people, left)]
    facts = {name: np.concatenate([part[name] for part in parts]) for name in adverse}
    facts = with_deliveries(rng, facts, people, benefits)
    second = draw_second_versions(rng, facts, rows - first_versions)
    facts = {name: np.concatenate([facts[name], second[name]]) for name in facts}
    order = np.argsort(facts["received"].astype(np.int64) // 31 * 2**32 + rng.integers(2**32, size=rows))
    return {name: values[order] for name, values in facts.items()}


def fact_columns(kind, person, start, end, outcome, status):
    """Days without an end are 0; small types because ten million benefits have thirty million facts."""
    return {
        "kind": kind.astype(np.int8), "person": person.astype(np.int32), "start": start.astype(np.int32),
        "end": end.astype(np.int32), "outcome": outcome.astype(np.int8), "status": status.astype(np.int8),
    }  # fmt: skip


def draw_adverse(rng, people, troubled):
    """Every kind of bad news about two people in a hundred and some strangers; one in four has a second such fact."""
    known = rng.choice(people.with_benefit, troubled, replace=False)
    strangers = rng.integers(people.with_benefit, len(people.number), troubled // 20)
    person = np.r_[known, known[: troubled // 4], strangers]
    shares = np.array([share for _, share in ADVERSE.values()])
    kind = rng.choice([FACT[name] for name in ADVERSE], len(person), p=shares / shares.sum())
    start = rng.integers(FIRST_DAY, LAST_DAY + 1, len(person))
    start = np.where(rng.random(len(person)) < 0.25, start - rng.integers(0, 1000, len(person)), start)
    ended = (rng.random(len(person)) < 0.45) & (kind != FACT["death"])
    end = np.where(ended, start + rng.integers(5, 400, len(person)), 0)
    outcome = np.where(ended, rng.choice(3, len(person), p=[0.55, 0.3, 0.15]), 0)
    status = rng.choice(3, len(person), p=[0.28, 0.6, 0.12])
    return fact_columns(kind, person, start, end, outcome, status)


def draw_deferrals(rng, people, count):
    start = rng.integers(day("2026-06-01"), LAST_DAY, count)
    status = rng.choice(3, count, p=[0, 0.97, 0.03])
    person = rng.integers(0, people.with_benefit, count)
    kind = np.full(count, FACT["deferral"])
    return fact_columns(kind, person, start, start + rng.integers(20, 150, count), np.zeros(count), status)


def draw_certifications(rng, people):
    """Everybody's yearly certification; that of the overdue lies more than twelve months before the run."""
    person = np.arange(people.with_benefit)
    start = rng.integers(day("2025-11-01"), LAST_DAY + 1, people.with_benefit)
    long_ago = rng.integers(FIRST_DAY, day("2025-11-01"), people.with_benefit)
    start = np.where(people.overdue[person], long_ago, start)
    status = rng.choice(3, len(person), p=[0, 0.997, 0.003])
    nothing = np.zeros(len(person))
    return fact_columns(np.full(len(person), FACT["certification"]), person, start, nothing, nothing, status)


def draw_life_signs(rng, people, count):
    """What other departments see; of the overdue they see little that proves anything."""
    person = rng.integers(0, len(people.number), count)
    shares = np.array([share for _, share in LIFE.values()])
    kind = rng.choice([FACT[name] for name in LIFE], count, p=shares / shares.sum())
    kind = np.where(people.overdue[person], rng.choice(PROVES_LITTLE, count), kind)
    start = rng.integers(FIRST_DAY, LAST_DAY + 1, count)
    status = rng.choice(3, count, p=[0, 0.998, 0.002])
    return fact_columns(kind, person, start, np.zeros(count), np.zeros(count), status)


def with_deliveries(rng, facts, people, benefits):
    """Numbers the facts, dates their arrival, and lets a few name one benefit of the person."""
    count = len(facts["kind"])
    adverse = (facts["kind"] >= len(LIFE)) & (facts["kind"] < len(LIFE) + len(ADVERSE))
    names = rng.random(count) < np.where(
        facts["kind"] == FACT["duplicate_pension"], 0.7, np.where(adverse, 0.15, 0.002)
    )
    second = benefits.second_of[facts["person"]]
    named = np.where((second >= 0) & (rng.random(count) < 0.5), second, facts["person"])
    names &= facts["person"] < people.with_benefit
    return {
        **facts,
        "fact": rng.permutation(count).astype(np.int32),
        "version": np.ones(count, np.int8),
        "received": np.minimum(facts["start"] + rng.integers(1, 45, count), LAST_DELIVERY).astype(np.int32),
        "benefit": np.where(names, named, -1).astype(np.int32),
    }


def draw_second_versions(rng, facts, count):
    """Corrections: what was pending is verified, a life sign moves by a day, a few are withdrawn.

    One in ten arrives on the same day, told apart by its number only; one in twenty repeats the number 1.
    """
    chosen = rng.choice(len(facts["kind"]), count, replace=False)
    pending = np.flatnonzero(facts["status"] == PENDING)
    verified = pending[rng.random(len(pending)) < 0.5]
    chosen = np.r_[verified, np.setdiff1d(chosen, verified)][:count]
    second = {name: values[chosen].copy() for name, values in facts.items()}
    second["status"] = rng.choice([CONFIRMED, REFUTED], count, p=[0.93, 0.07]).astype(np.int8)
    movable = second["end"] == 0
    second["start"] -= (movable & (rng.random(count) < 0.5)).astype(np.int32)
    same_day = rng.random(count) < 0.1
    second["received"] += np.where(same_day, 0, rng.integers(1, 60, count)).astype(np.int32)
    second["version"] += (same_day | (rng.random(count) < 0.95)).astype(np.int8)
    return second


# Payments


def payment_ends(rng, people, benefits, facts):
    """The month from which each benefit is no longer paid: after confirmed bad news, mostly with some delay."""
    bad = (facts["kind"] >= len(LIFE)) & (facts["kind"] < len(LIFE) + len(ADVERSE)) & (facts["end"] == 0)
    bad &= (facts["status"] == CONFIRMED) & (facts["kind"] != FACT["noncustodial_sentence"])
    since = facts["start"][bad].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12 + 1
    of_person = np.full(len(people.number), NEVER)
    np.minimum.at(of_person, facts["person"][bad], since + rng.integers(0, 3, bad.sum()))
    ends = of_person[benefits.person]
    suspended = people.overdue[benefits.person] & (rng.random(len(ends)) < 0.6) & (benefits.first_month < LEDGER.start)
    return np.where(suspended, np.minimum(ends, LEDGER.stop - 1), ends)


def draw_standings(rng, ends):
    """What is in payment now: 0 continue, 1 suspend, 2 stop."""
    suspended_or_stopped = rng.integers(1, 3, len(ends))
    noise = rng.random(len(ends)) < 0.003
    return np.where((ends <= LEDGER[-1]) | noise, suspended_or_stopped, 0)


def payment_columns(benefit, month_paid, amount):
    return pa.record_batch(
        {"benefit": benefit, "month": np.full(len(benefit), month_paid), "amount": amount.astype(np.int64)}
    )


def draw_payments(seed, benefits, amounts, ends):
    """Batches by month and part. Some benefits are paid in two rows a month, so that there are 12 rows per benefit."""
    last = np.where(benefits.last_month == 0, NEVER, benefits.last_month)
    last = np.minimum(np.minimum(last, ends - 1), LEDGER[-1])
    months_paid = np.clip(last - np.maximum(benefits.first_month, LEDGER.start) + 1, 0, None).sum()
    split_share = (len(LEDGER) * len(ends) - months_paid) / months_paid
    split = np.random.default_rng([seed, 99]).random(len(ends)) < split_share
    order = np.argsort(benefits.number)
    for paid_month in LEDGER:
        due = amounts_of(paid_month, benefits, amounts)
        for part, begin in enumerate(range(0, len(order), PART)):
            rng = np.random.default_rng([seed, paid_month, part])
            members = order[begin : begin + PART]
            paid = members[(benefits.first_month[members] <= paid_month) & (paid_month <= last[members])]
            yield draw_payment_part(rng, rng.permutation(paid), due, split, paid_month)


def amounts_of(paid_month, benefits, amounts):
    due = benefits.amount.copy()
    order = np.argsort(amounts["from_month"], kind="stable")
    order = order[amounts["from_month"][order] <= paid_month]
    due[amounts["benefit"][order]] = amounts["amount"][order]
    return due


def draw_payment_part(rng, paid, due, split, paid_month):
    """One month of one part: what was due, less forgotten rows, plus doubled rows, recoveries and small errors."""
    amount, chance = due[paid], rng.random(len(paid))
    amount = np.where((chance >= 0.006) & (chance < 0.007), amount - 100, amount)
    first_share = np.where(split[paid], amount // 3, 0)
    kept = chance >= 0.004
    doubled = (chance >= 0.010) & (chance < 0.012)
    recovered = (chance >= 0.014) & (chance < 0.0155)
    benefit = np.r_[paid[kept], paid[kept & split[paid]], paid[doubled], paid[recovered]]
    amount = np.r_[(amount - first_share)[kept], first_share[kept & split[paid]], amount[doubled], -amount[recovered]]
    return payment_columns(benefit, paid_month, amount)


# Files

BENEFITS = """
    SELECT format('B{:08d}', number) AS benefit_id,
           person_number || substr('0123456789X', person_check + 1, 1) AS id_number,
           getvariable('kinds')[kind + 1] AS kind,
           month_text(first_month) AS first_month,
           month_text(nullif(last_month, 0)) AS last_month,
           month_text(nullif(cycle_from, 0)) AS cycle_from,
           yuan(amount) AS monthly_amount,
           nullif(getvariable('relations')[relation + 1], '') AS relation,
           incapacitated,
           getvariable('standings')[standing + 1] AS standing_before
    FROM drawn"""

FACT_ROWS = """
    SELECT format('F{:09d}', fact) AS fact_id,
           version::INTEGER AS version,
           person_number || substr('0123456789X', person_check + 1, 1) AS id_number,
           getvariable('facts')[kind + 1] AS kind,
           date '1970-01-01' + start AS start,
           date '1970-01-01' + nullif("end", 0) AS "end",
           nullif(getvariable('outcomes')[outcome + 1], '') AS outcome,
           getvariable('departments')[kind + 1] AS department,
           getvariable('statuses')[status + 1] AS status,
           date '1970-01-01' + received AS received,
           CASE WHEN benefit_number >= 0 THEN format('B{:08d}', benefit_number) END AS benefit_id
    FROM drawn"""

AMOUNTS = """
    SELECT format('B{:08d}', benefit_number) AS benefit_id, month_text(from_month) AS from_month, yuan(amount) AS amount
    FROM drawn"""

PAID = """
    SELECT format('B{:08d}', benefit_number) AS benefit_id, month_text(month) AS month, yuan(amount) AS amount
    FROM drawn"""


def open_connection():
    connection = duckdb.connect()
    connection.execute("CREATE MACRO month_text(m) AS format('{:04d}-{:02d}', m // 12, m % 12 + 1)")
    connection.execute("CREATE MACRO yuan(fen) AS (fen * 0.01::DECIMAL(3, 2))::DECIMAL(12, 2)")
    lists = {
        "kinds": list(KINDS), "relations": RELATIONS, "standings": STANDINGS, "facts": list(FACTS),
        "outcomes": OUTCOMES, "departments": DEPARTMENTS, "statuses": STATUSES,
    }  # fmt: skip
    for name, values in lists.items():
        connection.execute(f"SET VARIABLE {name} = $values", {"values": values})
    return connection


def write(connection, select, batches, target, formats):
    """Parquet is always made first, CSV from it: the rows are drawn once."""
    batches = iter(batches)
    first = next(batches)
    drawn = pa.RecordBatchReader.from_batches(first.schema, chain_batches(first, batches))
    connection.register("drawn", drawn)
    parquet, csv = target.with_suffix(".parquet"), target.with_suffix(".csv")
    connection.execute(f"COPY ({select}) TO '{parquet}' (FORMAT parquet, COMPRESSION zstd)")
    connection.unregister("drawn")
    if "csv" in formats:
        connection.execute(f"COPY (FROM '{parquet}') TO '{csv}' (FORMAT csv, HEADER)")
    if "parquet" not in formats:
        parquet.unlink()


def chain_batches(first, others):
    yield first
    yield from others


def batches_of(columns):
    """Cuts a dict of equally long columns into parts."""
    length = len(next(iter(columns.values())))
    for begin in range(0, length, PART):
        yield pa.record_batch({name: values[begin : begin + PART] for name, values in columns.items()})


def benefit_rows(people, benefits, standing):
    person = benefits.person
    columns = {
        "number": benefits.number, "person_number": people.number[person], "person_check": people.check[person],
        "kind": benefits.kind, "first_month": benefits.first_month, "last_month": benefits.last_month,
        "cycle_from": benefits.cycle_from, "amount": benefits.amount, "relation": benefits.relation,
        "incapacitated": benefits.incapacitated, "standing": standing,
    }  # fmt: skip
    order = np.random.default_rng(len(person)).permutation(len(person))
    return batches_of({name: values[order] for name, values in columns.items()})


def fact_rows(people, benefits, facts):
    """Looks citizen numbers and benefit numbers up part by part."""
    for batch in batches_of(facts):
        columns = {name: batch[name].to_numpy(zero_copy_only=False) for name in batch.schema.names}
        person, benefit = columns.pop("person"), columns.pop("benefit")
        columns["person_number"], columns["person_check"] = people.number[person], people.check[person]
        columns["benefit_number"] = np.where(benefit >= 0, benefits.number[benefit], -1)
        yield pa.record_batch(columns)


def payment_rows(benefits, payments):
    for batch in payments:
        number = pa.array(benefits.number[batch["benefit"].to_numpy()])
        yield pa.record_batch({"benefit_number": number, "month": batch["month"], "amount": batch["amount"]})


def make_population(count, out, formats, seed):
    rng = np.random.default_rng(seed)
    people = draw_people(rng, count)
    benefits = draw_benefits(rng, people, count)
    amounts = draw_amounts(rng, benefits)
    facts = draw_facts(rng, people, benefits)
    ends = payment_ends(rng, people, benefits, facts)
    amount_columns = {**amounts, "benefit_number": benefits.number[amounts["benefit"]]}
    payments = draw_payments(seed, benefits, amounts, ends)

    out.mkdir(parents=True, exist_ok=True)
    connection = open_connection()
    standing = draw_standings(rng, ends)
    write(connection, BENEFITS, benefit_rows(people, benefits, standing), out / "benefits", formats)
    write(connection, AMOUNTS, batches_of(amount_columns), out / "amounts", formats)
    write(connection, FACT_ROWS, fact_rows(people, benefits, facts), out / "facts", formats)
    write(connection, PAID, payment_rows(benefits, payments), out / "paid", formats)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--benefits", type=int, required=True, help="how many benefits")
    parser.add_argument("--out", type=Path, required=True, help="directory for the four files")
    parser.add_argument("--format", choices=["parquet", "csv", "both"], default="parquet")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main():
    arguments = read_arguments()
    formats = {"both": ["parquet", "csv"]}.get(arguments.format, [arguments.format])
    make_population(arguments.benefits, arguments.out, formats, arguments.seed)


if __name__ == "__main__":
    main()
