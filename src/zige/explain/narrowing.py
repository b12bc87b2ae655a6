"""The inputs of some benefits and their people, so that the engine's own steps explain them at the cost of a few rows.

The ledger's covered months stay those of all benefits (LAW §6): they say for which months nothing at all was paid.
"""

from collections.abc import Sequence
from dataclasses import replace

import narwhals as nw

from zige.backends.base import Backend, Frame
from zige.errors import RequestRefused
from zige.explain.masking import without_numbers
from zige.inputs.intake import Inputs
from zige.law.months import format_month


def narrowed(backend: Backend, inputs: Inputs, benefit_ids: Sequence[str], month: int) -> Inputs:
    """`inputs` with these benefits alone, and every fact about their people.

    Raises RequestRefused for an unknown benefit and for one that begins after `month`.
    """
    benefits = backend.keep(inputs.benefits.filter(nw.col("benefit_id").is_in(list(benefit_ids))))
    _check_all_there(backend, benefits, benefit_ids, month)

    def of(column: str, frame: Frame) -> Frame:
        return backend.keep(frame.join(benefits.select(column), on=column, how="semi"))

    return replace(
        inputs,
        benefits=benefits,
        facts=of("id_number", inputs.facts),
        versions=of("id_number", inputs.versions),
        amounts=of("benefit_id", inputs.amounts),
        payers=of("benefit_id", inputs.payers),
    )


def _check_all_there(backend: Backend, benefits: Frame, benefit_ids: Sequence[str], month: int) -> None:
    begins = {row["benefit_id"]: row["first_month"] for row in backend.collect(benefits).to_pylist()}
    for benefit_id in benefit_ids:
        if benefit_id not in begins:
            raise _unknown(benefit_id)
        if begins[benefit_id] > month:
            raise _not_begun(benefit_id, begins[benefit_id], month)


def _unknown(benefit_id: str) -> RequestRefused:
    shown = without_numbers(benefit_id)
    return RequestRefused(
        f"待遇名册中没有待遇“{shown}”；请核对待遇编号（benefit_id）",
        f"there is no benefit '{shown}' in the benefits; check its benefit_id",
    )


def _not_begun(benefit_id: str, first: int, month: int) -> RequestRefused:
    shown, begins, asked = without_numbers(benefit_id), format_month(first), format_month(month)
    return RequestRefused(
        f"待遇“{shown}”从 {begins} 才开始领取，{asked} 没有可说明的；请改用 {begins} 或以后的月份",
        f"benefit '{shown}' begins in {begins}, so there is nothing to explain in {asked}; ask for {begins} or later",
    )
