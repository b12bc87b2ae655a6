"""What a DuckDB engineer would write by hand to take in a month of deliveries: the comparator of `zige receive`.

    python -m benchmarks.exchange.in_duckdb --data DIR --format parquet|utf8 --out DIR

For each dataset of benchmarks/exchange/deliveries.py: read the file, check the number and its check digit, read days,
tell duplicates, join the register on the number and compare names, tell what each row proves, and fold signs of life by
person, kind and month. Prints a line of counts for each dataset and writes OUT/<dataset>.parquet with the fold, and
OUT/employed.parquet with whose wages were declared. It seals nothing, keeps no evidence of rows, and knows only the
spellings that these files have.
"""

import argparse
import json
from pathlib import Path

import duckdb

DATASETS = {
    "medical.settlements": (
        "结束日期", "%Y%m%d", "类型, 开始日期, 结束日期, 离院方式, 退费标志",
        "CASE WHEN 退费标志 = '1' THEN NULL WHEN 类型 = '门诊' THEN 'life.outpatient' WHEN 类型 = '购药' THEN 'life.pharmacy' "
        "WHEN 离院方式 IN ('治愈', '好转', '未愈') THEN 'life.inpatient' END",
    ),
    "transport.trips": (
        "日期", "%Y-%m-%d", "日期, 方式",
        "CASE WHEN 方式 IN ('铁路', '民航', '客运') THEN 'life.rail_air' ELSE 'life.bus' END",
    ),
    "health.visits": (
        "服务日期", "%Y/%m/%d", "服务日期, 类型, 方式",
        "CASE 类型 WHEN '接种' THEN 'life.vaccination' ELSE 'life.health_exam' END",
    ),
    "bank.counter": ("日期", "%Y-%m-%d", "日期, 业务", "'life.bank_counter'"),
    "digital.logins": (
        "时间", "%Y-%m-%d %H:%M:%S", "时间, 结果", "CASE WHEN 结果 = '通过' THEN 'life.face_login' END",
    ),
    "tax.wages": ("所属期 || '01'", "%Y%m%d", "所属期, 扣缴单位, 收入额", "'life.tax'"),
}  # fmt: skip

REGISTER = """
CREATE TABLE person AS
SELECT row_number() OVER () AS person, 证件号码 AS id_number, 姓名 AS name
FROM read_parquet('{data}/roster.persons_202611.parquet')
"""
CHECKED = """
CREATE TABLE checked AS
SELECT upper(trim(证件号码)) AS id_number, trim(姓名) AS name, {rest}, try_strptime({day}, '{style}')::DATE AS day,
    regexp_full_match(upper(trim(证件号码)), '[0-9]{{17}}[0-9X]')
    AND list_sum(list_transform(range(17), lambda i: substr(证件号码, i + 1, 1)::INTEGER
        * [7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2][i + 1])) % 11
        = list_position(['1','0','X','9','8','7','6','5','4','3','2'], upper(right(trim(证件号码), 1))) - 1 AS sound
FROM {source}
"""
ONCE = "CREATE TABLE once AS SELECT DISTINCT * FROM checked"
MATCHED = """
CREATE TABLE matched AS
SELECT once.*, person.person, once.name = person.name AS same FROM once LEFT JOIN person USING (id_number)
"""
FOLD = """
COPY (SELECT person, kind, year(day) * 12 + month(day) - 1 AS month, max(day) AS day, count(*) AS rows
    FROM (SELECT person, day, {kind} AS kind FROM matched WHERE same)
    WHERE kind IS NOT NULL GROUP BY ALL ORDER BY person, kind, month)
TO '{out}' (FORMAT parquet)
"""
# Whoever has the number may be employed, whatever the name; several months and employers say the same.
EMPLOYED = """
COPY (SELECT person, min(day) AS day FROM matched WHERE person IS NOT NULL AND 收入额::DECIMAL(12, 2) > 0
    GROUP BY person ORDER BY person)
TO '{out}' (FORMAT parquet)
"""
COUNTS = """
SELECT {rows} AS rows, count(*) AS accepted, count(person) AS found, count(*) FILTER (NOT sound) AS unsound FROM matched
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--format", choices=["parquet", "utf8"], required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    # What does not fit into memory goes to the disk, beside the output.
    with duckdb.connect(config={"temp_directory": str(options.out / "spill")}) as connection:
        connection.execute(REGISTER.format(data=options.data))
        for dataset in DATASETS:
            counts = take_in(connection, dataset, source_of(options.data / options.format, dataset), options.out)
            print(json.dumps({"dataset": dataset} | counts), flush=True)


def take_in(connection: duckdb.DuckDBPyConnection, dataset: str, source: str, out: Path) -> dict[str, int]:
    """One dataset from its file to its fold; each table is dropped as soon as the next is made."""
    day, style, rest, kind = DATASETS[dataset]
    connection.execute(CHECKED.format(rest=rest, day=day, style=style, source=source))
    rows = connection.execute("SELECT count(*) FROM checked").fetchall()[0][0]
    connection.execute(f"{ONCE}; DROP TABLE checked; {MATCHED}; DROP TABLE once")
    connection.execute(FOLD.format(kind=kind, out=out / f"{dataset}.parquet"))
    if dataset == "tax.wages":
        connection.execute(EMPLOYED.format(out=out / "employed.parquet"))
    counts = connection.sql(COUNTS.format(rows=rows))
    told = dict(zip(counts.columns, counts.fetchall()[0], strict=True))
    connection.execute("DROP TABLE matched")
    return told


def source_of(folder: Path, dataset: str) -> str:
    """The file of a dataset, as SQL reads it."""
    (path,) = folder.glob(f"{dataset}_*")
    return (
        f"read_parquet('{path}')"
        if path.suffix == ".parquet"
        else f"read_csv('{path}', all_varchar = true, header = true)"
    )


if __name__ == "__main__":
    main()
