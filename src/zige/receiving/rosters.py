"""What a roster says of whom it has no row of: a list leaves them out, a few rows do not (EXCHANGE §1, §4)."""

import polars as pl

from zige.exchange.contract import Contract, Role
from zige.identity.register import Register
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
    home: Home, contract: Contract, month: str, header: list[str], register: Register, rows: pl.DataFrame
) -> list[str]:
    """Those of the register that stay listed though no row is about them; nobody where the roster is a list of all.

    A roster that only corrects and withdraws is none, nor are rows that were set aside and sent back, nor what comes
    for a month whose benefits are listed already: whoever is left out there may simply not have been wrong.
    """
    if _lists_all(header, rows) and not (contract.role is Role.BENEFITS and _is_listed(home, contract, month)):
        return []
    key = KEYS[contract.role]
    known = register.persons if contract.role is Role.PERSONS else register.benefits
    return known.join(rows.select(key), on=key, how="anti")[key].to_list()


def _lists_all(header: list[str], rows: pl.DataFrame) -> bool:
    return not sent_back(header) and bool((rows["record_status"].fill_null("new") == "new").any())


def _is_listed(home: Home, contract: Contract, month: str) -> bool:
    """Whether a roster of the month is in use."""
    used = (batch for batch in all_batches(home) if batch.dataset == contract.dataset and not batch.held)
    return any(batch.month == month and not sent_back(batch.receipt["header"]) for batch in used)
