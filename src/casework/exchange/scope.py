"""Whose deliveries somebody sees: a department officer those of the own department, the city's operators all (Art. 11).

What officers decide comes by a door of its own (`casework.facts`) and is nobody's delivery here: two people must have
agreed on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.roles import OfficeKind, Role
from casework.exchange.models import Work
from zige.exchange.catalogue import load_catalogue
from zige.exchange.contract import Contract
from zige.store.batches import AGAIN, Batch, all_batches

DECIDED = "casework.facts"


@dataclass(frozen=True)
class Desk:
    """The datasets that are seen, by name; `of_city` where all are, and what is nobody's dataset too."""

    contracts: Mapping[str, Contract]
    of_city: bool

    def batches(self) -> list[Batch]:
        """The batches that are seen, the newest first."""
        here = all_batches(settings.HOME)
        return [batch for batch in reversed(here) if batch.dataset in self.contracts]

    def batch(self, number: int) -> Batch:
        """One of them. Raises Http404 for another's as for none."""
        found = next((batch for batch in self.batches() if batch.number == number), None)
        if found is None:
            raise Http404(_("在您的数据范围内没有这个批次。"))
        return found

    def delivered(self, number: int) -> Batch:
        """One that was delivered, not read again for newcomers. Raises Http404."""
        batch = self.batch(number)
        if batch.receipt["status"] == AGAIN:
            raise Http404(_("在您的数据范围内没有这个批次。"))
        return batch

    def work(self) -> QuerySet[Work]:
        """What was asked for of these datasets; of the city also what is of none."""
        seen = Work.objects.select_related("by")
        return seen if self.of_city else seen.filter(dataset__in=list(self.contracts))


def desk_of(request: StaffRequest) -> Desk:
    """Who is neither a city operator nor a department's officer in a department sees nothing."""
    catalogue = {name: each for name, each in load_catalogue(settings.HOME.contracts).items() if name != DECIDED}
    if Role.CITY_OPERATOR in request.roles:
        return Desk(catalogue, of_city=True)
    account = request.user
    assert isinstance(account, Account)
    office = account.office
    own = office.department if Role.DEPARTMENT in request.roles and office.kind == OfficeKind.DEPARTMENT else ""
    return Desk({name: each for name, each in catalogue.items() if own and each.department == own}, of_city=False)
