"""The conductor of `zige run`: assemble → determine → put off → compare → write, on one screen (Arts. 6, 12, 16)."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import polars as pl

from zige.backends import open_backend
from zige.backends.base import Backend
from zige.exchange.catalogue import load_catalogue
from zige.law.lawbook import load_lawbook
from zige.law.months import format_month
from zige.law.rules import Rules
from zige.monthly import determine_month
from zige.receiving.newcomers import catch_up
from zige.running import outputs
from zige.running.assembling import FACT_SCHEMA, Known, assemble, check_month, inputs_of
from zige.running.comparing import changes, concerned
from zige.running.deliveries import delivery_calendar, not_there, put_off
from zige.running.paid import all_paid, paid_for
from zige.running.signs import all_signs, signs_for, to_keep
from zige.running.writing import Result, write_run
from zige.store.batches import all_batches
from zige.store.home import Home
from zige.store.kept import Kept
from zige.store.runs import DEFERRALS, DETERMINATIONS, Run, digest_of, last_runs, runs_of
from zige.store.writing import remove_unfinished


@dataclass(frozen=True)
class RunRequest:
    """What to run: the month, the engine, what was known by which day, everything anew or only what is new."""

    month: int
    backend: str = "duckdb"
    known_by: dt.date | None = None
    full: bool = False


def run(home: Home, request: RunRequest) -> Run:
    """Determine a month and write it into the home, which must be held."""
    remove_unfinished(home.path)
    catch_up(home, load_catalogue(home.contracts))
    return write_run(home, result_of(home, request))


def result_of(home: Home, request: RunRequest) -> Result:
    """What a run comes to; nothing is written."""
    rules = Rules(load_lawbook(home.rulebooks), request.month)
    read_signs = all_signs(rules) if request.full else signs_for(home, rules, law_digest(rules))
    read_paid = all_paid(request.month) if request.full else paid_for(home, request.month)
    known = assemble(home, request.month, request.known_by, read_signs, read_paid)
    check_month(request.month, known.opening, known.register.benefits)
    entries = delivery_calendar(load_catalogue(home.contracts), all_batches(home), request.month, request.known_by)
    before = _same_month(home, request, known, rules)
    people = None if before is None else _to_compute(before, known)
    with open_backend(request.backend) as backend:
        determined, deferrals, certified = _determined(backend, known, rules, not_there(entries), people)
    if before is not None and people is not None:
        determined = _with_unchanged(before.table(DETERMINATIONS), determined, people)
        deferrals = _with_unchanged(before.table(DEFERRALS), deferrals, people, "id_number")
    kept = to_keep(known.signs, _by_signs(certified, known, rules), rules, law_digest(rules), known.batches)
    return _result(home, request, rules, known, entries, determined, deferrals, kept)


def _determined(
    backend: Backend, known: Known, rules: Rules, late: list[str], people: pl.Series | None
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The determinations of all or some people, the deferrals that late data call for, and who was certified when."""
    about = known if people is None else known.about(people)
    determined, certified = _determine(backend, about, rules)
    code = rules.book.cycle.ground
    overdue = determined.filter(pl.col("grounds").fill_null("").str.split("|").list.contains(code))
    found = certified.join(overdue, on="benefit_id", how="semi").select("person", "certified")
    deferrals = put_off(found, about.signs, late, rules)
    if deferrals.is_empty():
        return determined, deferrals, certified
    theirs = deferrals["id_number"].rename("person")
    put = known.about(theirs)
    again, _ = _determine(backend, replace(put, deferrals=pl.concat([put.deferrals, deferrals])), rules)
    return _with_unchanged(determined, again, theirs), deferrals, certified


