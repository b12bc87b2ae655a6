"""Accepted reports of a county become one delivery for each dataset, which the home receives (Art. 14).

Everything accepted up to the month goes along, so that a report which came late is in the next delivery. Once accepted
a report has no way but into a delivery, and one command at a time holds the home: what was sent is what is marked.
"""

from collections import defaultdict
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.audit import record
from casework.reports.acts.taking import CHANGED, SAME_PERSON, SIGNING, move, step
from casework.reports.delivering import deliver
from casework.reports.models import Delivery, Line, Merging, Report, Step
from casework.reports.recorded import MERGED
from casework.reports.states import Act, Route, State, transition
from zige.errors import RequestRefused, ZigeError
from zige.receiving.receipts import COUNTS, Receipt
from zige.store.batches import batch_called
from zige.store.home import Home
from zige.store.lock import held

NOTHING = _("没有等待汇总的月报；先由县级经办核实接收。")
COMMAND = "zige worker"
LANGUAGES = {"zh": "zh-hans", "en": "en"}


class Sent(NamedTuple):
    """Reports of one dataset, what the home said of their lines and the batch; None where there was no line to send."""

    dataset: str
    reports: list[Report]
    receipt: Receipt | None
    batch: int | None


def merge(home: Home, ordered: Merging) -> None:
    """Do what was ordered, or write down why not; then nothing is marked."""
    try:
        with held(home.path, COMMAND):
            _marked(ordered, _sent(home, ordered))
    except ZigeError as refusal:
        _refused(ordered, {"zh": refusal.zh, "en": refusal.en})
    except ActRefused as refusal:
        _refused(ordered, _in_each_language(refusal))


def waiting_in(county: str, month: int) -> list[Report]:
    """The accepted reports of a county up to a month."""
    found = Report.objects.filter(state=State.ACCEPTED, month__lte=month, region__prefix=county)
    return list(found.select_related("office").order_by("pk"))


def check_others_signed(by: Account, reports: list[Report]) -> None:
    """Raises ActRefused where there is none, or somebody would merge what bears their own name."""
    if not reports:
        raise ActRefused(NOTHING)
    if Step.objects.filter(report__in=reports, account=by, act__in=SIGNING).exists():
        raise ActRefused(SAME_PERSON)


def _sent(home: Home, ordered: Merging) -> list[Sent]:
    waiting = waiting_in(ordered.region, ordered.month)
    check_others_signed(ordered.account, waiting)
    by_dataset: dict[str, list[Report]] = defaultdict(list)
    for report in waiting:
        by_dataset[report.dataset].append(report)
    return [_received(home, ordered, dataset, reports) for dataset, reports in sorted(by_dataset.items())]


def _received(home: Home, ordered: Merging, dataset: str, reports: list[Report]) -> Sent:
    lines = list(Line.objects.filter(report__in=reports).order_by("pk"))
    if not lines:
        return Sent(dataset, reports, None, None)
    receipt = deliver(home, dataset, ordered.region, ordered.month, lines)
    if receipt["status"] == "refused":
        raise RequestRefused(receipt["message"]["zh"], receipt["message"]["en"])
    return Sent(dataset, reports, receipt, batch_called(home, receipt["batch"]).number)


@transaction.atomic
def _marked(ordered: Merging, sent: list[Sent]) -> None:
    numbers = [report.pk for one in sent for report in one.reports]
    still = Report.objects.select_for_update().filter(pk__in=numbers, state=State.ACCEPTED)
    if len(list(still)) != len(numbers):
        raise ActRefused(CHANGED)
    batches = [_delivery(ordered, one).batch for one in sent]
    ordered.ended = timezone.now()
    ordered.save(update_fields=["ended"])
    record(ordered.account, MERGED, f"merging:{ordered.pk}", reports=len(numbers), batches=batches)


def _delivery(ordered: Merging, sent: Sent) -> Delivery:
    receipt = sent.receipt or {"status": "", **dict.fromkeys(COUNTS, 0)}
    delivery = Delivery.objects.create(
        merging=ordered,
        region=ordered.region,
        dataset=sent.dataset,
        batch=sent.batch,
        status=receipt["status"],
        counts={name: receipt[name] for name in COUNTS},
    )
    for report in sent.reports:
        report.delivery = delivery
        way = transition(Route(report.route), State(report.state), Act.MERGE)
        move(report, way.to, "delivery")
        step(ordered.account, report, Act.MERGE).save()
    return delivery


def _refused(ordered: Merging, sentences: dict[str, str]) -> None:
    ordered.ended, ordered.refusal = timezone.now(), sentences
    ordered.save(update_fields=["ended", "refusal"])


def _in_each_language(refusal: ActRefused) -> dict[str, str]:
    sentences = {}
    for code, language in LANGUAGES.items():
        with translation.override(language):
            sentences[code] = str(refusal)
    return sentences
