"""What a data analyst would write: `zige determine` in pandas, one whole column at a time, for comparison.

    python benchmarks/vectorised_pandas.py --benefits B --facts F [--amounts A] [--paid P] --month 2026-11
        [--known-by 2026-11-20] --out OUT.csv

LAW sections 2 to 7 without the refusals of section 8; no loop over rows, no `apply`. Files are CSV or Parquet by
extension.

Months are integers (year * 12 + month - 1), `FOREVER` is the last month of what has no end, `n` is a benefit's row
number in the order of its identifier, money is whole fen.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

FOREVER = 99_999
NEVER = -1

EMPLOYEE = ["pension.enterprise", "pension.land"]
PENSIONS = [*EMPLOYEE, "pension.civil", "pension.resident"]
NOT_CIVIL = [*EMPLOYEE, "pension.resident"]
CIVIL_OR_RESIDENT = ["pension.civil", "pension.resident"]
INJURED = ["injury.disability", "injury.care"]
EVERY = [*PENSIONS, *INJURED, "injury.survivor", "unemployment"]
SURVIVOR, DISABILITY, CARE = ["injury.survivor"], ["injury.disability"], ["injury.care"]
UNEMPLOYED, RESIDENT, CIVIL = ["unemployment"], ["pension.resident"], ["pension.civil"]

# LAW section 3: ground, benefit kinds, fact kind, months from the fact to the effect, for good. A ground without a fact
# kind is worked out below. Stops come first; grounds are reported in this order.
STOPS = [
    ("death", EVERY, "death", 1, True),
    ("term_ended", [], "", 0, True),
    ("assessment_refused", INJURED, "assessment_refused", 1, False),
    ("treatment_refused", INJURED, "treatment_refused", 1, False),
    ("disability_grade_lost", DISABILITY, "disability_grade_lost", 1, True),
    ("retired", DISABILITY, "retirement", 1, True),
    ("care_grade_lost", CARE, "care_grade_lost", 1, True),
    ("survivor_of_age", [], "", 0, True),
    ("capacity_regained", SURVIVOR, "capacity_regained", 1, True),
    ("survivor_employed", SURVIVOR, "employment", 1, True),
    ("survivor_enlisted", SURVIVOR, "enlistment", 1, True),
    ("survivor_adopted", SURVIVOR, "adoption", 1, True),
    ("survivor_remarried", SURVIVOR, "marriage", 1, True),
    ("survivor_imprisoned", SURVIVOR, "imprisonment", 1, False),
    ("reemployed", UNEMPLOYED, "employment", 1, True),
    ("enlisted", UNEMPLOYED, "enlistment", 1, True),
    ("emigrated", UNEMPLOYED, "emigration", 1, True),
    ("pension_received", UNEMPLOYED, "pension_received", 1, True),
    ("imprisoned_unemployed", UNEMPLOYED, "imprisonment", 1, False),
    ("offer_refused", UNEMPLOYED, "offer_refused", 1, True),
    ("other_stop", EVERY, "other_stop", 1, False),
    ("opening_stop", EVERY, "opening_stop", 0, False),
]
SUSPENSIONS = [
    ("duplicate_pension", PENSIONS, "duplicate_pension", 1, False),
    ("missing", EMPLOYEE, "missing", 7, False),
    ("missing", EMPLOYEE, "declared_missing", 1, False),
    ("wanted", NOT_CIVIL, "wanted", 1, False),
    ("detained", NOT_CIVIL, "detention", 1, False),
    ("imprisoned", NOT_CIVIL, "imprisonment", 1, False),
    ("parole_revoked", RESIDENT, "parole_revoked", 1, False),
    ("criminal_penalty", CIVIL, "imprisonment", 1, False),
    ("criminal_penalty", CIVIL, "noncustodial_sentence", 1, False),
    ("declared_missing", CIVIL_OR_RESIDENT, "declared_missing", 1, False),
    ("declared_dead", PENSIONS, "declared_dead", 1, False),
    ("unconfirmable", PENSIONS, "unconfirmable", 1, False),
    ("other_suspend", PENSIONS, "other_suspend", 1, False),
    ("unconfirmed", [], "", 0, False),
    ("opening_suspend", EVERY, "opening_suspend", 0, False),
]
GROUNDS = list(dict.fromkeys(rule[0] for rule in STOPS + SUSPENSIONS))
POSITION = {ground: position for position, ground in enumerate(GROUNDS)}
FIRST_SUSPENSION = POSITION["duplicate_pension"]

ALONE = ["certification", "life.inpatient", "life.border", "life.face_login", "life.marriage", "life.correction"]
IN_PAIRS = [
    "life.outpatient", "life.health_exam", "life.vaccination", "life.rail_air", "life.bank_counter", "life.id_card",
]  # fmt: skip
PROVISIONAL = ["wanted", "detention", "missing", "declared_missing"]
ARROW_TYPES = {
    "monthly_amount": pa.decimal128(12, 2), "amount": pa.decimal128(12, 2), "incapacitated": pa.bool_(),
    "version": pa.int32(), "start": pa.date32(), "end": pa.date32(), "received": pa.date32(),
}  # fmt: skip


# Reading


def month_number(text):
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def month_text(number):
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def read(path):
    if path.suffix == ".parquet":
        return pyarrow.parquet.read_table(path)
    names = path.open(encoding="utf-8").readline().strip().split(",")
    types = {name: ARROW_TYPES.get(name, pa.string()) for name in names}
    options = pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
    return pyarrow.csv.read_csv(path, convert_options=options)


def months(column, missing=NEVER):
    """Each distinct text is read once."""
    codes, texts = column.to_pandas().factorize()
    numbers = np.array([month_number(text) if text else missing for text in texts] + [missing], np.int64)
    return numbers[codes]


def fen(column):
    return pc.cast(pc.multiply(column, pa.scalar(100, pa.decimal128(3, 0))), pa.int64()).to_numpy()


def days(column):
    return column.cast(pa.int32()).to_pandas(types_mapper={pa.int32(): pd.Int32Dtype()}.get)


def month_of(day):
    return day.to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12


def load_benefits(path, run_month):
    table = read(path)
    frame = table.select(
        ["benefit_id", "id_number", "kind", "relation", "standing_before", "incapacitated"]
    ).to_pandas()
    frame["first_month"] = months(table["first_month"])
    frame["last_month"] = months(table["last_month"], FOREVER)
    frame["cycle_from"] = months(table["cycle_from"])
    frame["fen"] = fen(table["monthly_amount"])
    frame["kind"] = frame["kind"].astype("category")
    frame = frame[frame["first_month"] <= run_month].sort_values("benefit_id", ignore_index=True)
    frame["n"] = np.arange(len(frame))
    return frame


def load_facts(path, known_by):
    table = read(path)
    if known_by is not None:
        table = table.filter(pc.less_equal(table["received"], pa.scalar(known_by).cast(pa.date32())))
    names = ["fact_id", "version", "id_number", "kind", "outcome", "department", "status", "benefit_id"]
    frame = table.select(names).to_pandas()
    for name in ("start", "end", "received"):
        frame[name] = days(table[name])
    return frame


# Facts (LAW section 2)


def current_facts(facts, run_month):
    """Only the few facts with several versions are sorted."""
    repeated = facts["fact_id"].duplicated(keep=False)
    newest = facts[repeated].sort_values(["received", "version"]).drop_duplicates("fact_id", keep="last")
    facts = pd.concat([facts[~repeated], newest], ignore_index=True)
    facts["first"] = month_of(facts["start"].astype("int32"))
    ends = facts["end"].notna()
    facts["last"] = np.where(ends, month_of(facts["end"].fillna(0).astype("int32")), FOREVER)
    cleared = (facts["outcome"] == "cleared").fillna(False)
    facts["ended_as_cleared"] = cleared & (facts["last"] <= run_month)
    exists = (facts["status"] != "refuted") & (facts["first"] <= run_month)
    return facts[exists & ~(cleared & (facts["last"] < run_month))]


def concerning(facts, benefits):
    """Each fact with each benefit it concerns."""
    facts = facts[
        ["id_number", "kind", "start", "first", "last", "department", "status", "ended_as_cleared", "benefit_id"]
    ]
    facts = facts.rename(columns={"benefit_id": "named"})
    people = benefits[["id_number", "benefit_id", "n"]]
    cases = facts.merge(people, on="id_number")
    cases = cases[cases["named"].isna() | (cases["named"] == cases["benefit_id"])]
    cases["pending"] = cases["status"] == "pending"
    return cases.drop(columns=["id_number", "benefit_id", "status"])


# Proof and cycle (LAW sections 4 and 5)


def months_of_signs(cases):
    """One row per benefit and month with a confirmed certification or a life sign of grade A or B."""
    signs = cases[cases["kind"].isin(ALONE + IN_PAIRS) & ~cases["pending"]]
    signs = signs.assign(key=signs["n"] * 100_000 + signs["first"], alone=signs["kind"].isin(ALONE))
    group = signs["department"].replace("medical", "health").astype("category").cat.codes.to_numpy(np.int64)
    signs = signs.assign(lowest=np.where(signs["alone"], 32_000, group), highest=np.where(signs["alone"], NEVER, group))
    found = signs.groupby("key").agg(
        day=("start", "max"), alone=("alone", "max"), lowest=("lowest", "min"), highest=("highest", "max")
    )
    key = found.index.to_numpy()
    return found.assign(n=key // 100_000, month=key % 100_000)


def certified_months(signs):
    """Two source groups prove together when one lies in the month and the other there or in the month before."""
    key = signs.index.to_numpy()
    follows = np.r_[False, key[1:] == key[:-1] + 1]
    lowest_before = np.where(follows, signs["lowest"].shift(fill_value=32_000), 32_000)
    highest_before = np.where(follows, signs["highest"].shift(fill_value=NEVER), NEVER)
    lowest = np.minimum(signs["lowest"], lowest_before)
    highest = np.maximum(signs["highest"], highest_before)
    in_pairs = (signs["highest"] > NEVER) & (lowest < highest)
    return signs[signs["alone"] | in_pairs]


def by_benefit(benefits, groups, missing):
    """Spreads one value per benefit over all benefits."""
    return groups.reindex(benefits["n"]).fillna(missing).to_numpy().astype(np.int64)


def cycle(benefits, cases, certified, run_month):
    before = certified[certified["month"] < run_month].groupby("n")["month"].max()
    deferral = cases[(cases["kind"] == "deferral") & ~cases["pending"]].groupby("n")["last"].max()
    earliest = benefits[["first_month", "cycle_from"]].max(axis=1)
    out = pd.DataFrame({"n": benefits["n"], "earliest": earliest, "cyclic": benefits["kind"] != "unemployment"})
    out["last_certified"] = by_benefit(benefits, certified.groupby("n")["day"].max(), -(10**6))
    out["certified_now"] = out["n"].isin(certified.loc[certified["month"] == run_month, "n"])
    out["deferred_to"] = by_benefit(benefits, deferral, NEVER)
    out["cycle_start"] = np.maximum(earliest, by_benefit(benefits, before, NEVER - 1) + 1)
    out["due_month"] = np.maximum(out["cycle_start"] + 11, out["deferred_to"])
    return out


def with_this_month(cycles, run_month):
    """What is reported once this month's certification counts."""
    start = np.where(cycles["certified_now"], np.maximum(run_month + 1, cycles["earliest"]), cycles["cycle_start"])
    due = np.where(cycles["certified_now"], np.maximum(start + 11, cycles["deferred_to"]), cycles["due_month"])
    return cycles.assign(cycle_start=start, due_month=due)


