"""CSV as texts, read strictly: the same for the engines of one process, which each forgive something else."""

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.csv


def read_csv(path: Path, columns: list[str]) -> pa.Table:
    """The columns of a UTF-8 CSV file with a header, as text; an empty value is null, an empty line no row.

    Raises pyarrow.ArrowInvalid for a line with too few or too many values and for what is not UTF-8.
    """
    if _has_header_only(path):
        return pa.schema(dict.fromkeys(columns, pa.string())).empty_table()
    return pyarrow.csv.read_csv(
        path,
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )


def _has_header_only(path: Path) -> bool:
    """Whether no value follows the header, which pyarrow takes for a damaged file."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        records = csv.reader(lines)
        next(records, None)
        return next((record for record in records if record), None) is None
