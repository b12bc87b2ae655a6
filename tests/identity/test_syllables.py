"""EXCHANGE §2, level 5: no pair of names that resemble each other is passed over before it is compared."""

from itertools import product

import duckdb
import polars as pl
import pytest

from zige.identity.names import key_of, sounds
from zige.identity.resemblance import OTHER, resemblance
from zige.identity.syllables import MAY_BE_ALIKE, syllable_bits

PIECES = ["李", "丽", "喆", "哲", "明", "·", "□", "ZHE"]
DOTTED = [
    "吉克·阿木",
    "吉克阿木",
    "阿木",
    "阿木·吉克",
    "克阿",
    "吉克·拉哈·阿木",
    "拉哈·阿木·吉克·曲比",
    "曲比阿木",
    "吉克",
]
PASSED_OVER = [
    ("李铭", "李敏", True),
    ("李铭", "王铭", True),
    ("李铭", "王敏", False),
    ("李铭华", "李敏华", True),
    ("李铭华", "李敏芳", False),
    ("李铭华", "铭华李", True),
    ("李铭华", "李铭", True),
    ("李铭华", "李敏", False),
    ("阿木", "吉克·阿木", True),
    ("阿呷", "吉克·阿木", False),
    ("李玥", "李YUE", True),
    ("李玥", "MARY", True),
]


def _pairs(names: list[str], others: list[str]) -> list[tuple[str, str, bool]]:
    """Every name with every other, and whether linkage would compare them."""
    with duckdb.connect() as connection:
        left, right = (
            connection.from_arrow(_told(each).to_arrow()).set_alias(side)
            for side, each in (("l", names), ("r", others))
        )
        return left.cross(right).project(f"l.name, r.name, {MAY_BE_ALIKE}").fetchall()


def _told(names: list[str]) -> pl.DataFrame:
    keys = pl.Series("name", names, pl.String)
    return pl.DataFrame({"name": keys, "syllables": syllable_bits(sounds(keys))})


@pytest.mark.parametrize(("one", "other", "compared"), PASSED_OVER)
def test_names_with_two_other_syllables_are_not_compared(one: str, other: str, compared: bool) -> None:
    assert _pairs([one], [other]) == [(one, other, compared)]
    assert _pairs([other], [one]) == [(other, one, compared)]


def test_no_two_names_that_resemble_each_other_are_passed_over() -> None:
    """All names of up to three pieces: homophones, rare, unknown and missing characters, dots, pinyin."""
    made = {"".join(pieces) for count in (1, 2, 3) for pieces in product(PIECES, repeat=count)}
    names = sorted({key for name in {*made, *DOTTED} if (key := key_of(name))})
    passed_over = [(one, other) for one, other, compared in _pairs(names, names) if one < other and not compared]
    assert len(passed_over) > len(names), "most pairs need no comparing"
    assert [pair for pair in passed_over if resemblance(*pair) != OTHER] == []


def test_a_name_has_the_same_bits_beside_any_other() -> None:
    names = pl.Series(["李铭华", "吉克·阿木", "李MARY", "·", "李丽"])
    together = syllable_bits(sounds(names)).to_list()
    assert together == [syllable_bits(sounds(pl.Series([name]))).item() for name in names]
    assert syllable_bits(pl.Series([], dtype=pl.String)).to_list() == []