# Grounds (LAW section 3)


def rule_table():
    rows = [
        (POSITION[ground], benefit_kind, kind, delay, for_good)
        for ground, benefit_kinds, kind, delay, for_good in STOPS + SUSPENSIONS
        for benefit_kind in benefit_kinds
    ]
    return pd.DataFrame(rows, columns=["position", "benefit_kind", "kind", "delay", "for_good"])


def readings(cases, benefits):
    """One row per fact of a kind that a ground of the benefit reads."""
    rules = rule_table()
    adverse = cases[cases["kind"].isin(rules["kind"].unique())]
    of_benefit = benefits[["n", "kind", "relation", "first_month"]].rename(columns={"kind": "benefit_kind"})
    read = adverse.merge(of_benefit.astype({"benefit_kind": "str"}), on="n").merge(rules, on=["benefit_kind", "kind"])
    read = read[(read["kind"] != "marriage") | (read["relation"] == "spouse").fillna(False)]
    too_early = read["for_good"] & (read["kind"] != "death") & (read["first"] < read["first_month"])
    fulfils = (read["kind"] != "duplicate_pension") | read["named"].notna()
    return read.assign(too_early=too_early, fulfils=fulfils)


def intervals(read, benefits, cycles, run_month):
    """One row for each time in which a ground is in force."""
    confirmed = read[read["fulfils"] & ~read["pending"] & ~read["too_early"]]
    from_facts = pd.DataFrame(
        {
            "n": confirmed["n"],
            "position": confirmed["position"],
            "since": confirmed["first"] + confirmed["delay"],
            "until": np.where(confirmed["for_good"], FOREVER, confirmed["last"]),
            "provisional": confirmed["kind"].isin(PROVISIONAL) & (confirmed["last"] > run_month),
        }
    )
    ended = benefits[benefits["last_month"] < run_month]
    young = of_age_one_day(benefits)
    birth = young["id_number"].str.slice(6, 10).astype(int) * 12 + young["id_number"].str.slice(10, 12).astype(int) - 1
    late = cycles[cycles["cyclic"] & (run_month > cycles["due_month"] + cycles["certified_now"])]
    found = pd.concat(
        [
            from_facts,
            own_ground("term_ended", ended["n"], ended["last_month"] + 1, FOREVER, False),
            own_ground("survivor_of_age", young["n"], birth + 18 * 12 + 1, FOREVER, False),
            own_ground("unconfirmed", late["n"], late["due_month"] + 1, run_month, True),
        ]
    )
    return found[(found["since"] <= run_month) & (found["since"] <= found["until"])].astype({"provisional": bool})


