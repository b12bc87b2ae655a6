"""The admin makes an office or changes its name, place or supervising body."""

from django.db import transaction

from casework.accounts.models import Account, Office
from casework.audit import record


@transaction.atomic
def save_office(by: Account, office: Office) -> None:
    """Write it."""
    new = office.pk is None
    office.save()
    record(by, "office.created" if new else "office.changed", subject=f"office:{office.pk}")
