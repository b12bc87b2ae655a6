"""Whom the notices of an office name."""

from casework.accounts.roles import OfficeKind
from casework.notices.models import Contact
from casework.notices.refusals import NoticeRefused
from casework.notices.writing import content as written


def contact_of(office: str) -> Contact:
    """The contact of an agency. Raises NoticeRefused where it has none."""
    agencies = Contact.objects.filter(office__kind=OfficeKind.AGENCY, office__number=office)
    contact = agencies.select_related("office").first()
    if contact is None:
        raise NoticeRefused(
            f"经办机构 {office} 还没有填写通知上的联系方式；请先填写，再发通知",
            f"the office {office} has not said whom its notices name as contact: fill that in first",
        )
    return contact


def on_paper(contact: Contact) -> written.Contact:
    """It as notices say it."""
    named = ("phone", "address", "hours", "reconsideration", "court")
    return written.Contact(office=contact.office.name, **{name: getattr(contact, name) for name in named})
