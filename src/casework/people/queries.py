"""Search for people within what somebody may see, among a million.

What is typed says what it is: the number of a benefit; 18 characters a citizen number, found by its blind index, since
it stands nowhere; 6, 9 or 12 digits a place; letters initials, else pinyin; Han characters a name.

An index is chosen here, not by the database: where few are seen the search begins with them, else with what is
looked for. Otherwise the commonest surname of a province would be gone through for a village of five hundred.
"""

import re

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Left

from casework.accounts.jurisdiction import Jurisdiction
from casework.people.models import NUMBER, Benefit, Person
from casework.people.scope import benefits_within, is_narrow, people_within
from casework.vault import blind

MOST = 50
"""People that a search shows; who is not among them is found by saying more."""
CITIZEN = re.compile(r"[0-9]{17}[0-9Xx]")
PLACE = re.compile(r"[0-9]{6}|[0-9]{9}|[0-9]{12}")
LETTERS = re.compile(r"[A-Za-z ']+")
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]+")


def is_number(text: str) -> bool:
    """Whether what was typed is a citizen number: it stands in no address, where browsers and proxies would keep it."""
    return CITIZEN.fullmatch(text.strip()) is not None


def search(jurisdiction: Jurisdiction, text: str) -> tuple[list[Person], bool]:
    """At most MOST people of those that are seen, and whether there are more."""
    found = _found(jurisdiction, text.strip())
    people = list(found.prefetch_related(_benefits(jurisdiction))[: MOST + 1]) if text.strip() else []
    return people[:MOST], len(people) > MOST


def person_within(jurisdiction: Jurisdiction, number: int) -> Person:
    """One person with the benefits that are seen.

    Raises Person.DoesNotExist for who is not seen, as for who is not there.
    """
    return people_within(jurisdiction).prefetch_related(_benefits(jurisdiction)).get(pk=number)


def _benefits(jurisdiction: Jurisdiction) -> "Prefetch[str, QuerySet[Benefit], str]":
    return Prefetch("benefits", benefits_within(jurisdiction))


def _found(jurisdiction: Jurisdiction, text: str) -> QuerySet[Person]:
    within = people_within(jurisdiction)
    holder = benefits_within(jurisdiction).filter(pk=text).values_list("person", flat=True).first()
    if holder is not None:
        return within.filter(pk=holder)
    if CITIZEN.fullmatch(text):
        (index,) = blind([text.upper()], NUMBER)
        return within.filter(id_number_blind=index)
    if PLACE.fullmatch(text):
        return _beginning(jurisdiction, within, "region", text)
    if HAN.fullmatch(text):
        return _beginning(jurisdiction, within, "name", text)
    if LETTERS.fullmatch(text):
        letters = re.sub(r"[ ']", "", text).lower()
        by_initials = _beginning(jurisdiction, within, "initials", letters)
        return by_initials if by_initials.exists() else _beginning(jurisdiction, within, "pinyin", letters)
    return within.none()


def _beginning(jurisdiction: Jurisdiction, within: QuerySet[Person], column: str, text: str) -> QuerySet[Person]:
    """Who has a value that begins with the text, in its order."""
    if not is_narrow(jurisdiction):
        return within.filter(**{f"{column}__prefix": text}).order_by(column, "number")
    seen = Person.objects.filter(_narrowly(jurisdiction)).annotate(beginning=Left(column, len(text)))
    return seen.filter(beginning=text).order_by(column, "number")


def _narrowly(jurisdiction: Jurisdiction) -> Q:
    """`seen` where few are: by the region, or by who holds a benefit of an employer."""
    held = Benefit.objects.filter(jurisdiction.of_columns(employer="employer"))
    return jurisdiction.of_columns(region="region") | Q(pk__in=held.values("person"))
