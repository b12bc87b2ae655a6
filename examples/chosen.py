"""Three benefits of a home that are worth explaining: a death found, a false report refuted, the largest back-pay.

Run it on a home after its last run:  python examples/chosen.py HOME MONTH
"""

import sys
from pathlib import Path

import polars as pl

from zige.store.home import Home
from zige.store.runs import DETERMINATIONS, EVENTS, run_of

col = pl.col


def main(home: Path, month: str) -> None:
    """Print the three benefits, one a line; fewer where the city had no such person."""
    run = run_of(Home(home), month)
    told, events = run.table(DETERMINATIONS).sort("benefit_id"), run.table(EVENTS)
    stopped = _grounds("death").and_(col("overpaid_months").is_not_null())
    deaths = events.filter(col("kind") == "death")
    refuted = deaths.filter(col("status") == "refuted")["person"].implode()
    alive = (col("standing") == "continue") & col("person").is_in(refuted)
    back = (col("standing") == "continue") & (col("settlement") > 0)
    wanted = [told.filter(stopped), told.filter(alive), told.filter(back).sort("settlement", descending=True)]
    for benefit in dict.fromkeys(each for some in wanted for each in some["benefit_id"].head(1)):
        print(benefit)


def _grounds(code: str) -> pl.Expr:
    return col("grounds").fill_null("").str.split("|").list.contains(code)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