def _determine(backend: Backend, known: Known, rules: Rules) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The determinations with their person, and of each benefit the latest certified month before that of the run.

    The second has benefit_id, person and certified; benefits without such a month are absent.
    """
    month = determine_month(backend, inputs_of(backend, known), rules)
    determined = pl.DataFrame(backend.collect(month.determinations))
    certified = pl.DataFrame(
        backend.collect(month.cycles.select("benefit_id", "certified").filter(nw.col("certified") >= 0))
    )
    held = known.register.benefits.select("benefit_id", "person")
    joined = determined.join(held, on="benefit_id", how="left").sort("benefit_id")
    return joined, certified.join(held, on="benefit_id", how="left")


def _by_signs(certified: pl.DataFrame, known: Known, rules: Rules) -> pl.DataFrame:
    """Those of `certified` of whom nothing but signs proves life: another fact that certifies can be refuted."""
    others = known.events.facts.filter(pl.col("kind").is_in(rules.proofs))
    return certified.join(others, on="person", how="anti")


def _same_month(home: Home, request: RunRequest, known: Known, rules: Rules) -> Run | None:
    """The run of this month that can be taken further: nothing but batches has been added since."""
    runs = runs_of(home, format_month(request.month))
    if request.full or request.known_by is not None or not runs:
        return None
    said, now = runs[-1].receipt, {batch.number for batch in known.batches}
    same = said["law"] == law_digest(rules) and said["known_by"] is None and set(said["batches"]) <= now
    return runs[-1] if same and said["basis"] == basis_of(known) else None


def _to_compute(before: Run, known: Known) -> pl.Series | None:
    """The people of new batches, and those whose suspension had been put off; None for everybody."""
    new = [batch for batch in known.batches if batch.number not in before.receipt["batches"]]
    people = concerned(new)
    if people is None:
        return None
    deferred = before.table(DEFERRALS)["id_number"].alias("person")
    return pl.concat([people, deferred]).unique().sort()


def _with_unchanged(
    before: pl.DataFrame, computed: pl.DataFrame, people: pl.Series, key: str = "person"
) -> pl.DataFrame:
    """The rows of earlier but for these people's, with theirs as computed now."""
    others = before.join(people.to_frame("person").rename({"person": key}), on=key, how="anti")
    return pl.concat([others, computed]).sort(computed.columns[0])


def _result(
    home: Home,
    request: RunRequest,
    rules: Rules,
    known: Known,
    entries: list[dict[str, Any]],
    determined: pl.DataFrame,
    deferrals: pl.DataFrame,
    kept: Kept,
) -> Result:
    previous = _previous(home, request.month)
    certified = outputs.certified(determined, previous, known.signs, rules)
    compared = changes(previous, determined) if previous is not None else None
    return Result(
        month=format_month(request.month),
        known_by=request.known_by,
        law=law_digest(rules),
        basis=basis_of(known),
        determinations=determined,
        changes=compared if compared is not None else changes(determined.head(0), determined.head(0)),
        certified=certified,
        events=known.events.facts,
        evidence=known.events.evidence,
        deferrals=deferrals.select(*FACT_SCHEMA),
        questions=outputs.questions(known),
        monitoring=outputs.monitoring(determined, certified, known.register),
        lists=outputs.lists(determined, known.register),
        calendar=entries,
        counts=outputs.counted(determined),
        taken=known.batches,
        kept_signs=kept,
        kept_paid=known.paid.kept,
    )


def _previous(home: Home, month: int) -> pl.DataFrame | None:
    """The determinations of the last month before this one that was run."""
    earlier = {name: run for name, run in last_runs(home).items() if name < format_month(month)}
    return earlier[max(earlier)].table(DETERMINATIONS) if earlier else None


def basis_of(known: Known) -> str:
    """SHA-256 of what bears on everybody beside batches and law: the opening, and what earlier runs have put off."""
    return hashlib.sha256(f"{known.opening} {digest_of(known.deferrals)}".encode()).hexdigest()


def law_digest(rules: Rules) -> str:
    """SHA-256 of the rulebooks that judge, in their order."""
    books = [book.model_dump(mode="json") for book, _, _ in rules.spans]
    return hashlib.sha256(json.dumps(books, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
