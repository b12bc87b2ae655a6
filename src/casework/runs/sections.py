"""What the person page shows of runs: how each benefit stands, contradictions side by side, the timeline."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.urls import reverse
from django.utils.translation import gettext as _

from casework.people.models import Person
from casework.people.sections import Moment, Panel
from casework.runs import queries
from casework.runs.models import Certification, Determination, Signal
from casework.runs.payments import payments_of
from casework.runs.wording import dataset, department, fact_kind, fact_kinds, grounds
from casework.ui.voice import page_voice
from zige.errors import ZigeError
from zige.kinds import FactKind, Standing, Status
from zige.law.months import first_day
from zige.words import STANDINGS, STATUSES

DEATHS = (FactKind.DEATH, FactKind.DECLARED_DEAD)


def standings(person: Person) -> Iterator[Panel]:
    """How each benefit stands as the newest run has it; each opens its explanation."""
    newest = queries.newest_run()
    told = [one for one in queries.determinations_of(person) if one.closed_id is None]
    if newest is not None and told:
        yield Panel("runs/standings.html", {"month": newest.month, "determinations": told})


def payments(person: Person) -> Iterator[Panel]:
    """What each benefit was paid, month by month; that it cannot be read is said in its place."""
    try:
        told = payments_of(person)
    except ZigeError as refusal:
        yield Panel("runs/payments.html", {"refusal": refusal.sentence(page_voice().language)})
        return
    if told:
        yield Panel("runs/payments.html", {"paid": told})


def contradictions(person: Person) -> Iterator[Panel]:
    """What says that somebody is dead beside what says later that they live (LAW §7)."""
    deaths = [one for one in queries.signals_of(person) if one.kind in DEATHS and _counts(one)]
    if not deaths:
        return
    since = min(one.start for one in deaths if one.start is not None)
    alive = [one for one in queries.certifications_of(person) if one.closed_id is None and one.day > since]
    if alive:
        yield Panel("runs/contradictions.html", {
            "dead": [(one.start, fact_kind(one.kind), department(one.department)) for one in deaths],
            "alive": [(one.day, fact_kinds(one.by)) for one in alive],
        })  # fmt: skip


def timeline(person: Person) -> Iterable[Moment]:
    """Signals, certifications and determinations."""
    return chain(
        filter(None, map(_of_signal, queries.signals_of(person))),
        map(_of_certification, queries.certifications_of(person)),
        map(_of_determination, queries.determinations_of(person)),
    )


def _counts(signal: Signal) -> bool:
    return signal.closed_id is None and signal.status != Status.REFUTED and signal.start is not None


def _of_signal(signal: Signal) -> Moment | None:
    """A fact with the rows that say it; None where nobody says when."""
    if signal.start is None:
        return None
    said = [page_voice().say(STATUSES[Status(signal.status)])]
    if signal.end is not None:
        said.append(_("至 %(day)s") % {"day": page_voice().day(signal.end)})
    if signal.closed is not None:
        said.append(_("%(month)s的运行不再有此信号") % {"month": page_voice().month(signal.closed.month)})
    rows = [row for row in signal.evidence.all() if row.closed_id is None]
    said += [
        _("%(dataset)s 批次 %(batch)s 第 %(line)s 行")
        % {"dataset": dataset(row.dataset), "batch": row.batch, "line": row.line}
        for row in rows
    ]
    return Moment(
        signal.start, "adverse", _("信"), fact_kind(signal.kind), department(signal.department), "；".join(said)
    )


def _of_certification(one: Certification) -> Moment:
    title = _("无感认证") if one.silently else _("认证")
    said = fact_kinds(one.by)
    if one.closed is not None:
        said += " " + _("（后来的运行不再认可）")
    return Moment(one.day, "certified", _("证"), title, "", said)


def _of_determination(one: Determination) -> Moment:
    """A determination on the first day of the month in which a run first found it."""
    said = [one.benefit_id, *grounds(one.grounds, one.benefit.kind)]
    return Moment(
        first_day(one.opened.month),
        "determined",
        _("定"),
        page_voice().say(STANDINGS[Standing(one.standing)]),
        page_voice().month(one.opened.month),
        " · ".join(said),
        reverse("runs:explanation", args=[one.benefit.person_id, one.benefit_id, one.opened.month]),
    )
