"""What a ledger pays, and what of earlier ones it corrects or withdraws (Art. 9; EXCHANGE §1)."""

from pathlib import Path

import polars as pl

from zige.receiving.commits import Commit
from zige.receiving.delivery import LEDGER
from zige.store.batches import PAYMENT, PAYMENTS, REVISED, ROWS_TOGETHER, all_batches, tables_of
from zige.store.home import Home


def fill_payments(home: Home, given: Commit, folder: Path) -> None:
    """A corrected or withdrawn payment takes the place of what came before it of the same (EXCHANGE §1).

    Two new rows are two payments, though a serial number that begins anew each month gives them one record.
    """
    ledger = given.counted.only_accepted("ledger", LEDGER)
    revising = ledger.filter(pl.col("record_status") != "new").with_columns(payment=_payment())
    paid = _said_last(ledger, revising) if revising.height else ledger
    sorted_ = paid.select(*PAYMENT).sort("benefit_id", "month", maintain_order=True)
    sorted_.write_parquet(folder / PAYMENTS, row_group_size=ROWS_TOGETHER)
    revised = _revised(home, given.contract.dataset, revising)
    if revised.height:
        revised.write_parquet(folder / REVISED)


def _said_last(ledger: pl.DataFrame, revising: pl.DataFrame) -> pl.DataFrame:
    """The payments of a file without what its later lines correct or withdraw."""
    last = revising.group_by("payment").agg(revised_on=pl.col("line").max())
    told = ledger.with_columns(payment=_payment()).join(last, on="payment", how="left", maintain_order="left")
    withdrawn = (pl.col("record_status") == "withdrawn").fill_null(value=False)
    return told.filter(~withdrawn, (pl.col("line") >= pl.col("revised_on")).fill_null(value=True))


def _payment() -> pl.Expr:
    """What makes two rows of a ledger one payment: the record's number, without one all that they say."""
    said = pl.concat_str("benefit_id", "month", "amount", separator="|")
    return pl.coalesce(pl.concat_str(pl.lit("#"), "record"), said)


def _revised(home: Home, dataset: str, revising: pl.DataFrame) -> pl.DataFrame:
    """The payments of earlier batches of the ledger that come again, with the number of the batch."""
    batches = [batch for batch in all_batches(home) if batch.dataset == dataset] if revising.height else []
    meant = _any_of(revising, "record") | _any_of(revising, "benefit_id")
    earlier = tables_of(batches, PAYMENTS, PAYMENT, meant).with_columns(payment=_payment())
    again = earlier.join(revising, on="payment", how="semi").sort("batch", "benefit_id", "month", "amount", "record")
    return again.select(pl.col("batch").alias("number"), *PAYMENT)


def _any_of(rows: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name).is_in(rows[name].drop_nulls().unique().implode())
