"""Scored pairs of two tables by Splink on a private DuckDB: the only place that opens it, and that keeps it silent."""

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa

Resemblance = Callable[[str, str], int]


def scored_pairs(
    left: pa.Table,
    right: pa.Table,
    model: Mapping[str, Any],
    functions: Mapping[str, Resemblance],
    shares: Mapping[str, pa.Table],
    threshold: float,
) -> pa.Table:
    """The pairs of `left` and `right`, each with a whole number `unique_id`, whose match probability is at least that.

    `model` are Splink's settings, with every m and u given; `functions` are those that its conditions call on two
    texts; `shares` are term frequencies, for each column a table of its values and their share, `tf_` and the column's
    name. The columns are `left`, `right`, `match_probability` and the `gamma_…` of each comparison: the level met, 0
    being the least, and -1 where a side says nothing.
    """
    import duckdb
    from duckdb.sqltypes import TINYINT, VARCHAR
    from splink import DuckDBAPI, Linker

    with duckdb.connect() as connection:
        for name, function in functions.items():
            connection.create_function(name, function, [VARCHAR, VARCHAR], TINYINT)
        engine = DuckDBAPI(connection)
        sides = [engine.register(table, dataset_display_name=name) for name, table in (("a", left), ("b", right))]
        linker = Linker(sides, dict(model), log_level=None, validate_settings=False)
        for column, table in shares.items():
            linker.table_management.register_term_frequency_lookup(engine.register(table), column)
        pairs = linker.inference.predict(threshold_match_probability=threshold, warning_mode="never")
        found: pa.Table = pairs.as_duckdbpyrelation().to_arrow_table()
    return found
