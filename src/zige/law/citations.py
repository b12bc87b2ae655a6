"""Where each clause is carried: the places in the code, the tests, the scenarios and the rulebook, as packaged.

The list is written by the developers' generator (docs/generate.py), so that neither source nor tests need be there when
`zige law` shows it. A docstring carries a clause in one of two ways, and the generator finds no other:

    it begins with it           \"\"\"8.1.2.8: of the relations named\"\"\"   \"\"\"7 认证周期: where each benefit stands\"\"\"
    it names it in brackets     \"\"\"状态: 续发, 暂停, 停止 (Art. 6).\"\"\"       (Arts. 9, 11)   (Arts. 19-23)

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
    """The places that carry a clause, or a situation below it if it is a part of Art. 8."""
    own = places().get(clause, [])
    below = clause.startswith("8.") and clause not in places()
    return own + [p for each, found in places().items() if below and each.startswith(f"{clause}.") for p in found]
