"""The facts and the proofs of life that a batch tells, and what it takes back of earlier ones (LAW §2; EXCHANGE §1)."""

from pathlib import Path

import polars as pl

from zige.facts.signs import EVIDENCE, folded, may_be_superseded, refuted, superseded
from zige.store.batches import FACTS, FOLD, ROWS_TOGETHER, SIGNS, SUPERSEDED, Batch, tables_of


def write_kept(earlier: list[Batch], folder: Path, dataset: str, facts: pl.DataFrame, signs: pl.DataFrame) -> None:
    """The facts and the proofs of life of a batch, with what they take back of `earlier` batches."""
    if facts.height:
        facts.write_parquet(folder / FACTS)
    if signs.height:
        signs.write_parquet(folder / SIGNS)
        folded(signs).write_parquet(folder / FOLD, row_group_size=ROWS_TOGETHER)
        gone = _superseded(earlier, dataset, signs)
        if gone.height:
            gone.write_parquet(folder / SUPERSEDED)


def _superseded(earlier: list[Batch], dataset: str, signs: pl.DataFrame) -> pl.DataFrame:
    """What the batch takes back of its dataset's earlier ones, and what it refutes of any."""
    own = [batch for batch in earlier if batch.dataset == dataset]
    told = [superseded(tables_of(own, SIGNS, EVIDENCE, may_be_superseded(signs)), signs)]
    denied = signs.filter("refuted")
    if denied.height:
        others = [batch for batch in earlier if batch.dataset != dataset]
        told.append(refuted(tables_of(others, SIGNS, EVIDENCE, may_be_superseded(denied)), denied))
    return pl.concat(told)
