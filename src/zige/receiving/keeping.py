"""What of a row is kept: facts and signs of life by person number, everything that only compares as a digest.

The citizen number and the name stop here: no table made here holds them (Art. 18; EXCHANGE §1, data minimisation).
"""

import polars as pl
import pyarrow as pa

from zige.backends.digests import digests
from zige.exchange.contract import Contract
from zige.fact_rows import KEPT
from zige.facts.signs import EVIDENCE
from zige.identity.names import name_key, pinyin_of
from zige.kinds import FactKind
from zige.store.keys import Keys

PROOFS = [str(kind) for kind in FactKind if kind.startswith("life.") or kind is FactKind.CERTIFICATION]
"""What proves life and is folded by month; the rulebook says which of it counts."""

COUNTED_LEVELS = (1, 2)
"""EXCHANGE §2: at these levels a sign of life counts."""


def gives_more_than_life(contract: Contract) -> bool:
    """Whether a row may give an adverse fact, so that a person must be found for it even without a good number."""
    return any(rule.kind_from or not set(rule.kinds) <= set(PROOFS) or not rule.kinds for rule in contract.facts)


def kept_facts(rows: pl.DataFrame, dataset: str, keys: Keys) -> pl.DataFrame:
    """FACT ROWS but those that prove life, ready to be stored: numbers of records, cases and employers as digests."""
    facts = rows.filter(~_proves_life())
    purposes = {"record_id": f"record {dataset}", "case_number": "case", "employer": "employer"}
    digested = [numbers_of(facts[name], keys, what).cast(pl.String).alias(name) for name, what in purposes.items()]
    return facts.with_columns(digested).select(*KEPT)


def kept_signs(rows: pl.DataFrame, dataset: str, keys: Keys) -> pl.DataFrame:
    """The proofs of life among FACT ROWS that count, as evidence (`zige.facts.signs`)."""
    signs = rows.filter(_proves_life() & pl.col("level").is_in(COUNTED_LEVELS))
    record = numbers_of(signs["record_id"], keys, f"record {dataset}").alias("record")
    status = pl.col("record_status").fill_null("new")
    said = {"new": status == "new", "withdrawn": status == "withdrawn"}
    refuted = (pl.col("status") == "refuted").fill_null(value=False)
    return signs.with_columns(record, day=pl.col("start"), refuted=refuted, **said).select(*EVIDENCE)


def kept_payments(rows: pl.DataFrame, dataset: str, keys: Keys) -> pl.DataFrame:
    """Rows of a ledger with `record`, a digest of the record's number."""
    return rows.with_columns(numbers_of(rows["record_id"], keys, f"record {dataset}").alias("record"))


def numbers_of(texts: pl.Series, keys: Keys, purpose: str) -> pl.Series:
    """A keyed number (UInt64) for each text, null for null; each purpose has numbers of its own."""
    if texts.null_count() == texts.len():
        return pl.repeat(None, texts.len(), dtype=pl.UInt64, eager=True)
    given = texts.fill_null("").to_arrow()
    numbers = pl.Series("number", digests(pa.chunked_array([given]), keys.derived(purpose).hex()), pl.UInt64)
    return numbers.set(texts.is_null(), None)


def marks_of(people: pl.DataFrame, keys: Keys) -> pl.Series:
    """Digests by which these people are known again: of the number, or where none is usable of the sound of the name
    and the date of birth.

    `people` are typed rows, or persons of the register, who are known by both.
    """
    sound = pl.col("number_state").is_null() if "number_state" in people.columns else pl.lit(value=True)
    doubtful = pl.col("number_state").is_not_null() if "number_state" in people.columns else pl.lit(value=True)
    numbers = people.filter(sound)["id_number"].drop_nulls().unique()
    named = people.filter(doubtful & pl.col("name").is_not_null() & pl.col("birth_date").is_not_null())
    keys_of_names = named.select(name_key(pl.col("name")), "birth_date").unique().rows()
    sounds = pl.Series("number", [f"{pinyin_of(name or '')} {born}" for name, born in keys_of_names], pl.String)
    return pl.concat([numbers_of(numbers, keys, "stranger"), numbers_of(sounds, keys, "stranger's name")]).sort()


def _proves_life() -> pl.Expr:
    return pl.col("kind").is_in(PROOFS).fill_null(value=False)
