"""Act: an office says whom its notices name as contact, and where they are contested."""

from django.db import transaction
from django.utils.translation import gettext as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Office
from casework.accounts.refusal import ActRefused
from casework.notices.models import Contact
from casework.notices.recorded import CONTACT

FIELDS = ("phone", "address", "hours", "reconsideration", "court")


@transaction.atomic
def change_contact(request: StaffRequest, office: Office, told: dict[str, str], version: int) -> Contact:
    """Notices issued before stay as they are. Raises ActRefused where somebody else has changed it meanwhile."""
    current = Contact.objects.select_for_update().filter(office=office).first() or Contact(office=office, version=0)
    if current.version != version:
        raise ActRefused(_("联系方式刚刚被别人改过，请刷新后再改。"))
    for name in FIELDS:
        setattr(current, name, told[name])
    current.version += 1
    current.save()
    audit.record(request, CONTACT, office=office.number)
    return current
