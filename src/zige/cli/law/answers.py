"""What `zige law` says as JSON: the same content as on the terminal, every wording in both languages."""

from typing import Any

from zige.law.citations import places_of
from zige.law.lookup import grounds_citing, situations_below, values_citing
from zige.law.phrases import citation
from zige.law.rulebook import Ground, Rulebook


def law_as_data(book: Rulebook) -> dict[str, Any]:
    """The rulebook as its file has it."""
    return book.model_dump(mode="json", by_alias=True)


def clause_as_data(book: Rulebook, clause: str) -> dict[str, Any]:
    """A clause, the grounds and values that cite it, the situations below it and the places that carry it."""
    text = book.clauses.get(clause)
    return {
        "clause": clause,
        "citation": citation(clause)._asdict(),
        "text": text.model_dump(include={"zh", "en"}) if text else None,
        "to_come": text.to_come.model_dump() if text and text.to_come else None,
        "grounds": [ground_as_data(ground) for ground in grounds_citing(book, clause)],
        "situations": situations_below(book, clause),
        "values": [
            value._asdict()
            | {"title": value.title._asdict(), "value": value.value._asdict()}
            | {"basis": value.basis._asdict() if value.basis else None}
            for value in values_citing(book, clause)
        ],
        "places": [place._asdict() for place in places_of(clause)],
    }


def ground_as_data(ground: Ground) -> dict[str, Any]:
    """A ground as the rulebook has it."""
    return ground.model_dump(mode="json", by_alias=True)
