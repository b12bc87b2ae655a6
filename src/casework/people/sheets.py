"""Columns about a person in a list that is exported: masked, whole, or there only when it is whole."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.exports.sheets import Column
from casework.people.masking import masked_name
from casework.people.models import Person

PersonOf = Callable[[Any], Person]


def name_of(person_of: PersonOf) -> Column:
    """The name, masked as on a page, or whole."""
    return Column(_("姓名"), lambda row: masked_name(person_of(row).name), lambda row: person_of(row).name)


def numbers_of(person_of: PersonOf) -> tuple[Column, ...]:
    """Citizen number and phone."""
    number = Column(_("证件号码"), lambda row: person_of(row).id_number, only_whole=True)
    phone = Column(_("手机号"), lambda row: person_of(row).phone, only_whole=True)
    return number, phone
