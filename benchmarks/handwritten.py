"""What a DuckDB engineer would write by hand: `zige determine` as plain SQL, to tell what the engine's layers cost.

    python benchmarks/handwritten.py --benefits B --facts F [--amounts A] [--paid P] --month 2026-11
        [--known-by 2026-11-20] --out OUT.csv [--timings]

LAW sections 2 to 7, written independently of the engine, without the refusals of section 8. Files are CSV or Parquet by
extension. The statements run in the order of `STEPS`, each leaving a temporary table; --timings shows what each took.

Months are integers (year * 12 + month - 1), `FOREVER` is the last month of what has no end, and `n` is a benefit's row
number. The run's month and the months that the ledger covers are DuckDB variables, so that the statements stay as they
are written here.
"""

import argparse
import os
import time
from pathlib import Path

import duckdb

MACROS = """
CREATE MACRO month_number(text) AS (left(text, 4)::INTEGER * 12 + right(text, 2)::INTEGER - 1);
CREATE MACRO month_of(day) AS (year(day) * 12 + month(day) - 1)::INTEGER;
CREATE MACRO month_text(number) AS strftime(make_date(number // 12, number % 12 + 1, 1), '%Y-%m');
CREATE MACRO forever() AS 99999;
CREATE MACRO run_month() AS getvariable('run_month');
CREATE MACRO covered_from() AS getvariable('covered_from');
CREATE MACRO covered_to() AS getvariable('covered_to');
"""

