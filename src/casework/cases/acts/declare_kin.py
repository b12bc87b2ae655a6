"""27 如实认证. Act: somebody declares that a person is themselves or a relative, whom they then never handle (回避)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.database_scope import database_shows_all
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.models import Kinship
from casework.cases.recorded import KIN
from casework.people.models import NUMBER, Person
from casework.vault import blind

UNKNOWN = _("名册中没有这个证件号码，不必申报。")


@transaction.atomic
def declare_kin(by: Account, id_number: str, kind: Kinship.Kind) -> Kinship:
    """The declaration; the same one again is the one that is there. Raises ActRefused for who draws nothing."""
    (index,) = blind([id_number.strip().upper()], NUMBER)
    with database_shows_all():
        person = Person.objects.filter(id_number_blind=index).first()
    if person is None:
        raise ActRefused(UNKNOWN)
    made, is_new = Kinship.objects.get_or_create(
        account=by, person=person, defaults={"kind": kind, "declared": timezone.now()}
    )
    if is_new:
        audit.record(by, KIN, f"account:{by.pk}", kind=str(kind))
    return made
