"""Act: somebody sees the whole name, number and phone of a person, for a purpose, and it is recorded (Art. 18)."""

from dataclasses import dataclass

from django.db import transaction

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.people.forms import Purpose
from casework.people.masking import masked_name, masked_number, masked_phone
from casework.people.models import Person
from casework.people.recorded import REVEALED, subject_of


@dataclass(frozen=True)
class Shown:
    """What a page shows of a person; `whole` where it was asked for."""

    name: str
    id_number: str
    phone: str
    whole: bool


def shown_masked(person: Person) -> Shown:
    """What everybody sees who may see the person at all."""
    number, phone = masked_number(person.id_number or ""), masked_phone(person.phone or "")
    return Shown(masked_name(person.name), number, phone, whole=False)


@transaction.atomic
def reveal(request: StaffRequest, person: Person, purpose: Purpose) -> Shown:
    """Record who wants to know and what for, then show it: nothing is shown that is not recorded."""
    audit.record(request, REVEALED, subject_of(person), purpose.value)
    return Shown(person.name, person.id_number or "", person.phone or "", whole=True)
