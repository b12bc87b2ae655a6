"""What people have been told in the demonstration: notices of what was decided, reminders, messages."""

from django.db import transaction

from casework.accounts.models import Office
from casework.accounts.roles import OfficeKind
from casework.notices.issuing.outstanding import issue_outstanding
from casework.notices.models import Contact
from casework.notices.outbox.certified import tell_certified
from casework.notices.reminders.filling import fill
from zige.store.home import Home

INVENTED = "0833-0000000"


@transaction.atomic
def name_contacts(_home: Home) -> None:
    """Every agency says whom its notices name; telephone and address are invented."""
    for office in Office.objects.filter(kind=OfficeKind.AGENCY).select_related("region"):
        told = {
            "phone": INVENTED,
            "address": f"{office.region.name}示例路 1 号政务服务中心",
            "hours": "工作日 9:00—12:00，13:00—17:00",
            "reconsideration": f"{office.region.name}人民政府",
            "court": f"{office.region.name}人民法院",
        }
        Contact.objects.get_or_create(office=office, defaults=told)


def tell(_home: Home) -> None:
    """Issue what was decided, remind whom the newest run says, tell who was certified silently."""
    issue_outstanding()
    fill()
    tell_certified()
