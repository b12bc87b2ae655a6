"""Names as departments write them: one key for what is the same name, and how two differ (EXCHANGE §2, FACTS §7.2).

The key folds width, dots, blanks and variant forms. The variants are those common in names, from general knowledge;
a character that a department could not write (`?`, a box, a private code point) is UNKNOWN in the key.
"""

import polars as pl
from pypinyin import lazy_pinyin
from rapidfuzz.distance import Levenshtein

DOT = "·"
UNKNOWN = "□"
DOTS = "•‧∙⋅・･●○．.。﹒᛫ㆍᐧ·•"
VARIANTS = dict(
    zip(
        "張劉陳楊趙黃吳孫馬鄭馮蔣韓鄧許蕭葉蘇呂盧鐘鍾譚陸賈鄒熊龍萬錢湯賴龔羅國華鳳蘭榮瓊貴軍強偉麗紅蓮開興發劍鋒輝燁"
        "寧傑東業書雲濤潔靜穎學習術祿閆淼堃喆昇陞並於峯羣牀",
        "张刘陈杨赵黄吴孙马郑冯蒋韩邓许萧叶苏吕卢钟钟谭陆贾邹熊龙万钱汤赖龚罗国华凤兰荣琼贵军强伟丽红莲开兴发剑锋辉烨"
        "宁杰东业书云涛洁静颖学习术禄闫淼坤哲升升并于峰群床",
        strict=True,
    )
)
UNWRITABLE = r"[?？\u{FFFD}□■▯▢\u{E000}-\u{F8FF}\u{F0000}-\u{10FFFD}]"

EQUAL, CLOSE, DIFFERENT = "equal", "close", "different"


def name_key(name: pl.Expr) -> pl.Expr:
    """The key of a name; null for none. Equal keys are one name but for dot, width, blanks and variant forms."""
    folded = name.str.normalize("NFKC").str.replace_all(r"\s+", "")
    folded = folded.str.replace_all(UNWRITABLE, UNKNOWN).str.replace_many([*DOTS], [DOT] * len(DOTS))
    folded = folded.str.replace_many([*VARIANTS], [*VARIANTS.values()]).str.to_uppercase()
    return pl.when(folded != "").then(folded)


def key_of(name: str) -> str | None:
    """`name_key` of one name."""
    return pl.select(name_key(pl.lit(name))).item()  # type: ignore[no-any-return]


def compared(one: str, other: str) -> str:
    """How two keys compare: EQUAL; CLOSE where only a dot or one rare or missing character differs; else DIFFERENT."""
    if one == other:
        return EQUAL
    plain, others = one.replace(DOT, ""), other.replace(DOT, "")
    if plain == others or _one_unknown(plain, others):
        return CLOSE
    return CLOSE if _one_missing_rare(plain, others) else DIFFERENT


def pinyin_of(key: str) -> str:
    """How a key is pronounced, without tones and dots; homophones are equal."""
    return " ".join(lazy_pinyin(key.replace(DOT, ""), errors="ignore"))


def _one_unknown(one: str, other: str) -> bool:
    """Of the same length and equal but for one character that one of them could not write."""
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and UNKNOWN in differing[0]


def _one_missing_rare(one: str, other: str) -> bool:
    """One character is missing on one side, and it is one that systems often cannot write."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) != len(shorter) + 1 or len(shorter) < 2 or Levenshtein.distance(longer, shorter) != 1:
        return False
    place = next((at for at, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return is_rare(longer[place]) or longer[place] == UNKNOWN


def is_rare(character: str) -> bool:
    """Outside GB 2312, the characters that every system can write."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False
