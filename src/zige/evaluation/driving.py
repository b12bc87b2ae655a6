"""A home taken through the months of a city as an office would: receive, release, run, verify (Arts. 12, 16)."""

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from zige.errors import RequestRefused
from zige.evaluation.city import City
from zige.evaluation.officer import Officer
from zige.law.months import format_month
from zige.receiving.conductor import receive
from zige.receiving.receipts import Receipt
from zige.receiving.releasing import release_batch
from zige.receiving.requests import Request
from zige.running.conductor import RunRequest, run
from zige.running.officers import Decided, deliver
from zige.store.batches import all_batches
from zige.store.home import Home
from zige.store.lock import held
from zige.store.runs import Run, last_runs

REPLY_DAY = 3
"""An officer's answers to the run of a month come on this day of the next."""
ENGINE = "polars"
"""All engines come to the same; on a city of some ten thousand people this one is done first."""
Advance = Callable[[str], None]


@dataclass
class Drive:
    """A home after its months: the run of each, and what the officer was asked and answered."""

    home: Home
    months: list[int]
    runs: list[Run] = field(default_factory=list)
    answers: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=Officer.ANSWERS))


def drive(home: Home, city: City, officer: Officer | None, advance: Advance) -> Drive:
    """Receive every month's files on their days, run the month, and let the officer answer. Holds the home.

    Raises RequestRefused where the home has been used before: an evaluation begins with nothing known.
    """
    check_unused(home)
    done = Drive(home, city.months)
    with held(home.path, "zige evaluate"):
        for month in city.months:
            advance(format_month(month))
            receive_month(home, city, month)
            _run_and_answer(done, city, officer, month, known_by=None)
    return done


def replay(home: Home, city: City, officer: Officer | None) -> Drive:
    """The months once more on batches that the home has, each as known by its last day. Holds the home."""
    done = Drive(home, city.months)
    with held(home.path, "zige evaluate"):
        for month in city.months:
            _run_and_answer(done, city, officer, month, known_by=last_day(month))
    return done


def check_unused(home: Home) -> None:
    """Raises RequestRefused where the home holds batches or runs."""
    if all_batches(home) or last_runs(home):
        raise RequestRefused(
            f"数据目录 {home.path} 已有批次或运行；评估须用新的目录",
            f"the home {home.path} has batches or runs; an evaluation needs a new one",
        )


def receive_month(home: Home, city: City, month: int) -> None:
    """Every file of a month; what drift holds, a simulated operator looks at and releases."""
    arrivals = city.arrivals(format_month(month))
    files = [(file.path, Request(file.dataset, None, file.day)) for file in arrivals]
    for (_, request), receipts in zip(files, receive(home, files), strict=True):
        for receipt in receipts:
            _check_taken(receipt)
        release_held(home, request.received)


def release_held(home: Home, day: dt.date) -> None:
    """Let the batch received last be used, if it is held: later files are matched with its register."""
    newest = all_batches(home)[-1:]
    for batch in newest:
        if batch.held:
            release_batch(home, batch, "zige evaluate", day)


def last_day(month: int) -> dt.date:
    """The last day of a month."""
    year, place = divmod(month, 12)
    return dt.date(year, place + 1, calendar.monthrange(year, place + 1)[1])


def _run_and_answer(done: Drive, city: City, officer: Officer | None, month: int, known_by: dt.date | None) -> None:
    done.runs.append(run(done.home, RunRequest(month, ENGINE, known_by)))
    if officer is not None and month < done.months[-1]:
        answers = officer.answers(done.home, city, done.runs[-1], last_day(month), done.answers)
        done.answers = pl.concat([done.answers, answers])
        _reply(done.home, officer.decided(answers), month)


def _reply(home: Home, answers: list[Decided], month: int) -> None:
    """The answers to the run of a month come in the next."""
    if answers:
        day = last_day(month) + dt.timedelta(days=REPLY_DAY)
        _check_taken(deliver(home, answers, month + 1, day).receipt)


def _check_taken(receipt: Receipt) -> None:
    """Raises RequestRefused where a file of the city was not taken in: then nothing can be concluded."""
    if receipt["status"] not in ("accepted", "held"):
        said = receipt["message"] or {"zh": receipt["status"], "en": receipt["status"]}
        raise RequestRefused(
            f"文件 {receipt['file']} 未能接收：{said['zh']}", f"{receipt['file']} was not received: {said['en']}"
        )
