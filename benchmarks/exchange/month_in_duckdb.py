"""What a DuckDB engineer would write by hand to run the month: the comparator of `zige run`.

    python -m benchmarks.exchange.month_in_duckdb --data DIR --folds DIR --month 2026-11 --out DIR

Reads the rosters and the folds that in_duckdb.py wrote, decides every benefit by the law as benchmarks/handwritten.py
has it in SQL, and writes what `zige run` writes: OUT/determinations, certified, monitoring and lists. It keeps no
events, compares with no earlier run, seals nothing, and knows that no record was corrected.
"""

import argparse
from pathlib import Path

import duckdb
from benchmarks import handwritten as law

REGISTER = """
CREATE TABLE held AS
SELECT row_number() OVER () AS person, 证件号码 AS id_number, 姓名 AS name, 居住地区划 AS region, 居住类型 AS residence
FROM read_parquet('{data}/roster.persons_*.parquet');

CREATE TABLE held_benefit AS
SELECT 待遇编号 AS benefit_id, person, 首次领取年月 AS first_month, 月待遇金额::DECIMAL(12, 2) AS monthly_amount,
    CASE 险种 WHEN '企业职工养老' THEN 'pension.enterprise' WHEN '机关事业养老' THEN 'pension.civil'
        WHEN '城乡居民养老' THEN 'pension.resident' WHEN '失业' THEN 'unemployment' END AS kind,
    CASE 发放状态 WHEN '续发' THEN 'continue' WHEN '暂停' THEN 'suspend' ELSE 'stop' END AS standing_before,
    经办机构区划 AS office, 上次认证日期::DATE AS last_certified
FROM read_parquet('{data}/roster.benefits_*.parquet') JOIN held ON id_number = 证件号码;
"""
TABLES = """
CREATE VIEW benefits AS
SELECT benefit_id, person::VARCHAR AS id_number, kind, first_month, NULL::VARCHAR AS last_month,
    NULL::VARCHAR AS cycle_from, monthly_amount, NULL::VARCHAR AS relation, false AS incapacitated, standing_before
FROM held_benefit;

CREATE TABLE sign_of_life AS
SELECT person, kind, day, split_part(parse_filename(filename), '.', 1) AS department
FROM read_parquet('{folds}/*.*.parquet', filename = true)
UNION ALL
SELECT person, 'certification', last_certified, 'hrss' FROM held_benefit WHERE last_certified IS NOT NULL;

CREATE VIEW facts AS
SELECT '' AS fact_id, 1 AS version, person::VARCHAR AS id_number, kind, day AS start, NULL::DATE AS "end",
    NULL::VARCHAR AS outcome, department, status, DATE '{month}-10' AS received, NULL::VARCHAR AS benefit_id
FROM (
    SELECT *, 'confirmed' AS status FROM sign_of_life
    UNION ALL
    SELECT person, 'employment', day, 'tax', 'pending' FROM read_parquet('{folds}/employed.parquet')
);
CREATE TEMP TABLE superseded (fact_id VARCHAR, received DATE, version INTEGER);
"""
DETERMINED = "CREATE TABLE determined AS SELECT * FROM ({report})"

# Whom this first run finds certified in the month or the one before, and by what (Art. 3).
CERTIFIED = """
CREATE TABLE lately_certified AS
WITH last AS (
    SELECT person, max(d.last_certified) AS day
    FROM determined AS d JOIN held_benefit USING (benefit_id)
    GROUP BY person HAVING month_of(max(d.last_certified)) >= run_month() - 1
),
reaching AS (
    SELECT last.person, last.day, s.kind, alone, month_of(s.day) = month_of(last.day) AS own,
           bool_or(alone AND month_of(s.day) = month_of(last.day)) OVER (PARTITION BY last.person) AS by_one
    FROM last JOIN sign_of_life AS s ON s.person = last.person AND s.day <= last.day
        AND month_of(s.day) >= month_of(last.day) - 1
    JOIN sign ON sign.kind = s.kind
    WHERE month_of(s.day) = month_of(last.day) OR NOT alone
)
SELECT person, any_value(day) AS day, string_agg(DISTINCT kind, '|' ORDER BY kind) AS "by",
       NOT bool_or(kind = 'certification') AS silently
FROM reaching WHERE own OR NOT by_one
GROUP BY person
ORDER BY person
"""
OUTPUTS = {
    "determinations": "FROM determined ORDER BY benefit_id",
    "certified": "FROM lately_certified ORDER BY person",
    "monitoring": """SELECT benefit_id, person, kind, office, month, standing, action, grounds, d.last_certified,
        due_month, "by", silently
        FROM determined AS d JOIN held_benefit USING (benefit_id) LEFT JOIN lately_certified USING (person)
        ORDER BY benefit_id""",
    "lists": """SELECT left(region, 6) AS county, left(region, 9) AS town, region AS village, person, name, benefit_id,
        kind, unnest(list_filter(list_append(string_split(coalesce(attention, ''), '|'), action), lambda task:
            task NOT IN ('', 'none'))) AS task, standing, grounds, due_month, office, residence
        FROM determined JOIN held_benefit USING (benefit_id) JOIN held USING (person)
        ORDER BY village, person, benefit_id, task""",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "folds", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--month", required=True, help="YYYY-MM")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    spill = str(options.out / "spill")
    with duckdb.connect(config={"temp_directory": spill, "preserve_insertion_order": False}) as connection:
        for statements in (law.MACROS, REGISTER, TABLES):
            connection.execute(statements.format(data=options.data, folds=options.folds, month=options.month))
        decide(connection, options.month)
        connection.execute(CERTIFIED)
        for name, query in OUTPUTS.items():
            connection.execute(f"COPY ({query}) TO '{options.out / name}.parquet' (FORMAT parquet, COMPRESSION zstd)")


def decide(connection: duckdb.DuckDBPyConnection, month: str) -> None:
    """The table `determined`, from the views of benefits and facts: folds have one version of every fact."""
    for table in ("amounts", "paid"):
        law.open_table(connection, table, None)
    law.set_variables(connection, month, None)
    connection.execute(law.RULES)
    for name, statements in law.STEPS.items():
        if name != "superseded versions":
            connection.execute(statements)
    connection.execute(DETERMINED.format(report=law.REPORT))


if __name__ == "__main__":
    main()