def own_ground(ground, n, since, until, provisional):
    return pd.DataFrame(
        {"n": n, "position": POSITION[ground], "since": since, "until": until, "provisional": provisional}
    )


def of_age_one_day(benefits):
    family = benefits["relation"].isin(["child", "grandchild", "sibling"])
    return benefits[(benefits["kind"] == "injury.survivor") & family & ~benefits["incapacitated"]]


def joined(frame, names):
    """For each benefit the names of its distinct numbers, joined. Few combinations occur: each is joined once."""
    distinct = frame.drop_duplicates()
    bits = pd.Series(1 << distinct["number"].to_numpy(np.int64), index=distinct["n"])
    masks = bits.groupby(level=0).sum()
    codes, combinations = masks.factorize()
    texts = ["|".join(name for bit, name in enumerate(names) if mask >> bit & 1) for mask in combinations.tolist()]
    return pd.Series(np.array(texts, dtype=object)[codes] if len(codes) else [], index=masks.index, dtype="str")


# Settlement (LAW section 6)


def settlement(benefits, ranges, amounts, paid, run_month):
    """The month lists and the sum, for benefits with a difference."""
    paid_month = months(paid["month"])
    if len(paid_month) == 0:
        return pd.DataFrame({"back_pay_months": [], "overpaid_months": [], "settlement": []})
    covered = np.arange(paid_month.min(), min(paid_month.max(), run_month - 1) + 1)
    width = len(covered)
    payments = paid_by_month(benefits, paid, paid_month, covered)
    due = due_by_month(benefits, amounts, covered)
    blocked, provisional = blocked_by_month(len(benefits), ranges, covered)
    difference = np.where(blocked, 0, due) - payments
    counts = benefits["first_month"].to_numpy()[:, None] <= covered
    counts &= covered <= benefits["last_month"].to_numpy()[:, None]
    difference[~counts | (provisional & (difference < 0))] = 0
    n, position = np.nonzero(difference)
    amount = difference[n, position]
    frame = pd.DataFrame({"n": n, "number": position, "fen": amount})
    return pd.DataFrame(
        {
            "back_pay_months": joined_months(frame[frame["fen"] > 0], covered, width),
            "overpaid_months": joined_months(frame[frame["fen"] < 0], covered, width),
            "settlement": frame.groupby("n")["fen"].sum(),
        }
    )


