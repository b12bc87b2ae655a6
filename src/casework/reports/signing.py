"""What a signature covers: who, where, when, and the canonical content, under a key of the home (HMAC-SM3, GB/T 32905).

Who can write to the database but has no key of the home cannot make a signature that holds. A nil report is signed like
any other: its content says that there is nobody.
"""

import datetime as dt
import json
from functools import lru_cache
from typing import Any

from django.conf import settings

from casework.reports.models import Line, Report, Step
from casework.vault.digests import digests
from zige.canonical import canonical
from zige.law.months import format_month
from zige.store.home import Home


def told_of(report: Report, lines: list[Line]) -> dict[str, Any]:
    """What a report says, as it is signed."""
    return {
        "office": report.office.number,
        "kind": report.route,
        "month": format_month(report.month),
        "lines": [_line(line) for line in lines],
    }


def sign(step: Step, told: dict[str, Any]) -> None:
    """Give a step, which says who, where and when, its content and signature; the caller saves it."""
    step.content = _canonical(step, told)
    step.signature = _digest(step.content)


def holds(step: Step) -> bool:
    """Whether a signature belongs to its content, and the content to the step that it stands in."""
    if step.content is None or step.signature is None:
        return False
    try:
        told = json.loads(step.content)["told"]
    except (ValueError, TypeError, KeyError):
        return False
    same = step.content == _canonical(step, told)
    return same and bytes(step.signature) == _digest(str(step.content))


def holds_for(step: Step, report: Report, lines: list[Line]) -> bool:
    """Whether a signature holds and the report still says what was signed."""
    return holds(step) and json.loads(str(step.content))["told"] == told_of(report, lines)


def lines_of(step: Step) -> list[Line]:
    """The lines of a signed edition as they were then, none of them in the database."""
    return [_line_again(step.report, told) for told in json.loads(str(step.content))["told"]["lines"]]


def covered(steps: list[Step]) -> list[dict[str, Any]]:
    """Signed reports as a countersignature or an acceptance names them: each by its office, edition and signature."""
    return [
        {"report": step.report_id, "edition": step.edition, "signature": bytes(step.signature or b"").hex()}
        for step in sorted(steps, key=lambda step: step.report_id)
    ]


def _line(line: Line) -> dict[str, Any]:
    return {
        "person": line.person_id,
        "name": str(line.name),
        "id_number": str(line.id_number),
        "situation": line.situation,
        "day": line.day.isoformat(),
        "benefit_id": line.benefit_id,
        "papers": sorted(line.papers),
        "kept": line.kept,
        "remarks": line.remarks,
    }


def _line_again(report: Report, told: dict[str, Any]) -> Line:
    person, day = told["person"], dt.date.fromisoformat(told["day"])
    rest = {name: value for name, value in told.items() if name not in {"person", "day"}}
    return Line(report=report, person_id=person, day=day, **rest)


def _canonical(step: Step, told: dict[str, Any]) -> str:
    """Canonical JSON, the time in UTC to the microsecond."""
    content = {
        "report": step.report_id,
        "act": str(step.act),
        "edition": step.edition,
        "account": step.account_id,
        "at": step.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "told": told,
    }
    return canonical(content).decode()


def _digest(content: str) -> bytes:
    return next(iter(digests(_key(settings.HOME), [content.encode()])))


@lru_cache(maxsize=4)
def _key(home: Home) -> bytes:
    return home.keys.derived("monthly reports")
