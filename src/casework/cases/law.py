"""What cases ask of a rulebook: which grounds read a fact, and what a fact can cost or prove."""

from zige.kinds import BenefitKind, FactKind
from zige.law.rulebook import Ground, Rulebook


def grounds_reading(book: Rulebook) -> dict[tuple[str, str], list[Ground]]:
    """The grounds by kind of benefit and kind of fact that they read, in the order of the rulebook."""
    found: dict[tuple[str, str], list[Ground]] = {}
    for ground in book.grounds:
        for benefit in ground.kinds:
            for fact in ground.facts:
                found.setdefault((benefit.value, fact.kind.value), []).append(ground)
    return found


def is_adverse(book: Rulebook, kind: str) -> bool:
    """Whether some ground of Art. 8 reads this kind of fact: it can cost somebody a benefit."""
    return any(fact.kind == kind for ground in book.grounds for fact in ground.facts)


def is_proof_of_life(book: Rulebook, kind: str) -> bool:
    """Whether this kind of fact helps to certify (LAW §4)."""
    signs = book.life_signs
    return kind in (*signs.certifications, *signs.grades.A, *signs.grades.B)


def can_be_unconfirmable(book: Rulebook, kind: str) -> bool:
    """8.2.1.6 无法确认领取待遇资格 concerns this kind of benefit: the pensions alone."""
    return any(
        BenefitKind(kind) in ground.kinds
        for ground in book.grounds
        for fact in ground.facts
        if fact.kind == FactKind.UNCONFIRMABLE
    )
