"""Makes the deliveries on which receiving is measured: a register and the records of six departments of a month.

    python -m benchmarks.exchange.deliveries --benefits 1000000 --records 6000000 --month 2026-11 --out DIR
        [--formats parquet,utf8,gb18030] [--rosters] [--payments] [--unlinked ROWS]

Writes DIR/<format>/<dataset>_202611.* for each dataset of SHARES; with --rosters the two rosters of the month into DIR;
with --payments the ledger of the month before; with --unlinked rows without a usable number, and whose they are. What is
there already is not made again.

Nine in ten records are about people of the register, the others about strangers. One name in a thousand differs, one
number in two thousand has a wrong check digit, one row in five hundred comes twice. Rows are drawn as whole columns of
integers and made into text by DuckDB while they are written, so that memory does not grow with them.
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
FORMATS = {"parquet": "parquet", "utf8": "csv", "gb18030": "csv"}
STRANGERS = 10
"""One stranger for so many people of the register."""

SETUP = """
SET VARIABLE first_day = ('{month}-01')::DATE;
SET VARIABLE before = (getvariable('first_day') - INTERVAL 1 MONTH)::DATE;
SET VARIABLE days = day(last_day(getvariable('before')));
CREATE MACRO draw(row, salt) AS (hash(row * 1000003 + salt) % 1000003)::BIGINT;
CREATE MACRO check_digit(digits) AS substr('10X98765432', (list_sum(list_transform(range(17), lambda i:
    substr(digits, i + 1, 1)::INTEGER * [7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2][i + 1])) % 11)::INTEGER + 1, 1);
