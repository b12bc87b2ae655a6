"""The list of open cases, as it is exported."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.places import places_of
from casework.accounts.views.pages import signed_in
from casework.cases.forms import CaseFilters
from casework.cases.models import Case
from casework.cases.queries import open_cases
from casework.cases.wording import matter_in_words
from casework.exports.sheets import Column, Sheet
from casework.people.models import Person
from casework.people.sheets import name_of, numbers_of


def _rows(request: StaffRequest, address: QueryDict) -> QuerySet[Case]:
    return open_cases(request.jurisdiction, CaseFilters(address).asked(signed_in(request)))


def _columns(request: StaffRequest) -> tuple[Column, ...]:
    places = places_of(request)
    return (
        Column(_("案号"), lambda case: case.number),
        name_of(_who),
        Column(_("居住地"), lambda case: places.full(case.region)),
        Column(_("事项"), lambda case: "；".join(matter_in_words(matter) for matter in case.open_matters)),
        Column(_("现办机构"), lambda case: case.at.name),
        Column(_("承办人"), lambda case: case.handler),
        Column(_("办理期限"), lambda case: case.due),
        *numbers_of(_who),
    )


def _who(case: Any) -> Person:
    person: Person = case.person
    return person


SHEETS = (Sheet("cases:cases", _("核查"), _columns, _rows),)
