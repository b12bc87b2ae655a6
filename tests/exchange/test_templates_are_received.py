"""A department that sends a template back as it came is understood: contract, template, reading and mapping agree."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from zige.exchange.catalogue import load_catalogue
from zige.exchange.checking import check
from zige.exchange.contract import Role
from zige.exchange.deliveries import open_delivery
from zige.exchange.mapping import facts_of
from zige.exchange.recognising import columns_of, recognise
from zige.exchange.template import write_template

CATALOGUE = load_catalogue()
TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize("dataset", CATALOGUE)
def test_the_examples_of_a_template_are_recognised_accepted_and_mean_something(dataset: str, tmp_path: Path) -> None:
    contract = CATALOGUE[dataset]
    write_template(contract, tmp_path / f"{contract.title.zh}.xlsx")
    (sheet,) = open_delivery(tmp_path / f"{contract.title.zh}.xlsx")
    recognised, _ = recognise(sheet.header, sheet.name, CATALOGUE)
    places, unknown = columns_of(contract, sheet.header, sheet.name)
    (part,) = sheet.parts(100)
    checked = check(contract, part, places, TODAY)
    assert (recognised.dataset, unknown, places.keys()) == (dataset, [], set(contract.names))
    assert (checked.rows.height, checked.quarantined["codes"].to_list()) == (3, [])
    facts = facts_of(contract, checked.rows.with_columns(person=pl.lit(1, pl.Int64)))
    assert (facts.height > 0) == bool(contract.facts)
    assert contract.facts or contract.role is not Role.FACTS
