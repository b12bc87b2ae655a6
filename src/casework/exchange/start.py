"""What the start page shows of deliveries: what a department has to send and correct, what the city has to release."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.roles import Role
from casework.accounts.start import Waiting
from casework.exchange.queries import batches_shown, calendar, held_batches, month_before, month_now
from casework.exchange.scope import desk_of
from zige.running.deliveries import MISSING

DELIVERS = frozenset({Role.CITY_OPERATOR, Role.DEPARTMENT})


def work(request: StaffRequest) -> Iterator[Waiting]:
    """What is due in the present month, of the month before; nothing for anybody else."""
    if not request.roles & DELIVERS:
        return
    desk, month = desk_of(request), month_now()
    if desk.of_city:
        yield Waiting(_("挂起待放行的批次"), held_batches(desk), f"{reverse('exchange:batches')}?state=held")
    overdue = sum(row.state == MISSING for row in calendar(desk, month))
    yield Waiting(_("逾期未到的数据集"), overdue, reverse("exchange:calendar"))
    if not desk.of_city:
        asked = {"month": month_before(month), "state": "quarantined"}
        count = len(batches_shown(desk, dataset="", **asked))
        yield Waiting(
            _("%(month)s 的数据：有退回行的批次") % asked, count, f"{reverse('exchange:batches')}?{urlencode(asked)}"
        )
