"""From a rulebook's file to the rulebook, or one refusal with file, place, value and remedy."""

from os import PathLike
from pathlib import Path

from zige.errors import RulebookRefused
from zige.law.consistency import inconsistencies
from zige.law.rulebook import Rulebook
from zige.yaml_files.reading import load_model
from zige.yaml_files.refusals import refusal_of

LESHAN = Path(__file__).parent / "rulebooks" / "leshan.yaml"


def load_rulebook(path: str | PathLike[str]) -> Rulebook:
    """Read a rulebook file; raises RulebookRefused with file, path and value of the first thing wrong in it."""
    book = load_model(path, Rulebook, RulebookRefused)
    for found in inconsistencies(book):
        raise refusal_of(Path(path).name, found, RulebookRefused)
    return book
