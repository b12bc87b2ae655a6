"""Levels 4 and 5 of our own ladder on the same rows and register as with_splink.py (EXCHANGE §2).

    python -m benchmarks.exchange.with_ladder --data DIR --home HOME --out FILE

Reads unlinked.parquet and the register of the home and writes its candidates (line, person, level, score).
"""

import argparse
import datetime as dt
from pathlib import Path

import polars as pl

from zige.exchange.numbers import state_of
from zige.identity.ladder import match
from zige.receiving.registers import register_now
from zige.store.home import open_home


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "home", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    rows = pl.read_parquet(options.data / "unlinked.parquet")
    rows = rows.with_columns(state_of(rows["id_number"], dt.date(2026, 11, 10)))
    found = match(rows, register_now(open_home(options.home)), name_needed=True)
    found.candidates.select("line", "person", "level", "score").write_parquet(options.out)


if __name__ == "__main__":
    main()
