"""Level 5: no usable number, so name, date of birth, sex and place are weighed together (EXCHANGE §2)."""

import polars as pl

from zige.identity.register import Register


def linked(rows: pl.DataFrame, register: Register) -> pl.DataFrame:
    """Candidates for rows without a usable number."""
    return pl.DataFrame(
        schema={
            "line": pl.Int64,
            "person": pl.Int64,
            "level": pl.Int8,
            "score": pl.Float64,
            "reason_zh": pl.String,
            "reason_en": pl.String,
        }
    )
