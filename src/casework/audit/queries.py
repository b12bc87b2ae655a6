"""What is read of the audit chain."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from casework.audit.acts import ACTS
from casework.audit.models import Entry
from casework.audit.wording import details_told, purpose_told, subject_told


class Line(NamedTuple):
    """An entry and what a reader calls its parts; `account` None: a command, or an account that is gone."""

    entry: Entry
    act: str | Promise
    account: AbstractBaseUser | None

    @property
    def subject(self) -> str:
        """Whom or what it concerns."""
        return subject_told(self.entry.subject)

    @property
    def purpose(self) -> str:
        """What for."""
        return purpose_told(self.entry.purpose)

    @property
    def details(self) -> str:
        """The rest."""
        return details_told(self.entry.details)


def entries(condition: Q) -> QuerySet[Entry]:
    """The entries that meet a condition, the newest first."""
    return Entry.objects.filter(condition).order_by("-number")


CITY_DIGITS = 4


def looked_after(auditor: Any) -> Q:
    """The condition on entries that an auditor's account sees: of the city's all, of a county's those of its offices.

    What a command did, and who did not get in, is of no office, and so the city's.
    """
    prefix: str = auditor.office.region.prefix
    if len(prefix) <= CITY_DIGITS:
        return Q()
    offices = type(auditor.office)._default_manager.filter(region__code__startswith=prefix)
    return Q(office__in=offices.values("pk"))


def lines(shown: Iterable[Entry]) -> list[Line]:
    """Entries of one page with the accounts they name, read at once."""
    shown = list(shown)
    accounts = (
        get_user_model()._default_manager.select_related("office").in_bulk({one.account for one in shown} - {None})
    )
    return [Line(one, ACTS.get(one.act, one.act), accounts.get(one.account)) for one in shown]
