"""A month is tried, and what was reviewed is run: if anything has come in between, it is refused and tried again."""

from typing import Any

from casework import audit
from casework.exchange import parts
from casework.exchange.around_runs import steps_after, steps_before
from casework.exchange.differences import differences, of_run, run_before
from casework.exchange.models import Work
from casework.exchange.recorded import RUN, TRIED, work_subject
from zige.errors import RequestRefused
from zige.exchange.catalogue import load_catalogue
from zige.law.lawbook import load_lawbook
from zige.library import requested_month
from zige.receiving.newcomers import catch_up
from zige.running.conductor import RunRequest, result_of
from zige.running.writing import Result, open_candidates, receipt_of, write_run
from zige.store.home import Home
from zige.store.lock import held
from zige.store.runs import DETERMINATIONS, Run, digest_of, runs_of
from zige.store.writing import remove_unfinished

TOLD = ("benefits", "certified", "certified_silently", "deferrals", "candidates", "questions", "counts", "calendar")
"""What of a run's receipt the page shows."""


def try_month(home: Home, work: Work) -> dict[str, Any]:
    """What a run would come to and what it would change; of the run nothing is written."""
    for step in steps_before:
        step(home)
    result, before = result_of(home, RunRequest(requested_month(work.month))), run_before(home, work.month)
    found = differences(of_run(before), result.determinations)
    audit.record(work.by, TRIED, work_subject(work.pk), month=work.month, benefits=found.rows.height)
    receipt = receipt_of(result, open_candidates(home, result.taken))
    book = load_lawbook(home.rulebooks).at(requested_month(work.month))
    parts.keep_made(work.pk, found.as_csv(book, load_catalogue(home.contracts)))
    return {
        "told": {name: receipt[name] for name in TOLD},
        "digest": _digest(result),
        "before": [before.month, before.number] if before else None,
        "differing": found.rows.height,
        "by_action": found.by_action(),
        "by_ground": found.by_ground(),
        "rows": found.first(),
    }


def run_month(home: Home, work: Work) -> dict[str, Any]:
    """Run what was reviewed, then what other apps do after a run. Cut off, it goes on where it was.

    Raises HomeHeld, and RequestRefused where it would no longer come to what was reviewed.
    """
    if "run" not in work.result:
        with held(home.path, "zige serve"):
            run = _run(home, work)
        work.result = {"run": run.number, "told": {name: run.receipt[name] for name in TOLD}}
        work.save(update_fields=["result"])
        audit.record(work.by, RUN, work_subject(work.pk), month=work.month, run=run.number)
    (done,) = (run for run in runs_of(home, work.month) if run.number == work.result["run"])
    for step in steps_after:
        step(home, done)
    told: dict[str, Any] = work.result
    return told


def _run(home: Home, work: Work) -> Run:
    remove_unfinished(home.path)
    catch_up(home, load_catalogue(home.contracts))
    result = result_of(home, RunRequest(requested_month(work.month)))
    if _digest(result) != work.asked["digest"]:
        raise RequestRefused(
            f"{work.month} 试算之后又有数据到达或设置改变，结果与已核对的不同，没有运行；请重新试算并核对",
            f"since {work.month} was tried, data or settings have changed and it comes out otherwise than reviewed; "
            "it was not run: try and review it again",
        )
    return write_run(home, result)


def _digest(result: Result) -> str:
    return digest_of(result.tables()[DETERMINATIONS])
