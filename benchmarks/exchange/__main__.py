"""`make bench`, second half: what `zige receive` and `zige run` cost beside what others would write for it.

    python -m benchmarks.exchange [--only receive,run,comparators,linkage,history,spark,spark-growth,page]
        [--benefits 1000000] [--records 6000000,60000000] [--runs 3] [--data DIR] [--page FILE]

Parts can be measured one by one and in any order: each keeps what it measured in DIR/measured, in place of an earlier
measurement of the same, and the page is written from all that is there, each table with its commit. Cities are made
once. `receive` and `run` are measured at every size of --records (one run above ten million, else --runs), their growth
is told where there are two; the others at the smallest. `history` brings --history-records a month for --months months,
`spark` and `spark-growth` take a tenth, once. Disk: 60 million records take some 8 GB, the homes that receive them more.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.exchange import comparators, history, linkage, month, on_spark, receiving
from benchmarks.exchange.city import City
from benchmarks.exchange.measuring import ROOT, kept
from benchmarks.exchange.page import page

MILLION = 1_000_000
LARGE = 10 * MILLION
EVERY_SIZE: dict[str, Callable[[City, int, Path], None]] = {"receive": receiving.measure, "run": month.measure}
SMALLEST: dict[str, Callable[[City, int, Path], None]] = {
    "comparators": comparators.measure,
    "linkage": linkage.measure,
    "spark": on_spark.measure,
    "spark-growth": on_spark.measure_growth,
}
PARTS = (*EVERY_SIZE, *SMALLEST, "history", "page")


def main() -> None:
    options = read_options()
    measured = options.data / "measured"
    for part in options.only:
        measure(part, options, measured)
    options.page.write_text(page(kept(measured)), encoding="utf-8")
    print(f"written: {options.page}")


def measure(part: str, options: argparse.Namespace, measured: Path) -> None:
    """One part at the sizes it is measured at; `page` measures nothing."""
    cities = [City(options.data, options.benefits, records) for records in options.records]
    if part in EVERY_SIZE:
        for city in cities:
            EVERY_SIZE[part](city, 1 if city.records > LARGE else options.runs, measured)
    elif part in SMALLEST:
        SMALLEST[part](cities[0], options.runs, measured)
    elif part == "history":
        city = City(options.data, options.benefits, options.history_records, "history")
        history.measure(city, options.runs, measured, options.months)


def read_options(words: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", type=parts, default=list(PARTS), help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--benefits", type=int, default=MILLION)
    parser.add_argument("--records", type=sizes, default=[6 * MILLION, 60 * MILLION], help="sizes joined by commas")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--history-records", type=int, default=3 * MILLION, help="of each month of `history`")
    parser.add_argument("--months", type=int, default=13)
    parser.add_argument("--data", type=Path, default=ROOT / "bench-data" / "exchange")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "reference" / "benchmarks-exchange.md")
    options = parser.parse_args(words)
    options.data = options.data.resolve()
    return options


def parts(text: str) -> list[str]:
    """The names of parts, joined by commas. Raises ValueError for another."""
    names = text.split(",")
    if unknown := set(names) - set(PARTS):
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(sorted(unknown))}")
    return names


def sizes(text: str) -> list[int]:
    """Numbers joined by commas, ascending."""
    return sorted(int(size) for size in text.split(","))


if __name__ == "__main__":
    main()
