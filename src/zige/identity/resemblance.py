"""How far two names resemble each other where no number vouches for them (EXCHANGE §2, FACTS §7.2)."""

from itertools import permutations

from rapidfuzz.distance import OSA

from zige.identity.names import CLOSE, DOT, compared, pinyin_of

SAME, NEARLY_SAME, SOUNDS_SAME, PART, ONE_OFF, OTHER = 5, 4, 3, 2, 1, 0
MOST_PARTS = 4
"""Clan, branch, father and own name: a written name of the Yi (彝族) has no more parts, and 4 have few orders."""


def resemblance(one: str, other: str) -> int:
    """The first that is true of two keys (`names.name_key`).

    SAME          equal
    NEARLY_SAME   only a dot, or one rare, unknown or missing character differs
    SOUNDS_SAME   homophones
    PART          one is a part or two of the other, or its parts in another order: 阿木 in 吉克·阿木
    ONE_OFF       one character differs, is missing, or has changed places with its neighbour
    OTHER         none of these
    """
    if one == other:
        return SAME
    if compared(one, other) == CLOSE:
        return NEARLY_SAME
    if pinyin_of(one) == pinyin_of(other):
        return SOUNDS_SAME
    if _is_part(one, other) or _is_part(other, one):
        return PART
    return ONE_OFF if OSA.distance(one, other) == 1 else OTHER


def _is_part(short: str, long: str) -> bool:
    """`short` is made of parts of `long`; where no dot divides `long`, it begins or ends with two or more of it."""
    whole = short.replace(DOT, "")
    parts = long.split(DOT)[:MOST_PARTS]
    if len(whole) < 2:
        return False
    if len(parts) == 1:
        return len(long) >= len(whole) + 2 and (long.startswith(whole) or long.endswith(whole))
    orders = (order for count in range(1, len(parts) + 1) for order in permutations(parts, count))
    return any("".join(order) == whole for order in orders)
