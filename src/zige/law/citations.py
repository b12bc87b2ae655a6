"""Where each clause is carried: the places in the code, the tests, the scenarios and the rulebook, as packaged.

The list is written by the developers' generator (docs/generate.py), so that neither source nor tests need be there when
`zige law` shows it. A docstring carries a clause in one of two ways, and the generator finds no other:

    it begins with it          8.1.2.8: of the relations named        7 认证周期: where each benefit stands
    it names it in brackets    状态: 续发, 暂停, 停止 (Art. N)        also (Arts. N, M) and (Arts. N-M)

A whole article at the beginning is followed by its Chinese title, several clauses are set apart by a comma and a space.
"""

import json
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

CITATIONS = Path(__file__).parent / "citations.json"

Kind: TypeAlias = Literal["code", "test", "scenario", "rulebook"]


class Place(NamedTuple):
    """One place that carries a clause: a file below the project's folder, and the name of what stands there."""

    kind: Kind
    place: str
    name: str


@cache
def places() -> dict[str, list[Place]]:
    """Every clause that is carried somewhere, with its places."""
    written = json.loads(CITATIONS.read_text("utf-8"))
    return {clause: [Place(**place) for place in found] for clause, found in written.items()}


def places_of(clause: str) -> list[Place]:
    """The places that carry a clause, then the code and tests that carry what it lies in: Art. 8 for a situation.

    A part of Art. 8 that is no clause of its own, as `8.2.1`, has those of the situations below it.
    """
    enclosing = [clause.rsplit(".", depth)[0] for depth in range(1, clause.count(".") + 1)]
    above = [place for each in enclosing for place in places().get(each, []) if place.kind in ("code", "test")]
    return places().get(clause, _places_below(clause)) + above


def _places_below(clause: str) -> list[Place]:
    return [place for each, found in places().items() if each.startswith(f"{clause}.") for place in found]
