"""What a roster says of whom it has no row of: a list leaves them out, a few rows do not (EXCHANGE §1, §4)."""

import polars as pl

from zige.exchange.contract import Contract, Role
from zige.law.months import parse_month
from zige.receiving.delivery import Delivery
from zige.receiving.history import sent_back
from zige.store.batches import all_batches
from zige.store.home import Home

KEYS = {Role.PERSONS: "id_number", Role.BENEFITS: "benefit_id"}
"""What names a row of each roster."""


def standing_rows(contract: Contract, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows but those that are withdrawn, themselves or by a later line about the same person or benefit."""
    key, withdrawn = KEYS[contract.role], pl.col("record_status").fill_null("new") == "withdrawn"
    last = pl.col("line") == pl.col("line").max().over(key)
    gone = rows.filter(last & withdrawn).select(key)
    return rows.join(gone, on=key, how="anti", maintain_order="left").filter(~withdrawn)


def stay_listed(
    home: Home, contract: Contract, month: int, header: list[str], delivery: Delivery, rows: pl.DataFrame
) -> list[str]:
    """Those of the register who stay listed though no row is about them; nobody where the roster is a list of all.

    What comes for a month whose benefits are listed already completes that list.
    """
    completes = contract.role is Role.BENEFITS and _is_listed(home, contract, month)
    if lists_all(header, delivery) and not completes:
        return []
    key = KEYS[contract.role]
    known = delivery.register.persons if contract.role is Role.PERSONS else delivery.register.benefits
    return known.join(rows.select(key), on=key, how="anti")[key].to_list()


def lists_all(header: list[str], delivery: Delivery) -> bool:
    """Whether a snapshot lists all there are: not where it only revises, nor where rows set aside were sent back."""
    return not sent_back(header) and not delivery.only_revises


def _is_listed(home: Home, contract: Contract, month: int) -> bool:
    """Whether a roster of the month is in use."""
    used = (batch for batch in all_batches(home) if batch.dataset == contract.dataset and not batch.held)
    return any(parse_month(batch.month) == month and not sent_back(batch.receipt["header"]) for batch in used)
