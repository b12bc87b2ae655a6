"""What must be there to confirm a fact: the rulebook's items of every ground that would read it (Arts. 12, 17).

A finding names them by their place in this list. An identity document aside, nothing is asked of a person that no rule
names (社会保险经办条例 art. 31).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.cases.law import grounds_reading
from casework.cases.models import Finding
from casework.people.models import Benefit
from zige.law.rulebook import Rulebook


@dataclass(frozen=True)
class Item:
    """One item of the list, with the grounds that need it."""

    number: int
    zh: str
    en: str
    grounds: tuple[str, ...]


def checklist(book: Rulebook, fact: str, benefit_kinds: Iterable[str]) -> list[Item]:
    """The items for a kind of fact about somebody who draws these kinds of benefit; none where no ground reads it."""
    reading = grounds_reading(book)
    grounds = {ground.code: ground for kind in sorted(set(benefit_kinds)) for ground in reading.get((kind, fact), [])}
    needed: dict[tuple[str, str], list[str]] = {}
    for code, ground in grounds.items():
        for text in ground.evidence:
            needed.setdefault((text.zh, text.en), []).append(code)
    return [Item(at, zh, en, tuple(codes)) for at, ((zh, en), codes) in enumerate(needed.items())]


def missing(book: Rulebook, finding: Finding) -> list[Item]:
    """The items that are not ticked in a finding."""
    items = checklist(book, finding.kind, concerned(finding.person_id, finding.benefit_id))
    return [item for item in items if item.number not in finding.evidence]


def concerned(person: int, benefit_id: str = "") -> list[str]:
    """The kinds of the benefits that a fact concerns: of all that somebody draws, or of the one it names."""
    held = Benefit.objects.filter(person=person)
    return sorted(set((held.filter(pk=benefit_id) if benefit_id else held).values_list("kind", flat=True)))


def has_paper(finding: Finding) -> bool:
    """Whether something written or photographed is there: an attachment of it or of its case, or a paper named."""
    case = finding.case
    of_case = case is not None and case.attachments.exists()
    return bool(finding.papers.strip()) or finding.attachments.exists() or of_case
