"""Reads every column of the inputs and does nothing with them: the time no implementation can go below.

    python benchmarks/scan.py --benefits B --facts F [--amounts A] [--paid P]

Each column is hashed and the hashes are combined, so that no column can be skipped. Files are CSV or Parquet by
extension.
"""

import argparse
import os
from pathlib import Path

import duckdb

TYPES = {
    "benefits": {"monthly_amount": "DECIMAL(12, 2)", "incapacitated": "BOOLEAN"},
    "facts": {"version": "INTEGER", "start": "DATE", "end": "DATE", "received": "DATE"},
    "amounts": {"amount": "DECIMAL(12, 2)"},
    "paid": {"amount": "DECIMAL(12, 2)"},
}


def read(connection, table, path):
    if path.suffix == ".parquet":
        return connection.read_parquet(str(path))
    names = path.open(encoding="utf-8").readline().strip().split(",")
    types = {name: TYPES[table].get(name, "VARCHAR") for name in names}
    return connection.read_csv(str(path), dtype=types, header=True, delimiter=",", quotechar='"')


def checksum(rows):
    """The number of rows and one number per column."""
    return rows.project("hash(COLUMNS(*))").aggregate("count(*), bit_xor(COLUMNS(*))").fetchall()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for table in TYPES:
        parser.add_argument(f"--{table}", type=Path)
    arguments = parser.parse_args()
    connection = duckdb.connect(config={"threads": os.cpu_count(), "preserve_insertion_order": False})
    for table in TYPES:
        path = getattr(arguments, table)
        if path is not None:
            print(table, checksum(read(connection, table, path)))


if __name__ == "__main__":
    main()
