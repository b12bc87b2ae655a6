"""How what was offered to consumers of our lists stands: acknowledged, open, or not to be offered again."""

from enum import StrEnum

from zige.law.months import parse_month
from zige.running.consumers import is_purged, names_listed
from zige.store.home import Home
from zige.store.outbox import Offer, all_offers
from zige.store.runs import Run, last_runs


class State(StrEnum):
    """How an offer stands.

    ended: it will not be offered again, since its lists are purged, or its consumer is no longer to get that month.
    """

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    REPLACED = "replaced"
    ENDED = "ended"


def states(home: Home) -> list[tuple[Offer, State]]:
    """Every offer and how it stands."""
    offers, runs = all_offers(home), last_runs(home)
    last = {(each.consumer, each.month): each.id for each in offers}
    return [(each, _state(home, each, last[each.consumer, each.month], runs.get(each.month))) for each in offers]


def lost_with(home: Home, runs: list[Run]) -> list[Offer]:
    """Open offers that can be made no more once the lists of these runs are purged."""
    consumers, months = home.settings.consumers, {run.month for run in runs}
    still = [each for each, state in states(home) if state is State.OPEN and each.month in months]
    return [each for each in still if names_listed(consumers[each.consumer])]


def _state(home: Home, offer: Offer, last: str, run: Run | None) -> State:
    if offer.acknowledged:
        return State.ACKNOWLEDGED
    if offer.id != last:
        return State.REPLACED
    consumer = home.settings.consumers.get(offer.consumer)
    if consumer is None or run is None or is_purged(run, consumer):
        return State.ENDED
    wanted = parse_month(offer.month) >= parse_month(consumer.since or offer.month)
    return State.OPEN if wanted else State.ENDED
