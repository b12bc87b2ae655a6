"""EXCHANGE §2: which spellings are one name, and how two names differ."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zige.identity.names import CLOSE, DIFFERENT, EQUAL, compared, is_rare, key_of, name_key, pinyin_of, sounds
from zige.identity.resemblance import NEARLY_SAME, ONE_OFF, OTHER, PART, SAME, SOUNDS_SAME, resemblance

SAME_NAME = [
    ("吉克·阿木", "吉克•阿木", "bullet"),
    ("吉克·阿木", "吉克・阿木", "katakana dot"),
    ("吉克·阿木", "吉克･阿木", "half-width katakana dot"),
    ("吉克·阿木", "吉克.阿木", "full stop"),
    ("吉克·阿木", "吉克．阿木", "full-width stop"),
    ("吉克·阿木", "吉克‧阿木", "hyphenation point"),
    ("吉克·阿木", "吉克∙阿木", "bullet operator"),
    ("吉克·阿木", "吉克●阿木", "black circle"),
    ("吉克·阿木", "吉克ㆍ阿木", "Korean dot"),
    ("吉克·阿木", " 吉克 · 阿木　", "blanks"),
    ("张伟", "张 伟", "inner blank"),
    ("张伟", "張偉", "traditional forms"),
    ("谢长顺", "謝長順", "traditional forms"),
    ("李MARY", "李ｍａｒｙ", "width and case"),
    ("王□", "王?", "a character that could not be written"),
    ("王□", "王？", "the same in full width"),
    ("王□", "王\ue123", "a private code point"),
]
COMPARED = [
    ("吉克·阿木", "吉克阿木", CLOSE),  # only the dot
    ("吉克□阿木", "吉克·阿木", CLOSE),  # a box in the place of the dot
    ("王秀□", "王秀媖", CLOSE),
    ("王□□", "王秀英", DIFFERENT),  # two
    ("王□丽", "李秀丽", DIFFERENT),
    ("王喆", "王喆", EQUAL),
    ("李玥", "李钥", DIFFERENT),
    ("王秀媖", "王秀", CLOSE),  # rare character missing
    ("王秀英", "王秀", DIFFERENT),  # a common one
    ("王媖", "王", DIFFERENT),  # a surname alone is too little
    ("李铭", "李明", DIFFERENT),
    ("李玥", "李月", CLOSE),  # a rare character as a homophone
    ("李玥", "李yue", CLOSE),  # as its pinyin
    ("李玥", "李yu", DIFFERENT),
    ("李玥", "李明", DIFFERENT),
    ("李铭", "李MING", DIFFERENT),  # a common one, which every system can write
    ("李玥堃", "李月坤", DIFFERENT),  # two
    ("阿木", "吉克·阿木", DIFFERENT),
]
RESEMBLING = [
    ("李铭", "李铭", SAME),
    ("王秀□", "王秀英", NEARLY_SAME),
    ("吉克·阿木", "吉克阿木", NEARLY_SAME),
    ("李铭", "李明", SOUNDS_SAME),
    ("李铭", "李敏", ONE_OFF),
    ("阿木", "吉克·阿木", PART),
    ("阿木吉克", "吉克·阿木", PART),  # parts in another order
    ("吉克·阿木", "吉克·拉哈·阿木", PART),
    ("阿木", "吉克阿木", PART),  # no dot, the last two
    ("克阿", "吉克阿木", OTHER),  # from the middle
    ("木", "吉克·阿木", OTHER),
    ("王秀英", "王英秀", ONE_OFF),
    ("王秀英", "李玉梅", OTHER),
    ("王秀英", "王玉梅", OTHER),
]


@pytest.mark.parametrize(("one", "other", "why"), SAME_NAME)
def test_spellings_of_one_name_have_one_key(one: str, other: str, why: str) -> None:
    assert key_of(one) == key_of(other), why


@pytest.mark.parametrize("blank", ["", "  ", "　"])
def test_blank_is_no_name(blank: str) -> None:
    assert key_of(blank) is None


@pytest.mark.parametrize(("one", "other", "how"), COMPARED)
def test_how_two_names_compare_whichever_comes_first(one: str, other: str, how: str) -> None:
    assert compared(one, other) == compared(other, one) == how


@pytest.mark.parametrize(("one", "other", "how"), RESEMBLING)
def test_how_far_two_names_resemble_each_other_whichever_comes_first(one: str, other: str, how: int) -> None:
    assert resemblance(one, other) == resemblance(other, one) == how


def test_rare_is_what_gb_2312_lacks() -> None:
    assert is_rare("玥")
    assert not is_rare("英")


def test_sounds_of_a_column_are_those_of_each_name() -> None:
    names = ["单雄信", "吉克·阿木", "王□", None, "李MARY"]
    assert sounds(pl.Series(names)).to_list() == [name and pinyin_of(name) for name in names]
    assert pinyin_of("李铭") == pinyin_of("李明") != pinyin_of("李民")


written = st.text(st.sampled_from("王李張张英 秀玥·•．?？□\ue000Aａ　吉克阿木ㆍ"), max_size=8)


@settings(max_examples=150)
@given(written)
def test_normalising_twice_changes_nothing(name: str) -> None:
    key = key_of(name)
    assert key is None or key_of(key) == key


@settings(max_examples=100)
@given(st.lists(written, max_size=6))
def test_a_key_depends_on_its_own_name_alone(names: list[str]) -> None:
    together = pl.DataFrame({"name": names}, schema={"name": pl.String}).select(name_key(pl.col("name")))
    assert together["name"].to_list() == [key_of(name) for name in names]


def test_no_keys_have_no_sounds() -> None:
    """The register before its first roster holds nobody."""
    assert sounds(pl.Series("key", [], dtype=pl.String)).to_list() == []