CREATE MACRO village(number) AS lpad((1 + number % 200 // 10)::VARCHAR, 3, '0') || lpad((1 + number % 10)::VARCHAR, 3, '0');
CREATE TABLE surname AS SELECT unnest(string_split('李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', '')) AS word;
CREATE TABLE given AS SELECT unnest(string_split('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国春梅', '')) AS word;
"""

# Strangers come after the people of the register, and from another city, so that no number is borne twice. A county has
# twenty towns of ten villages.
PERSONS = """
CREATE TABLE person AS
WITH drawn AS (SELECT range AS person, draw(range, 1) AS a, draw(range, 2) AS b, draw(range, 3) AS c,
    draw(range, 4) AS d FROM range({people} + {people} // {strangers} + 1)),
digits AS (SELECT *, CASE WHEN person >= {people} THEN 610102 ELSE
        [511102,511111,511112,511113,511123,511124,511126,511129,511132,511133,511181][a % 11 + 1] END
    || strftime(DATE '1935-01-01' + ((person // 100) * 7919 % 10950)::INTEGER, '%Y%m%d')
    || lpad((person % 100 + b % 9 * 100)::VARCHAR, 3, '0') AS digits FROM drawn)
SELECT person, digits || check_digit(digits) AS id_number,
    (SELECT list(word) FROM surname)[c % 20 + 1] || (SELECT list(word) FROM given)[d % 30 + 1]
        || (SELECT list(word) FROM given)[(d // 30) % 30 + 1] AS name,
    strptime(substr(digits, 7, 8), '%Y%m%d')::DATE AS birth_date,
    substr(digits, 17, 1)::INTEGER % 2 = 1 AS male, substr(digits, 1, 6) || village(b // 9) AS region
FROM digits;
"""

# Last certified one to sixteen months before: four of sixteen are overdue unless the month's records prove them alive.
ROSTERS = {
    "roster.persons": """SELECT id_number AS 证件号码, name AS 姓名, strftime(birth_date, '%Y-%m-%d') AS 出生日期,
        CASE WHEN male THEN '男' ELSE '女' END AS 性别, region AS 居住地区划, '本地' AS 居住类型
        FROM person WHERE person < {people} ORDER BY person""",
    "roster.benefits": """SELECT id_number AS 证件号码, 'B' || lpad(person::VARCHAR, 8, '0') AS 待遇编号,
        CASE WHEN person % 50 = 7 THEN '失业' WHEN person % 10 = 0 THEN '企业职工养老' WHEN person % 10 = 1 THEN '机关事业养老'
             ELSE '城乡居民养老' END AS 险种,
        '2015-01' AS 首次领取年月, '200.00' AS 月待遇金额, '续发' AS 发放状态, substr(region, 1, 6) AS 经办机构区划,
        strftime(getvariable('first_day') - to_months((1 + person * 7919 % 16)::INTEGER) + INTERVAL 4 DAY, '%Y-%m-%d')
            AS 上次认证日期
        FROM person WHERE person < {people} ORDER BY person""",
}

# One payment in a thousand is ten yuan short.
PAYMENTS = """SELECT 'B' || lpad(person::VARCHAR, 8, '0') AS 待遇编号, strftime(getvariable('before'), '%Y-%m') AS 年月,
    CASE WHEN draw(person, month(getvariable('before'))) % 1000 = 0 THEN '190.00' ELSE '200.00' END AS 金额
    FROM person WHERE person < {people} ORDER BY person"""

ROWS = """
WITH row AS (SELECT range AS row FROM range({rows})),
once AS (SELECT CASE WHEN row % 500 = 499 THEN row - 1 ELSE row END AS row FROM row),
drawn AS (SELECT draw(row, {salt}) AS a, draw(row, {salt} + 1) AS b, draw(row, {salt} + 2) AS c FROM once),
whose AS (SELECT a, b, c, id_number, name FROM drawn JOIN person ON person.person = CASE WHEN c % 10 = 0
    THEN {people} + (a * 1009 + b) % ({people} // {strangers} + 1) ELSE (a * 1009 + b) % {people} END),
dirty AS (SELECT a, b, c,
    CASE WHEN c % 2003 = 1 THEN substr(id_number, 1, 17) || CASE right(id_number, 1) WHEN '1' THEN '2' ELSE '1' END
         ELSE id_number END AS id_number,
    CASE WHEN c % 997 = 2 THEN name || '氏' ELSE name END AS name FROM whose)
SELECT id_number AS 证件号码, name AS 姓名, {columns} FROM dirty
"""
DAY = "strftime(getvariable('before') + (b % getvariable('days'))::INTEGER, '{style}')"
COLUMNS = {
    "medical.settlements": "['住院','门诊','购药','门诊'][a % 4 + 1] AS 类型, " + DAY.format(style="%Y%m%d") + " AS 开始日期, "
    + DAY.format(style="%Y%m%d") + " AS 结束日期, CASE a % 4 WHEN 0 THEN '好转' ELSE '' END AS 离院方式, '0' AS 退费标志",
    "transport.trips": DAY.format(style="%Y-%m-%d") + " AS 日期, ['铁路','公交','客运','公交'][a % 4 + 1] AS 方式",
    "health.visits": DAY.format(style="%Y/%m/%d") + " AS 服务日期, ['体检','随访','接种'][a % 3 + 1] AS 类型, '当面' AS 方式",
    "bank.counter": DAY.format(style="%Y-%m-%d") + " AS 日期, '取款' AS 业务",
    "digital.logins": DAY.format(style="%Y-%m-%d %H:%M:%S") + " AS 时间, ['通过','未通过'][(a % 20 = 0)::INTEGER + 1] AS 结果",
    "tax.wages": "strftime(getvariable('before'), '%Y%m') AS 所属期, '单位' || (a % 5000) AS 扣缴单位, "
    "(a % 9000)::VARCHAR AS 收入额",
}  # fmt: skip

# Three in five are about people of the register. Half have no number, the others one whose last digits are wrong (of
# strangers: their own). Of names one in twelve has another last character and one in twenty-five none, of dates of birth
# one in sixteen is a day off, of sexes one in fifty is wrong, of places half are another village of the county.
UNLINKED = """
CREATE TABLE unlinked AS
WITH drawn AS (SELECT range AS line, draw(range, 91) AS a, draw(range, 92) AS b, draw(range, 93) AS c,
    CASE WHEN a % 5 < 3 THEN (b * 1009 + c) % {people} ELSE {people} + (b * 1009 + c) % ({people} // {strangers} + 1)
    END AS person FROM range(1, {rows} + 1))
SELECT line, CASE WHEN b % 2 = 0 THEN NULL WHEN person >= {people} THEN id_number
        ELSE substr(id_number, 1, 16) || ((substr(id_number, 17, 1)::INTEGER + 1 + c % 9) % 10)::VARCHAR
            || right(id_number, 1) END AS id_number,
    CASE WHEN c % 12 = 0 THEN left(name, 2) || (SELECT list(word) FROM given)[a % 30 + 1]
         WHEN c % 25 = 1 THEN left(name, 2) ELSE name END AS name,
    birth_date + (c % 16 = 3)::INTEGER AS birth_date,
    CASE WHEN male = (c % 50 <> 5) THEN 'male' ELSE 'female' END AS sex,
    CASE WHEN b % 4 < 2 THEN region ELSE substr(region, 1, 6) || village(c) END AS region,
    CASE WHEN person < {people} THEN person + 1 END AS person
FROM drawn JOIN person USING (person) ORDER BY line
"""


def main() -> None:
    options = read_options()
    with duckdb.connect(config={"memory_limit": "3GB", "temp_directory": str(options.out / "spill")}) as connection:
        options.out.mkdir(parents=True, exist_ok=True)
        connection.execute(SETUP.format(month=options.month))
        connection.execute(PERSONS.format(people=options.benefits, strangers=STRANGERS))
        for path, query in tables(connection, options):
            write(connection, path, query)
        for form in filter(None, options.formats.split(",")):
            for dataset, share in SHARES.items():
                write_records(connection, options, dataset, int(options.records * share), form)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benefits", type=int, required=True)
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--month", required=True, help="YYYY-MM; the records are of the month before")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--formats", default="")
    parser.add_argument("--rosters", action="store_true")
    parser.add_argument("--payments", action="store_true")
    parser.add_argument("--unlinked", type=int, default=0)
    return parser.parse_args()


def tables(connection: duckdb.DuckDBPyConnection, options: argparse.Namespace) -> list[tuple[Path, str]]:
    """What is not a department's records, each with its query."""
    month, out = options.month.replace("-", ""), options.out
    wanted = []
    if options.rosters:
        for name, query in ROSTERS.items():
            made = query.format(people=options.benefits)
            wanted += [(out / f"{name}_{month}.{suffix}", made) for suffix in ("parquet", "csv")]
    if options.payments:
        wanted.append((out / f"roster.payments_{month}.parquet", PAYMENTS.format(people=options.benefits)))
    if options.unlinked:
        size = {"people": options.benefits, "strangers": STRANGERS, "rows": options.unlinked}
        connection.execute(UNLINKED.format(**size))
        wanted.append((out / "unlinked.parquet", "SELECT * EXCLUDE (person) FROM unlinked ORDER BY line"))
        wanted.append((out / "whose.parquet", "SELECT line, person FROM unlinked ORDER BY line"))
    return wanted


def write_records(
    connection: duckdb.DuckDBPyConnection, options: argparse.Namespace, dataset: str, rows: int, form: str
) -> None:
    """One dataset of the month in one format."""
    salt = 1000 * int(options.month.replace("-", "")) + 10 * list(SHARES).index(dataset)
    size = {"people": options.benefits, "strangers": STRANGERS, "rows": rows}
    query = ROWS.format(salt=salt, columns=COLUMNS[dataset], **size)
    folder = options.out / form
    folder.mkdir(exist_ok=True)
    path = folder / f"{dataset}_{options.month.replace('-', '')}.{FORMATS[form]}"
    if path.exists():
        return
    if form != "gb18030":
        write(connection, path, query)
        return
    utf8 = path.with_suffix(".utf8.csv")
    write(connection, utf8, query)
    transcode(utf8, path)


def write(connection: duckdb.DuckDBPyConnection, path: Path, query: str) -> None:
    """A query's rows as a file, whole or not at all; what is there stays."""
    if path.exists():
        return
    kind = "FORMAT parquet" if path.suffix == ".parquet" else "FORMAT csv, HEADER"
    partial = path.with_suffix(".partial")
    connection.execute(f"COPY ({query}) TO '{partial}' ({kind})")
    partial.rename(path)


def transcode(source: Path, target: Path) -> None:
    """A UTF-8 file as GB18030; the source is removed."""
    partial = target.with_suffix(".partial")
    with source.open(encoding="utf-8", newline="") as lines, partial.open("w", encoding="gb18030", newline="") as out:
        while piece := lines.read(1 << 24):
            out.write(piece)
    partial.rename(target)
    source.unlink()


if __name__ == "__main__":
    main()