def paid_by_month(benefits, paid, paid_month, covered):
    """Benefits by covered months, in fen."""
    n = pd.Index(benefits["benefit_id"]).get_indexer(paid["benefit_id"].to_pandas())
    counts = (n >= 0) & (paid_month >= covered[0]) & (paid_month <= covered[-1]) if len(covered) else n < NEVER
    grid = np.zeros(len(benefits) * len(covered), np.int64)
    cell = n[counts] * len(covered) + paid_month[counts] - covered[0] if len(covered) else n[counts]
    np.add.at(grid, cell, fen(paid["amount"])[counts])
    return grid.reshape(len(benefits), len(covered))


def due_by_month(benefits, amounts, covered):
    """The benefit's amount, from each amounts row on replaced by that row's, the latest last."""
    due = np.repeat(benefits["fen"].to_numpy()[:, None], len(covered), axis=1)
    if amounts is None:
        return due
    n = pd.Index(benefits["benefit_id"]).get_indexer(amounts["benefit_id"].to_pandas())
    rates = pd.DataFrame({"n": n, "since": months(amounts["from_month"]), "fen": fen(amounts["amount"])})
    rates = rates[rates["n"] >= 0]
    for position, month in enumerate(covered):
        latest = rates[rates["since"] <= month].sort_values("since").drop_duplicates("n", keep="last")
        due[latest["n"], position] = latest["fen"]
    return due