# LAW section 3 in its order, which is the order of reporting; NULL fact kinds are worked out below.
RULES = """
CREATE TEMP TABLE kind AS
SELECT * FROM (VALUES
    ('pension.enterprise', ['every', 'cyclic', 'pension', 'employee', 'employee+resident']),
    ('pension.land', ['every', 'cyclic', 'pension', 'employee', 'employee+resident']),
    ('pension.resident', ['every', 'cyclic', 'pension', 'employee+resident', 'civil+resident', 'pension.resident']),
    ('pension.civil', ['every', 'cyclic', 'pension', 'civil+resident', 'pension.civil']),
    ('unemployment', ['every', 'unemployment']),
    ('injury.disability', ['every', 'cyclic', 'injured', 'injury.disability']),
    ('injury.care', ['every', 'cyclic', 'injured', 'injury.care']),
    ('injury.survivor', ['every', 'cyclic', 'injury.survivor'])
) AS kinds (kind, families);

CREATE TEMP TABLE ground AS
SELECT row_number() OVER ()::INTEGER AS position, * FROM (VALUES
    ('death', 2), ('term_ended', 2), ('assessment_refused', 2), ('treatment_refused', 2), ('disability_grade_lost', 2),
    ('retired', 2), ('care_grade_lost', 2), ('survivor_of_age', 2), ('capacity_regained', 2), ('survivor_employed', 2),
    ('survivor_enlisted', 2), ('survivor_adopted', 2), ('survivor_remarried', 2), ('survivor_imprisoned', 2),
    ('reemployed', 2), ('enlisted', 2), ('emigrated', 2), ('pension_received', 2), ('imprisoned_unemployed', 2),
    ('offer_refused', 2), ('other_stop', 2), ('opening_stop', 2), ('duplicate_pension', 1), ('missing', 1),
    ('wanted', 1), ('detained', 1), ('imprisoned', 1), ('parole_revoked', 1), ('criminal_penalty', 1),
    ('declared_missing', 1), ('declared_dead', 1), ('unconfirmable', 1), ('other_suspend', 1), ('unconfirmed', 1),
    ('opening_suspend', 1)
) AS grounds (ground, severity);

CREATE TEMP TABLE rule AS
SELECT kind.kind AS benefit_kind, fact_kind, position, severity, delay, for_good, relation
FROM (VALUES
    ('death',                 'every',             'death',                 1, true,  NULL),
    ('assessment_refused',    'injured',           'assessment_refused',    1, false, NULL),
    ('treatment_refused',     'injured',           'treatment_refused',     1, false, NULL),
    ('disability_grade_lost', 'injury.disability', 'disability_grade_lost', 1, true,  NULL),
    ('retired',               'injury.disability', 'retirement',            1, true,  NULL),
    ('care_grade_lost',       'injury.care',       'care_grade_lost',       1, true,  NULL),
    ('capacity_regained',     'injury.survivor',   'capacity_regained',     1, true,  NULL),
    ('survivor_employed',     'injury.survivor',   'employment',            1, true,  NULL),
    ('survivor_enlisted',     'injury.survivor',   'enlistment',            1, true,  NULL),
    ('survivor_adopted',      'injury.survivor',   'adoption',              1, true,  NULL),
    ('survivor_remarried',    'injury.survivor',   'marriage',              1, true,  'spouse'),
    ('survivor_imprisoned',   'injury.survivor',   'imprisonment',          1, false, NULL),
    ('reemployed',            'unemployment',      'employment',            1, true,  NULL),
    ('enlisted',              'unemployment',      'enlistment',            1, true,  NULL),
    ('emigrated',             'unemployment',      'emigration',            1, true,  NULL),
    ('pension_received',      'unemployment',      'pension_received',      1, true,  NULL),
    ('imprisoned_unemployed', 'unemployment',      'imprisonment',          1, false, NULL),
    ('offer_refused',         'unemployment',      'offer_refused',         1, true,  NULL),
    ('other_stop',            'every',             'other_stop',            1, false, NULL),
    ('opening_stop',          'every',             'opening_stop',          0, false, NULL),
    ('duplicate_pension',     'pension',           'duplicate_pension',     1, false, NULL),
    ('missing',               'employee',          'missing',               7, false, NULL),
    ('missing',               'employee',          'declared_missing',      1, false, NULL),
    ('wanted',                'employee+resident', 'wanted',                1, false, NULL),
    ('detained',              'employee+resident', 'detention',             1, false, NULL),
    ('imprisoned',            'employee+resident', 'imprisonment',          1, false, NULL),
    ('parole_revoked',        'pension.resident',  'parole_revoked',        1, false, NULL),
    ('criminal_penalty',      'pension.civil',     'imprisonment',          1, false, NULL),
    ('criminal_penalty',      'pension.civil',     'noncustodial_sentence', 1, false, NULL),
    ('declared_missing',      'civil+resident',    'declared_missing',      1, false, NULL),
    ('declared_dead',         'pension',           'declared_dead',         1, false, NULL),
    ('unconfirmable',         'pension',           'unconfirmable',         1, false, NULL),
    ('other_suspend',         'pension',           'other_suspend',         1, false, NULL),
    ('opening_suspend',       'every',             'opening_suspend',       0, false, NULL)
) AS rules (ground, family, fact_kind, delay, for_good, relation)
JOIN ground USING (ground)
JOIN kind ON list_contains(families, family);

-- LAW section 4: a certification or a grade A sign proves by itself, grade B signs prove in pairs.
CREATE TEMP TABLE sign AS
SELECT * FROM (VALUES
    ('certification', true), ('life.inpatient', true), ('life.border', true), ('life.face_login', true),
    ('life.marriage', true), ('life.correction', true), ('life.outpatient', false), ('life.health_exam', false),
    ('life.vaccination', false), ('life.rail_air', false), ('life.bank_counter', false), ('life.id_card', false)
) AS signs (kind, alone);
"""

# Row numbers come from the table itself: a window over all rows would run on one core.
BENEFITS = """
CREATE TEMP TABLE benefit_row AS
SELECT benefit_id, id_number, kind, month_number(first_month) AS first_month,
       coalesce(month_number(nullif(last_month, '')), forever()) AS last_month,
       month_number(nullif(cycle_from, '')) AS cycle_from, monthly_amount, nullif(relation, '') AS relation,
       incapacitated, standing_before
FROM benefits
WHERE month_number(first_month) <= run_month();
CREATE TEMP VIEW benefit AS SELECT rowid::INTEGER AS n, * FROM benefit_row;
"""

# Few facts have more than one version. Equal hashes find every one of those (and at worst a few others), so that only
# they need sorting.
SUPERSEDED = """
CREATE TEMP TABLE superseded AS
WITH repeated AS (SELECT hash(fact_id) AS fact_hash FROM known_facts GROUP BY ALL HAVING count(*) > 1)
SELECT fact_id, received, version
FROM known_facts SEMI JOIN repeated ON hash(fact_id) = fact_hash
QUALIFY row_number() OVER (PARTITION BY fact_id ORDER BY received DESC, version DESC) > 1;
"""

