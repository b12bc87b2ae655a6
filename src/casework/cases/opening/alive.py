"""Act: somebody says "I am alive": any office takes it, by the whole citizen number, and it is due today (DESIGN §7).

An office of elsewhere finds nobody by this: it is told that there is such a case, sees it and may add what it saw, as
may the benefit's agency. A living person wrongly marked is paid first and investigated second.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.database_scope import database_shows_all
from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused
from casework.cases.models import Case, Origin, Task
from casework.cases.opening.by_hand import Opening, open_case
from casework.cases.recorded import ALIVE
from casework.people.models import NUMBER, Person
from casework.vault import blind

UNKNOWN = _("名册中没有这个证件号码；请核对证件，或请当地社保经办机构查找。")
NO_OFFICE = _("您的机构不受理本人在世申诉；请到社保经办机构、镇街或村社办理。")
TAKES = (Office.Kind.AGENCY, Office.Kind.TOWN, Office.Kind.VILLAGE)


@transaction.atomic
def open_alive(by: Account, id_number: str, text: str) -> Case:
    """The case, due today. Raises ActRefused for an unknown number, kin, and offices that do not take it."""
    if by.office.kind not in TAKES:
        raise ActRefused(NO_OFFICE)
    (index,) = blind([id_number.strip().upper()], NUMBER)
    with database_shows_all():
        person = Person.objects.filter(id_number_blind=index).first()
        if person is None:
            raise ActRefused(UNKNOWN)
        opening = Opening(Task.ALIVE, Origin.PERSON, text, key=f"alive-{timezone.localdate():%Y%m%d}")
        return open_case(by, person, opening, record=ALIVE, asked_at=by.office.region.prefix)
