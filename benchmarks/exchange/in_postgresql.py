"""What a PostgreSQL engineer would write by hand to take in a month of deliveries: COPY, an index, SQL.

    python -m benchmarks.exchange.in_postgresql --data DIR --out DIR --socket DIR --psql PROGRAM

The same as in_duckdb.py, from the UTF-8 CSV files: the roster of persons is loaded and indexed, each dataset loaded,
checked, told from its duplicates, joined and folded. Prints a line of counts for each dataset, OUT/<dataset>.csv is its
fold. Tables are unlogged, since they can be loaded again.
"""

import argparse
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.exchange.in_duckdb import DATASETS

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SUM = " + ".join(f"substr(id_number, {place + 1}, 1)::int * {weight}" for place, weight in enumerate(WEIGHTS))

REGISTER = """
DROP TABLE IF EXISTS person;
CREATE UNLOGGED TABLE person (person bigint GENERATED ALWAYS AS IDENTITY, 证件号码 text, 姓名 text, 出生日期 text,
    性别 text, 居住地区划 text, 居住类型 text);
\\copy person (证件号码, 姓名, 出生日期, 性别, 居住地区划, 居住类型) FROM '{roster}' WITH (FORMAT csv, HEADER)
CREATE UNIQUE INDEX ON person (证件号码);
ANALYZE person;
"""
TAKE_IN = """
DROP TABLE IF EXISTS delivered, checked, once, matched;
CREATE UNLOGGED TABLE delivered (证件号码 text, 姓名 text, {columns});
\\copy delivered FROM '{path}' WITH (FORMAT csv, HEADER)
CREATE UNLOGGED TABLE checked AS
SELECT id_number, name, {rest}, day, CASE WHEN id_number ~ '^[0-9]{{17}}[0-9X]$'
    THEN ({sum}) % 11 = strpos('10X98765432', right(id_number, 1)) - 1 ELSE false END AS sound
FROM (SELECT upper(trim(证件号码)) AS id_number, trim(姓名) AS name, {rest}, ({day})::date AS day FROM delivered) AS d;
CREATE UNLOGGED TABLE once AS SELECT DISTINCT * FROM checked;
CREATE UNLOGGED TABLE matched AS
SELECT once.*, person, name = 姓名 AS same FROM once LEFT JOIN person ON 证件号码 = id_number;
\\copy (SELECT person, kind, extract(year FROM day) * 12 + extract(month FROM day) - 1 AS month, max(day) AS day, count(*) AS rows FROM (SELECT person, day, {kind} AS kind FROM matched WHERE same) AS d WHERE kind IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3) TO '{out}' WITH (FORMAT csv, HEADER)
SELECT json_build_object('dataset', '{dataset}', 'rows', (SELECT count(*) FROM checked), 'accepted', count(*),
    'found', count(person), 'unsound', count(*) FILTER (WHERE NOT sound)) FROM matched;
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "out", "socket", "psql"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    line = [str(options.psql), "--host", str(options.socket), "--username", "bench", "--dbname", "postgres"]
    quiet = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"]
    text = "".join(statements(options.data, options.out))
    subprocess.run([*line, *quiet], input=text, text=True, encoding="utf-8", check=True)


def statements(data: Path, out: Path) -> Iterator[str]:
    """Everything in order, as psql reads it."""
    yield "SET client_min_messages = warning;"
    (roster,) = data.glob("roster.persons_*.csv")
    yield REGISTER.format(roster=roster)
    for dataset, (day, _, rest, kind) in DATASETS.items():
        (path,) = (data / "utf8").glob(f"{dataset}_*")
        columns = ", ".join(f"{name} text" for name in rest.split(", "))
        told = {"day": day, "rest": rest, "kind": kind, "columns": columns, "path": path, "sum": SUM}
        yield TAKE_IN.format(dataset=dataset, out=out / f"{dataset}.csv", **told)


if __name__ == "__main__":
    main()