# LAW section 2: the facts that exist for this run, with each benefit they concern; signs that prove nothing are left.
# The optimizer expects few facts after these filters and would build its hash table on them; most facts pass.
CASES = """
SET disabled_optimizers = 'join_order,build_side_probe_side';
CREATE TEMP TABLE facts_of_run AS
SELECT n, f.kind, alone, status = 'pending' AS pending, start, first, last, department, names_benefit,
       cleared AND last <= run_month() AS ended_as_cleared
FROM (
    SELECT fact_id, received, version, id_number, kind, start, department, status, month_of(start) AS first,
           coalesce(month_of("end"), forever()) AS last, nullif(benefit_id, '') AS benefit_id,
           nullif(benefit_id, '') IS NOT NULL AS names_benefit,
           coalesce(outcome = 'cleared', false) AS cleared
    FROM known_facts
    WHERE status <> 'refuted' AND start <= getvariable('run_day')
) AS f
ANTI JOIN superseded USING (fact_id, received, version)
LEFT JOIN sign ON sign.kind = f.kind
JOIN benefit ON benefit.id_number = f.id_number AND coalesce(f.benefit_id = benefit.benefit_id, true)
WHERE f.kind NOT IN ('life.pharmacy', 'life.bus', 'life.tax')
  AND NOT (cleared AND last < run_month());
RESET disabled_optimizers;
"""

# LAW section 4.
PROOF = """
CREATE TEMP TABLE department_group AS
SELECT department, dense_rank() OVER (ORDER BY CASE department WHEN 'medical' THEN 'health' ELSE department END)
       ::SMALLINT AS source
FROM (SELECT DISTINCT department FROM facts_of_run);

CREATE TEMP TABLE month_of_signs AS
SELECT n, first AS month, max(start) AS day, bool_or(alone) AS alone, min(source) FILTER (NOT alone) AS lowest_source,
       max(source) FILTER (NOT alone) AS highest_source
FROM facts_of_run JOIN department_group USING (department)
WHERE alone IS NOT NULL AND NOT pending
GROUP BY n, first;

CREATE TEMP TABLE proof AS
WITH certified AS (
    SELECT n, month, day FROM month_of_signs WHERE alone
    UNION ALL
    SELECT this.n, this.month, this.day
    FROM month_of_signs AS this
    LEFT JOIN month_of_signs AS before ON before.n = this.n AND before.month = this.month - 1
    WHERE NOT this.alone
      AND least(this.lowest_source, before.lowest_source) < greatest(this.highest_source, before.highest_source)
)
SELECT n, max(day) AS last_certified, max(month) FILTER (month < run_month()) AS certified_before,
       bool_or(month = run_month()) AS certified_now
FROM certified
GROUP BY n;
"""

# LAW section 5, before what this month's own certification changes.
CYCLE = """
CREATE TEMP TABLE cycle AS
WITH deferral AS (
    SELECT n, max(last) AS deferred_to FROM facts_of_run WHERE kind = 'deferral' AND NOT pending GROUP BY n
)
SELECT n, last_certified, coalesce(certified_now, false) AS certified_now, deferred_to,
       greatest(first_month, cycle_from) AS earliest_start,
       greatest(first_month, cycle_from, certified_before + 1) AS cycle_start,
       greatest(first_month + 11, cycle_from + 11, certified_before + 12, deferred_to) AS due_month
FROM benefit
LEFT JOIN proof USING (n)
LEFT JOIN deferral USING (n)
WHERE kind <> 'unemployment' OR last_certified IS NOT NULL;
"""

