"""Makes the month of deliveries on which receiving is measured: a register and the records of six departments.

    python benchmarks/exchange_population.py --benefits 1000000 --records 6000000 --out DIR --formats parquet,utf8

Writes the two rosters as DIR/roster.*_202611.parquet, and each dataset of SHARES as DIR/<format>/<dataset>_202611.*.
Nine in ten records are about people of the register, one in a thousand names differs, one number in two thousand has a
wrong check digit, one row in five hundred comes twice. Rows are drawn as whole columns of integers and made into text
by DuckDB while they are written, part by part.
"""

import argparse
from pathlib import Path

import duckdb

SHARES = {
    "medical.settlements": 0.40,
    "transport.trips": 0.25,
    "health.visits": 0.10,
    "bank.counter": 0.10,
    "digital.logins": 0.10,
    "tax.wages": 0.05,
}

SETUP = """
CREATE MACRO draw(row, salt) AS (hash(row * 1000003 + salt) % 1000003)::BIGINT;
CREATE MACRO check_digit(digits) AS substr('10X98765432', (list_sum(list_transform(range(17), lambda i:
    substr(digits, i + 1, 1)::INTEGER * [7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2][i + 1])) % 11)::INTEGER + 1, 1);
CREATE TABLE surname AS SELECT unnest(string_split('李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', '')) AS word;
CREATE TABLE given AS SELECT unnest(string_split('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国春梅', '')) AS word;
"""

PERSONS = """
CREATE TABLE person AS
WITH drawn AS (SELECT range AS person, draw(range, 1) AS a, draw(range, 2) AS b, draw(range, 3) AS c,
    draw(range, 4) AS d FROM range({people})),
digits AS (SELECT *, [511102,511111,511112,511113,511123,511124,511126,511129,511132,511133,511181][a % 11 + 1]
    || strftime(DATE '1935-01-01' + ((person // 100) * 7919 % 10950)::INTEGER, '%Y%m%d')
    || lpad((person % 100 + b % 9 * 100)::VARCHAR, 3, '0') AS digits FROM drawn)
SELECT person, digits || check_digit(digits) AS id_number,
    (SELECT list(word) FROM surname)[c % 20 + 1] || (SELECT list(word) FROM given)[d % 30 + 1]
        || (SELECT list(word) FROM given)[(d // 30) % 30 + 1] AS name,
    substr(digits, 1, 6) || lpad((d % 200)::VARCHAR, 6, '0') AS region FROM digits;
"""

ROSTERS = {
    "roster.persons": """SELECT id_number AS 证件号码, name AS 姓名, region AS 居住地区划, '本地' AS 居住类型 FROM person""",
    "roster.benefits": """SELECT id_number AS 证件号码, 'B' || lpad(person::VARCHAR, 8, '0') AS 待遇编号,
        CASE person % 10 WHEN 0 THEN '企业职工养老' WHEN 1 THEN '机关事业养老' ELSE '城乡居民养老' END AS 险种,
        '2015-01' AS 首次领取年月, '200.00' AS 月待遇金额, '续发' AS 发放状态, substr(region, 1, 6) AS 经办机构区划,
        '2025-11-05' AS 上次认证日期 FROM person""",
}

ROWS = """
WITH row AS (SELECT range AS row, draw(range, {salt}) AS a, draw(range, {salt} + 1) AS b, draw(range, {salt} + 2) AS c
    FROM range({first}, {last})),
once AS (SELECT * REPLACE (CASE WHEN row % 500 = 499 THEN row - 1 ELSE row END AS row) FROM row),
drawn AS (SELECT row, draw(row, {salt}) AS a, draw(row, {salt} + 1) AS b, draw(row, {salt} + 2) AS c FROM once),
whose AS (SELECT drawn.*, person.id_number, person.name
    FROM drawn JOIN person ON person.person = (a * 1009 + b) % {people}),
dirty AS (SELECT a, b, c, row,
    CASE WHEN c % 10 = 0 THEN '6101' || substr(id_number, 5, 13) || check_digit('6101' || substr(id_number, 5, 13))
         WHEN c % 2003 = 1 THEN substr(id_number, 1, 17) || CASE right(id_number, 1) WHEN '1' THEN '2' ELSE '1' END
         ELSE id_number END AS id_number,
    CASE WHEN c % 997 = 2 THEN name || '氏' ELSE name END AS name FROM whose)
SELECT id_number AS 证件号码, name AS 姓名, {columns} FROM dirty
"""
DAY = "strftime(DATE '2026-10-01' + (b % 31)::INTEGER, '{style}')"
COLUMNS = {
    "medical.settlements": "['住院','门诊','购药','门诊'][a % 4 + 1] AS 类型, " + DAY.format(style="%Y%m%d") + " AS 开始日期, "
    + DAY.format(style="%Y%m%d") + " AS 结束日期, CASE a % 4 WHEN 0 THEN '好转' ELSE '' END AS 离院方式, '0' AS 退费标志",
    "transport.trips": DAY.format(style="%Y-%m-%d") + " AS 日期, ['铁路','公交','客运','公交'][a % 4 + 1] AS 方式",
    "health.visits": DAY.format(style="%Y/%m/%d") + " AS 服务日期, ['体检','随访','接种'][a % 3 + 1] AS 类型, '当面' AS 方式",
    "bank.counter": DAY.format(style="%Y-%m-%d") + " AS 日期, '取款' AS 业务",
    "digital.logins": DAY.format(style="%Y-%m-%d %H:%M:%S") + " AS 时间, ['通过','未通过'][(a % 20 = 0)::INTEGER + 1] AS 结果",
    "tax.wages": "'202610' AS 所属期, '单位' || (a % 5000) AS 扣缴单位, (a % 9000)::VARCHAR AS 收入额",
}  # fmt: skip


def main() -> None:
    options = read_options()
    with duckdb.connect() as connection:
        connection.execute(SETUP)
        connection.execute(PERSONS.format(people=options.benefits))
        options.out.mkdir(parents=True, exist_ok=True)
        for dataset, query in ROSTERS.items():
            connection.execute(f"COPY ({query}) TO '{options.out / dataset}_202611.parquet' (FORMAT parquet)")
        for dataset, share in SHARES.items():
            write(connection, options, dataset, int(options.records * share))


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benefits", type=int, required=True)
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--formats", default="parquet")
    return parser.parse_args()


def write(connection: duckdb.DuckDBPyConnection, options: argparse.Namespace, dataset: str, rows: int) -> None:
    """One dataset in every format asked for."""
    salt = 100 * (1 + list(SHARES).index(dataset))
    query = ROWS.format(salt=salt, first=0, last=rows, people=options.benefits, columns=COLUMNS[dataset])
    for form in options.formats.split(","):
        folder = options.out / form
        folder.mkdir(exist_ok=True)
        path = folder / f"{dataset}_202611.{'parquet' if form == 'parquet' else 'csv'}"
        utf8 = path if form != "gb18030" else path.with_suffix(".utf8")
        kind = "FORMAT parquet" if form == "parquet" else "FORMAT csv, HEADER"
        connection.execute(f"COPY ({query}) TO '{utf8}' ({kind})")
        if form == "gb18030":
            transcode(utf8, path)


def transcode(source: Path, target: Path) -> None:
    """A UTF-8 file as GB18030."""
    with source.open(encoding="utf-8", newline="") as lines, target.open("w", encoding="gb18030", newline="") as out:
        while piece := lines.read(1 << 24):
            out.write(piece)
    source.unlink()


if __name__ == "__main__":
    main()
