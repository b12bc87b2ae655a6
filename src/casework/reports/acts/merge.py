"""14 The county merges what it has accepted, and the home receives it: one delivery for each dataset.

Everything accepted up to the month goes along, so that a report which came late is in the next delivery. Once accepted
a report has no way but into a delivery, and one command at a time holds the home: what was sent is what is marked.
"""

from collections import defaultdict
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import OfficeKind, Role
from casework.audit import record
from casework.reports.acts.taking import CHANGED, NOT_HERE, SAME_PERSON, SIGNING, move, step
from casework.reports.calendar import today
from casework.reports.delivering import deliver
from casework.reports.models import Delivery, Line, Report, Step
from casework.reports.recorded import MERGED
from casework.reports.states import Act, Desk, Route, State, transition
from casework.ui.voice import page_voice
from zige.errors import ZigeError
from zige.receiving.receipts import COUNTS, Receipt
from zige.store.lock import held

NOTHING = _("没有等待汇总的月报；先由县级经办核实接收。")
REFUSED = _("数据目录没有收下这批月报：%(message)s")


class Sent(NamedTuple):
    """Reports of one dataset, and what the home said of their lines; None where there was no line to send."""

    dataset: str
    reports: list[Report]
    receipt: Receipt | None


def merge(by: Account, month: int) -> list[Delivery]:
    """The deliveries made of all that is accepted up to a month. Raises ActRefused; nothing is marked then."""
    county = by.office.region_id
    if by.office.kind != OfficeKind.AGENCY or Role.COUNTY_REVIEWER not in by.roles_on(today()):
        raise ActRefused(NOT_HERE % {"desk": Desk.REVIEWER.label})
    try:
        with held(settings.HOME.path, "zige serve"):
            return _marked(by, county, month, _sent(by, county, month))
    except ZigeError as refusal:
        raise ActRefused(refusal.sentence(page_voice().language)) from None


def waiting_in(county: str, month: int) -> list[Report]:
    """The accepted reports of a county up to a month."""
    found = Report.objects.filter(state=State.ACCEPTED, month__lte=month, region__prefix=county)
    return list(found.select_related("office").order_by("pk"))


def _sent(by: Account, county: str, month: int) -> list[Sent]:
    waiting = waiting_in(county, month)
    if not waiting:
        raise ActRefused(NOTHING)
    if Step.objects.filter(report__in=waiting, account=by, act__in=SIGNING).exists():
        raise ActRefused(SAME_PERSON)
    by_dataset: dict[str, list[Report]] = defaultdict(list)
    for report in waiting:
        by_dataset[report.dataset].append(report)
    return [
        Sent(dataset, reports, _received(dataset, county, month, reports))
        for dataset, reports in sorted(by_dataset.items())
    ]


def _received(dataset: str, county: str, month: int, reports: list[Report]) -> Receipt | None:
    lines = list(Line.objects.filter(report__in=reports).order_by("pk"))
    if not lines:
        return None
    receipt = deliver(settings.HOME, dataset, county, month, lines)
    if receipt["status"] == "refused":
        raise ActRefused(REFUSED % {"message": receipt["message"][page_voice().language]})
    return receipt


@transaction.atomic
def _marked(by: Account, county: str, month: int, sent: list[Sent]) -> list[Delivery]:
    numbers = [report.pk for one in sent for report in one.reports]
    still = Report.objects.select_for_update().filter(pk__in=numbers, state=State.ACCEPTED)
    if len(list(still)) != len(numbers):
        raise ActRefused(CHANGED)
    made = [_delivery(by, county, month, one) for one in sent]
    batches = [one.batch for one in made]
    record(by, MERGED, month=month, reports=sum(len(one.reports) for one in sent), batches=batches)
    return made


def _delivery(by: Account, county: str, month: int, sent: Sent) -> Delivery:
    receipt = sent.receipt or {"batch": "", "status": "", **dict.fromkeys(COUNTS, 0)}
    delivery = Delivery.objects.create(
        region=county,
        month=month,
        dataset=sent.dataset,
        batch=receipt["batch"],
        status=receipt["status"],
        counts={name: receipt[name] for name in COUNTS},
        account=by,
        at=timezone.now(),
    )
    for report in sent.reports:
        report.delivery = delivery
        way = transition(Route(report.route), State(report.state), Act.MERGE)
        move(report, way.to, "delivery")
        step(by, report, Act.MERGE).save()
    return delivery