def blocked_by_month(count, ranges, covered):
    """Whether a ground is in force, and whether all in force are provisional."""
    blocked, final = np.zeros((count, len(covered)), bool), np.zeros((count, len(covered)), bool)
    for position, month in enumerate(covered):
        in_force = ranges[(ranges["since"] <= month) & (month <= ranges["until"])]
        blocked[in_force["n"], position] = True
        final[in_force.loc[~in_force["provisional"], "n"], position] = True
    return blocked, blocked & ~final


def joined_months(frame, covered, width):
    """A mask holds 60 months; longer ledgers are joined piece by piece."""
    pieces = pd.Series(dtype="str")
    for begin in range(0, width, 60):
        inside = frame.loc[frame["number"].between(begin, begin + 59), ["n", "number"]]
        names = [month_text(month) for month in covered[begin : begin + 60].tolist()]
        piece = joined(inside.assign(number=inside["number"] - begin), names)
        pieces = pieces.str.cat(piece, sep="|", join="outer").fillna(pieces).fillna(piece) if begin else piece
    return pieces


# Report (LAW section 7)


def attention(benefits, cases, read, signs, cycles, ranges, standing, run_month):
    n = benefits["n"]
    verify = (read["pending"] & read["fulfils"] & ~read["ended_as_cleared"]) | (
        (read["too_early"] | ~read["fulfils"]) & (read["last"] > run_month)
    )
    opening = ranges["position"].isin([POSITION["opening_stop"], POSITION["opening_suspend"]])
    in_force = ranges["until"] >= run_month
    deaths = cases[cases["kind"].isin(["death", "declared_dead"]) & ~cases["ended_as_cleared"]]
    died = deaths.groupby("n")["start"].min().rename("died")
    alive = signs[["n", "day"]].merge(died, left_on="n", right_index=True)
    left = cycles["due_month"] - run_month
    asked = {
        "contradiction": n.isin(alive.loc[alive["day"] > alive["died"], "n"]),
        "no_adjustment": n.isin(sentenced(cases, run_month)) & benefits["kind"].isin(EMPLOYEE),
        "opening": n.isin(ranges.loc[opening & in_force, "n"]),
        "register": (benefits["kind"] == "injury.survivor") & benefits["relation"].isna(),
        "remind": cycles["cyclic"] & (standing == "continue") & left.between(0, 2),
        "verify": n.isin(read.loc[verify, "n"]),
    }
    mask = sum(np.asarray(flag).astype(np.int64) << bit for bit, flag in enumerate(asked.values()))
    names = list(asked)
    texts = ["|".join(names[bit] for bit in range(len(names)) if code >> bit & 1) for code in range(1 << len(names))]
    return np.array(texts, dtype=object)[mask]