# LAW section 3: one row for each time in which a ground is in force. `counts` is false while a fact only asks for
# verification.
INTERVALS = """
CREATE TEMP TABLE reading AS
SELECT f.n, position, severity, f.kind AS fact_kind, first, last, pending, for_good, ended_as_cleared,
       first + delay AS since,
       CASE WHEN for_good THEN forever() ELSE last END AS until,
       for_good AND fact_kind <> 'death' AND first < first_month AS too_early,
       f.kind <> 'duplicate_pension' OR names_benefit AS fulfils
FROM facts_of_run AS f
JOIN benefit USING (n)
JOIN rule ON rule.fact_kind = f.kind AND rule.benefit_kind = benefit.kind
         AND coalesce(rule.relation = benefit.relation, rule.relation IS NULL)
WHERE f.alone IS NULL;

CREATE TEMP TABLE interval_in_force AS
SELECT n, position, severity, since, until,
       fact_kind IN ('wanted', 'detention', 'missing', 'declared_missing') AND last > run_month() AS provisional
FROM reading
WHERE fulfils AND NOT pending AND NOT too_early
UNION ALL
SELECT n, position, severity, last_month + 1, forever(), false
FROM benefit, ground
WHERE ground = 'term_ended' AND last_month < run_month()
UNION ALL
SELECT n, position, severity, month_number(substr(id_number, 7, 4) || '-' || substr(id_number, 11, 2)) + 18 * 12 + 1,
       forever(), false
FROM benefit, ground
WHERE ground = 'survivor_of_age' AND kind = 'injury.survivor' AND relation IN ('child', 'grandchild', 'sibling')
  AND NOT incapacitated
UNION ALL
SELECT n, position, severity, due_month + 1, run_month(), true
FROM cycle JOIN benefit USING (n), ground
WHERE ground = 'unconfirmed' AND kind <> 'unemployment' AND run_month() > due_month + certified_now::INTEGER;

DELETE FROM interval_in_force WHERE since > run_month() OR until < since;
"""

STANDING = """
CREATE TEMP TABLE standing AS
SELECT n, max(severity) AS severity, string_agg(ground, '|' ORDER BY position) AS grounds,
       bool_or(ground IN ('opening_stop', 'opening_suspend')) AS opening
FROM (SELECT DISTINCT n, position FROM interval_in_force WHERE until >= run_month()) JOIN ground USING (position)
GROUP BY n;
"""

# LAW section 7.
ATTENTION = """
CREATE TEMP TABLE to_verify AS
SELECT DISTINCT n
FROM reading
WHERE (pending AND fulfils AND NOT ended_as_cleared)
   OR ((too_early OR NOT fulfils) AND last > run_month());

CREATE TEMP TABLE contradicted AS
WITH reported_dead AS (
    SELECT n, min(start) AS died
    FROM facts_of_run
    WHERE kind IN ('death', 'declared_dead') AND NOT ended_as_cleared
    GROUP BY n
)
SELECT DISTINCT n FROM reported_dead JOIN month_of_signs USING (n) WHERE day > died;

CREATE TEMP TABLE unadjusted AS
SELECT DISTINCT n
FROM facts_of_run AS f JOIN benefit USING (n)
WHERE f.kind = 'noncustodial_sentence' AND NOT pending AND first < run_month() AND last >= run_month()
  AND benefit.kind IN ('pension.enterprise', 'pension.land');
"""

# LAW section 6. Most benefits were paid one equal row for each month and owe nothing: one pass over the ledger finds
# the others, and only those are worked out month by month. `bit` has one place for each covered month; a ledger of more
# than 62 months has no room for it, and then every benefit is worked out. Looking a month up is much cheaper than
# reading its text again in each of millions of rows.
LEDGER = """
CREATE TEMP TABLE covered_month AS
SELECT range::INTEGER AS number, month_text(range) AS month,
       1::BIGINT << least(range - covered_from(), 62)::INTEGER AS bit
FROM range(covered_from(), covered_to() + 1);

CREATE TEMP TABLE payment_summary AS
SELECT benefit_id, count(*) AS payments, min(amount) AS lowest, max(amount) AS highest, bit_or(bit) AS months
FROM paid JOIN covered_month USING (month)
GROUP BY benefit_id;

CREATE TEMP TABLE unsettled AS
SELECT n, benefit.benefit_id, monthly_amount, greatest(first_month, covered_from()) AS first_covered,
       least(last_month, covered_to()) AS last_covered
FROM benefit LEFT JOIN payment_summary USING (benefit_id)
WHERE first_covered <= last_covered
  AND (covered_to() - covered_from() >= 62
       OR payments IS DISTINCT FROM last_covered - first_covered + 1
       OR lowest <> monthly_amount OR highest <> monthly_amount
       OR months <> (1::BIGINT << (last_covered - covered_from() + 1)) - (1::BIGINT << (first_covered - covered_from()))
       OR n IN (SELECT n FROM interval_in_force)
       OR benefit_id IN (SELECT benefit_id FROM amounts));
"""

