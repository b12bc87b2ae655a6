"""Lists go out until their consumer acknowledges them: what is new, and what is not acknowledged again (EXCHANGE §1).

Of a month a consumer has at most one open offer: that of the run that counts. Its content is derived from the run each
time; where it comes out otherwise than before, it is another offer, which takes the open one's place.
"""

import csv
import datetime as dt
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from zige.errors import RequestRefused
from zige.exchange.manifest import digest_of
from zige.law.months import parse_month
from zige.running.consumers import is_purged, suffix_of, write_for
from zige.running.exporting import check_new_folder
from zige.store.home import Home
from zige.store.outbox import Offer, keep_offer, offer_id, offers_to
from zige.store.runs import Run, last_runs
from zige.store.settings import Consumer
from zige.store.writing import remove_unfinished, whole_folder
from zige.yaml_files.refusals import unknown_word

MANIFEST = "清单.csv"
HEADER = ("文件名", "摘要", "行数")


@dataclass(frozen=True)
class Offered:
    """What a consumer is offered: `replaced` leads from an offer's id to the open one whose place it takes.

    `gone` are months of which nothing can be derived any more, since the run's lists are purged.
    """

    offers: list[Offer]
    replaced: dict[str, Offer]
    gone: list[str]


class _NothingToOffer(Exception):
    """Leaves the folder unmade."""


def offer(home: Home, name: str, out: Path, day: dt.date) -> Offered:
    """Write what is new for a consumer and what they have not acknowledged into a new folder, with a manifest.

    The home must be held. Offers are recorded before the folder appears, so that whatever a consumer holds is known.
    Without anything to offer there is no folder. Raises RequestRefused.
    """
    consumer = _declared(home, name)
    check_new_folder(out)
    remove_unfinished(home.path)
    sent = offers_to(home, name)
    due = [run for run in _in_time(home, consumer, sent) if not _is_settled(_last(sent, run.month), run, consumer)]
    gone = [run.month for run in due if is_purged(run, consumer)]
    offers: list[Offer] = []
    with suppress(_NothingToOffer), whole_folder(out) as new:
        for run in due:
            if run.month not in gone:
                offers += _derived(home, name, consumer, run, new, [*sent, *offers], day)
        if not offers:
            raise _NothingToOffer
        _write_manifest(new / MANIFEST, offers)
        for each in offers:
            keep_offer(home, each)
    return Offered(offers, _replaced(offers, sent), gone)


def _declared(home: Home, name: str) -> Consumer:
    consumers = home.settings.consumers
    if name in consumers:
        return consumers[name]
    if not consumers:
        raise RequestRefused(
            "zige.toml 中还没有登记接收方；请照其中的例子写上 [consumers.名称]",
            "zige.toml names no consumer yet; write [consumers.NAME] as the example in it shows",
        )
    zh, en = unknown_word(name, consumers, "这个接收方", "consumer")
    raise RequestRefused(f"“{name}”：{zh}", f"'{name}': {en}")


def _in_time(home: Home, consumer: Consumer, sent: list[Offer]) -> list[Run]:
    """The runs that count of the months they get."""
    runs = last_runs(home)
    first = [parse_month(each.month) for each in sent] or [parse_month(month) for month in list(runs)[-1:]]
    since = parse_month(consumer.since) if consumer.since else min(first, default=0)
    return [run for month, run in runs.items() if parse_month(month) >= since]


def _last(offers: list[Offer], month: str) -> Offer | None:
    return next((each for each in reversed(offers) if each.month == month), None)


def _is_settled(last: Offer | None, run: Run, consumer: Consumer) -> bool:
    """Whether they have acknowledged just this, so that it need not be derived to know that it is the same."""
    if last is None or last.acknowledged is None:
        return False
    before = last.run, last.export, last.region, Path(last.file).suffix
    return before == (run.number, consumer.export, consumer.region, suffix_of(consumer))


def _derived(
    home: Home, name: str, consumer: Consumer, run: Run, folder: Path, known: list[Offer], day: dt.date
) -> list[Offer]:
    """What a run gives, as a file in `folder` under its offer's name; nothing where the same is acknowledged."""
    path = folder / f"{run.month}{suffix_of(consumer)}"
    rows, last = write_for(home, run, consumer, path), _last(known, run.month)
    number = max((each.number for each in known), default=0) + 1
    found = _first(name, consumer, run, path, rows, number, day)
    if last is not None and (last.sha256, last.rows) == (found.sha256, rows):
        if last.acknowledged:
            path.unlink()
            return []
        found = replace(last, offered=tuple(dict.fromkeys((*last.offered, day.isoformat()))))
    path.rename(folder / found.file)
    return [found]


def _first(name: str, consumer: Consumer, run: Run, path: Path, rows: int, number: int, day: dt.date) -> Offer:
    return Offer(
        consumer=name,
        number=number,
        export=consumer.export,
        region=consumer.region,
        month=run.month,
        run=run.number,
        file=f"{offer_id(name, number)}-{consumer.export}-{run.month}{path.suffix}",
        rows=rows,
        sha256=digest_of(path),
        sm3=digest_of(path, "SM3"),
        offered=(day.isoformat(),),
    )


def _replaced(offers: list[Offer], sent: list[Offer]) -> dict[str, Offer]:
    before = {each.id: _last(sent, each.month) for each in offers}
    return {name: last for name, last in before.items() if last and last.id != name and not last.acknowledged}


def _write_manifest(path: Path, offers: list[Offer]) -> None:
    """In the form in which departments send theirs; a consumer sends the same back to acknowledge."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADER)
        lines.writerows((each.file, each.sha256, each.rows) for each in offers)