def sentenced(cases, run_month):
    sentence = (cases["kind"] == "noncustodial_sentence") & ~cases["pending"]
    return cases.loc[sentence & (cases["first"] < run_month) & (cases["last"] >= run_month), "n"]


def text_of_months(numbers, shown):
    """Each distinct month is written once."""
    codes, distinct = pd.factorize(np.where(shown, numbers, NEVER))
    return np.array(["" if number == NEVER else month_text(number) for number in distinct.tolist()], dtype=object)[
        codes
    ]


def text_of_days(numbers):
    codes, distinct = pd.factorize(numbers)
    texts = np.datetime_as_string(distinct.astype("datetime64[D]")).astype(object)
    texts[distinct == -(10**6)] = ""
    return texts[codes]


def text_of_fen(amount):
    size = amount.abs()
    sign = np.where(amount < 0, "-", "").astype(object)
    return sign + (size // 100).astype("str") + "." + (size % 100 + 100).astype("str").str.slice(1)


def determine(benefits, facts, amounts, paid, run_month):
    """One row per benefit, as text."""
    cases = concerning(current_facts(facts, run_month), benefits)
    signs = months_of_signs(cases)
    cycles = cycle(benefits, cases, certified_months(signs), run_month)
    read = readings(cases, benefits)
    ranges = intervals(read, benefits, cycles, run_month)
    cycles = with_this_month(cycles, run_month)

    in_force = ranges[ranges["until"] >= run_month]
    severity = np.where(in_force["position"] < FIRST_SUSPENSION, 2, 1)
    worst = by_benefit(benefits, pd.Series(severity, index=in_force["n"]).groupby(level=0).max(), 0)
    standing = np.array(["continue", "suspend", "stop"], dtype=object)[worst]
    action = np.where(worst == 0, "resume", standing)
    grounds = joined(in_force[["n", "position"]].rename(columns={"position": "number"}), GROUNDS)
    out = pd.DataFrame(
        {
            "benefit_id": benefits["benefit_id"],
            "month": month_text(run_month),
            "standing": standing,
            "grounds": grounds.reindex(benefits["n"]).to_numpy(),
            "action": np.where(standing == benefits["standing_before"].to_numpy(), "none", action),
            "last_certified": text_of_days(cycles["last_certified"].to_numpy()),
            "cycle_start": text_of_months(cycles["cycle_start"], cycles["cyclic"]),
            "due_month": text_of_months(cycles["due_month"], cycles["cyclic"]),
            "attention": attention(benefits, cases, read, signs, cycles, ranges, standing, run_month),
        }
    )
    if paid is None:
        return out.assign(back_pay_months="", overpaid_months="", settlement="0.00")
    settled = settlement(benefits, ranges, amounts, paid, run_month)
    settled["settlement"] = text_of_fen(settled["settlement"])
    settled = settled.reindex(benefits["n"])
    return out.join(settled).fillna({"settlement": "0.00"})


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--benefits", type=Path, required=True)
    parser.add_argument("--facts", type=Path, required=True)
    parser.add_argument("--amounts", type=Path)
    parser.add_argument("--paid", type=Path)
    parser.add_argument("--month", required=True, help="YYYY-MM")
    parser.add_argument("--known-by", type=pd.Timestamp, help="YYYY-MM-DD")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def main():
    arguments = read_arguments()
    run_month = month_number(arguments.month)
    benefits = load_benefits(arguments.benefits, run_month)
    facts = load_facts(arguments.facts, arguments.known_by)
    amounts = read(arguments.amounts) if arguments.amounts else None
    paid = read(arguments.paid) if arguments.paid else None
    determine(benefits, facts, amounts, paid, run_month).to_csv(arguments.out, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