SETTLEMENT = """
CREATE TEMP TABLE rate AS
SELECT n, month_number(from_month) AS since,
       coalesce(lead(since) OVER (PARTITION BY n ORDER BY since) - 1, forever()) AS until, amount
FROM amounts JOIN unsettled USING (benefit_id);

CREATE TEMP TABLE blocked AS
SELECT n, number AS month, bool_and(provisional) AS provisional
FROM interval_in_force JOIN covered_month ON number BETWEEN since AND until
GROUP BY n, number;

CREATE TEMP TABLE due AS
SELECT unsettled.n, number AS month, coalesce(rate.amount, monthly_amount) AS amount
FROM unsettled
JOIN covered_month ON number BETWEEN first_covered AND last_covered
LEFT JOIN rate ON rate.n = unsettled.n AND number BETWEEN since AND until
ANTI JOIN blocked ON blocked.n = unsettled.n AND blocked.month = number;

SET disabled_optimizers = 'join_order,build_side_probe_side';
CREATE TEMP TABLE payment AS
SELECT n, number AS month, amount
FROM paid JOIN covered_month USING (month) JOIN unsettled USING (benefit_id)
WHERE number BETWEEN first_covered AND last_covered;
RESET disabled_optimizers;

CREATE TEMP TABLE difference AS
WITH due_and_paid AS (SELECT n, month, amount FROM due UNION ALL SELECT n, month, -amount FROM payment),
differences AS (SELECT n, month, sum(amount) AS amount FROM due_and_paid GROUP BY n, month HAVING sum(amount) <> 0)
SELECT n, month, amount
FROM differences LEFT JOIN blocked USING (n, month)
WHERE amount > 0 OR NOT coalesce(provisional, false);

CREATE TEMP TABLE settlement AS
SELECT n, string_agg(month_text(month), '|' ORDER BY month) FILTER (amount > 0) AS back_pay_months,
       string_agg(month_text(month), '|' ORDER BY month) FILTER (amount < 0) AS overpaid_months,
       sum(amount) AS settlement
FROM difference
GROUP BY n;
"""

REPORT = """
WITH answer AS (
    SELECT n, benefit_id, kind, relation, standing_before, grounds, coalesce(opening, false) AS opening, last_certified,
           CASE severity WHEN 2 THEN 'stop' WHEN 1 THEN 'suspend' ELSE 'continue' END AS standing,
           CASE WHEN kind = 'unemployment' THEN NULL
                WHEN certified_now THEN greatest(run_month() + 1, earliest_start)
                ELSE cycle_start END AS cycle_start,
           CASE WHEN kind = 'unemployment' THEN NULL
                WHEN certified_now THEN greatest(run_month() + 12, earliest_start + 11, deferred_to)
                ELSE due_month END AS due_month
    FROM benefit LEFT JOIN cycle USING (n) LEFT JOIN standing USING (n)
)
SELECT benefit_id, month_text(run_month()) AS month, standing, grounds,
       CASE WHEN standing = standing_before THEN 'none' WHEN standing = 'continue' THEN 'resume' ELSE standing END
           AS action,
       last_certified, month_text(cycle_start) AS cycle_start, month_text(due_month) AS due_month,
       nullif(concat_ws('|',
           CASE WHEN contradicted.n IS NOT NULL THEN 'contradiction' END,
           CASE WHEN unadjusted.n IS NOT NULL THEN 'no_adjustment' END,
           CASE WHEN opening THEN 'opening' END,
           CASE WHEN kind = 'injury.survivor' AND relation IS NULL THEN 'register' END,
           CASE WHEN standing = 'continue' AND due_month - run_month() BETWEEN 0 AND 2 THEN 'remind' END,
           CASE WHEN to_verify.n IS NOT NULL THEN 'verify' END), '') AS attention,
       back_pay_months, overpaid_months, coalesce(settlement, 0)::DECIMAL(38, 2) AS settlement
FROM answer
LEFT JOIN contradicted USING (n)
LEFT JOIN unadjusted USING (n)
LEFT JOIN to_verify USING (n)
LEFT JOIN settlement USING (n)
ORDER BY benefit_id
"""

