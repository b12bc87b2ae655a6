"""Receipts: what became of every row of a file, in counts that add up; they name no person (EXCHANGE §1)."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from zige.errors import ZigeError
from zige.exchange.drift import Finding
from zige.words import Wording

Receipt: TypeAlias = dict[str, Any]

COUNTS = ("rows", "accepted", "duplicate", "quarantined", "matched", "unmatched", "candidates")
NOTHING = dict.fromkeys(COUNTS, 0)
SHOWN = ("file", "dataset", "month", "batch", "status", *COUNTS, "codes", "unknown_columns", "message")
"""The fields of EXCHANGE §1; what the home keeps beside them is its own."""
ACCEPTED = Wording("已接收", "accepted")


def receipt(
    file: str,
    dataset: str | None,
    month: str | None,
    batch: str | None,
    status: str,
    counts: Mapping[str, int],
    codes: Mapping[str, int],
    unknown_columns: list[str],
    message: tuple[str, str],
) -> Receipt:
    """A receipt; rows = accepted + duplicate + quarantined, accepted = matched + unmatched + candidates."""
    assert counts["rows"] == counts["accepted"] + counts["duplicate"] + counts["quarantined"]
    assert counts["accepted"] == counts["matched"] + counts["unmatched"] + counts["candidates"]
    return {
        "file": file,
        "dataset": dataset,
        "month": month,
        "batch": batch,
        "status": status,
        **{name: counts[name] for name in COUNTS},
        "codes": dict(codes),
        "unknown_columns": unknown_columns,
        "message": {"zh": message[0], "en": message[1]},
    }


def refused(file: str, refusal: ZigeError) -> Receipt:
    """The receipt of a file that was refused whole."""
    return receipt(file, None, None, None, "refused", NOTHING, {}, [], (refusal.zh, refusal.en))


def already_received(
    file: str, before: Receipt, month: str, signature: Wording | None, *, holds_again: bool
) -> Receipt:
    """The receipt of a file whose content is here already and has come for `month` too; `holds_again` of a roster."""
    said = Wording("此文件内容已收到过，没有变化", "already received, nothing changes")
    if holds_again:
        said = Wording("此文件内容已收到过，名册重新以此为准", "already received, the register follows it again")
    noted = Wording(f"记为 {month} 已报送", f"noted as delivered for {month}") if month != before["month"] else None
    message = _joined(said, noted, signature)
    return receipt(file, before["dataset"], month, before["batch"], "already_received", NOTHING, {}, [], message)


def said_of(counts: Mapping[str, int], findings: list[Finding], signature: Wording | None) -> Wording:
    """The message of a receipt: what to do next, and what became of the signature if there is something to say."""
    return _joined(_to_do(counts, findings), signature)


def _joined(*parts: Wording | None) -> Wording:
    said = [part for part in parts if part is not None]
    return Wording("；".join(part.zh for part in said), "; ".join(part.en for part in said))


def _to_do(counts: Mapping[str, int], findings: list[Finding]) -> Wording:
    if findings:
        zh, en = "；".join(each.text.zh for each in findings), "; ".join(each.text.en for each in findings)
        return Wording(f"与历史差异较大，已挂起，待放行：{zh}", f"differs from history, held until released: {en}")
    if bad := counts["quarantined"]:
        return Wording(
            f"有 {bad} 行需要改正后重报",
            f"{bad} row{' is' if bad == 1 else 's are'} to be corrected and sent again",
        )
    return ACCEPTED
