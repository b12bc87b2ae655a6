"""Who lives with whom: two neighbouring ids may be a couple, which shares a home and has ages near each other."""

from dataclasses import dataclass

import numpy as np

from zige.simulation.dice import Bools, Dice, Ints


@dataclass(frozen=True)
class Households:
    """For each id: the household's number, whether it is half of a couple, and whether it is the second half."""

    number: Ints
    couple: Bools
    second: Bools


def households_of(dice: Dice, ids: Ints, may_couple: Bools, couples: float) -> Households:
    """Pairs (2j, 2j+1) are couples with this chance, where both may be; a household is numbered by its lowest id."""
    pair = ids - ids % 2
    couple = may_couple & dice.chosen("couple", pair, couples)
    return Households(np.where(couple, pair, ids), couple, couple & (ids % 2 == 1))