STEPS = {
    "benefits": BENEFITS,
    "superseded versions": SUPERSEDED,
    "facts of the run": CASES,
    "proof": PROOF,
    "cycle": CYCLE,
    "intervals": INTERVALS,
    "standing": STANDING,
    "attention": ATTENTION,
    "ledger": LEDGER,
    "settlement": SETTLEMENT,
}

COLUMN_TYPES = {
    "benefits": {"monthly_amount": "DECIMAL(12, 2)", "incapacitated": "BOOLEAN"},
    "facts": {"version": "INTEGER", "start": "DATE", "end": "DATE", "received": "DATE"},
    "amounts": {"amount": "DECIMAL(12, 2)"},
    "paid": {"amount": "DECIMAL(12, 2)"},
}
COLUMNS = {
    "benefits": "benefit_id id_number kind first_month last_month cycle_from monthly_amount relation incapacitated "
    "standing_before",
    "facts": "fact_id version id_number kind start end outcome department status received benefit_id",
    "amounts": "benefit_id from_month amount",
    "paid": "benefit_id month amount",
}


def types_of(table):
    return {name: COLUMN_TYPES[table].get(name, "VARCHAR") for name in COLUMNS[table].split()}


def open_table(connection, table, path):
    """Parquet is read where it is needed; CSV is parsed once and kept; a table that was not given is empty."""
    types = types_of(table)
    if path is None:
        columns = ", ".join(f'"{name}" {type_}' for name, type_ in types.items())
        connection.execute(f"CREATE TEMP TABLE {table} ({columns})")
    elif path.suffix == ".parquet":
        connection.read_parquet(str(path)).create_view(table)
    else:
        rows = connection.read_csv(str(path), dtype=types, header=True, delimiter=",", quotechar='"')
        connection.register(f"{table}_file", rows)
        connection.execute(f"CREATE TEMP TABLE {table} AS FROM {table}_file")


def set_variables(connection, month, known_by):
    """The run's month and last day, and the months that the ledger covers before it; without a ledger, none."""
    connection.execute("SET VARIABLE run_month = month_number($month)", {"month": month})
    connection.execute("SET VARIABLE run_day = last_day(($month || '-01')::DATE)", {"month": month})
    connection.execute("SET VARIABLE known_by = coalesce($day::DATE, 'infinity')", {"day": known_by})
    connection.execute("CREATE TEMP VIEW known_facts AS FROM facts WHERE received <= getvariable('known_by')")
    connection.execute("""
        SET VARIABLE covered = (SELECT {'first': min(month), 'last': max(month)} FROM paid);
        SET VARIABLE covered_from = coalesce(month_number(getvariable('covered').first), run_month());
        SET VARIABLE covered_to = coalesce(least(month_number(getvariable('covered').last), run_month() - 1), 0);
        SET VARIABLE covered_from_text = month_text(covered_from());
        SET VARIABLE covered_to_text = month_text(covered_to());
    """)


def determine(connection, arguments):
    """Yields the name of each step when it is done."""
    connection.execute(MACROS)
    for table in COLUMNS:
        open_table(connection, table, getattr(arguments, table))
        yield f"open {table}"
    set_variables(connection, arguments.month, arguments.known_by)
    connection.execute(RULES)
    yield "rules"
    for name, statements in STEPS.items():
        connection.execute(statements)
        yield name
    connection.execute(f"COPY ({REPORT}) TO '{arguments.out}' (FORMAT csv, HEADER)")
    yield "report"


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--benefits", type=Path, required=True)
    parser.add_argument("--facts", type=Path, required=True)
    parser.add_argument("--amounts", type=Path)
    parser.add_argument("--paid", type=Path)
    parser.add_argument("--month", required=True, help="YYYY-MM")
    parser.add_argument("--known-by", help="YYYY-MM-DD")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--timings", action="store_true", help="show the seconds of each step")
    return parser.parse_args()


def main():
    arguments = read_arguments()
    connection = duckdb.connect(config={"threads": os.cpu_count(), "preserve_insertion_order": False})
    wall, processor = time.perf_counter(), time.process_time()
    for step in determine(connection, arguments):
        if arguments.timings:
            print(f"{time.perf_counter() - wall:7.2f} s {time.process_time() - processor:7.2f} s processor  {step}")
        wall, processor = time.perf_counter(), time.process_time()


if __name__ == "__main__":
    main()
