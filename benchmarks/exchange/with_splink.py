"""Splink out of the box on rows without a usable number against the register: its own comparisons, learnt from the data.

    python -m benchmarks.exchange.with_splink --data DIR --out FILE

Reads unlinked.parquet and the roster of persons and writes candidates (line, person, score) that are more likely the
person than not.
"""

import argparse
from pathlib import Path

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

ROWS = "SELECT line AS unique_id, id_number, name, birth_date::VARCHAR AS birth_date, sex, region FROM '{data}/unlinked.parquet'"
PEOPLE = """SELECT row_number() OVER () AS unique_id, 证件号码 AS id_number, 姓名 AS name, 出生日期 AS birth_date,
    CASE 性别 WHEN '男' THEN 'male' ELSE 'female' END AS sex, 居住地区划 AS region
    FROM read_parquet('{data}/roster.persons_*.parquet')"""
BY_BIRTH, BY_NAME = block_on("birth_date"), block_on("name", "region")
SETTINGS = SettingsCreator(
    link_type="link_only",
    comparisons=[
        cl.NameComparison("name"),
        cl.DateOfBirthComparison("birth_date", input_is_string=True),
        cl.DamerauLevenshteinAtThresholds("id_number", [1, 2]),
        cl.ExactMatch("sex"),
        cl.ExactMatch("region"),
    ],
    blocking_rules_to_generate_predictions=[BY_BIRTH, BY_NAME],
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    with duckdb.connect() as connection:
        engine = DuckDBAPI(connection)
        sides = [
            engine.register(connection.sql(query.format(data=options.data)).to_arrow_table(), dataset_display_name=name)
            for name, query in {"a": ROWS, "b": PEOPLE}.items()
        ]
        linker = Linker(sides, SETTINGS)
        learn(linker)
        pairs = linker.inference.predict(threshold_match_probability=0.5).as_duckdbpyrelation()
        found = pairs.project("unique_id_l AS line, unique_id_r AS person, match_probability AS score")
        found.write_parquet(str(options.out))


def learn(linker: Linker) -> None:
    """The three steps of Splink's own tutorial."""
    linker.training.estimate_probability_two_random_records_match([block_on("name", "birth_date")], recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (BY_BIRTH, BY_NAME):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)


if __name__ == "__main__":
    main()
