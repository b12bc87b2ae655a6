"""What matters and steps are called in the language of the page."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from casework.cases.keys import WITHDRAWN, kind_of
from casework.cases.models import Found, Matter, Step
from casework.runs.wording import QUESTIONS, dataset, fact_kind, fact_kinds
from casework.ui.voice import page_voice
from zige.kinds import Status
from zige.words import STATUSES


def matter_in_words(matter: Matter) -> str:
    """The task, and what it is about: a fact, a question, a benefit."""
    about = " ".join(_about(matter))
    task = matter.get_task_display()
    return _("%(task)s：%(about)s") % {"task": task, "about": about} if about else task


def step_in_words(step: Step) -> Iterator[str]:
    """What is said of a step beside who did it: the matter, where it went, when it was received, the text."""
    if step.matter is not None:
        yield matter_in_words(step.matter)
    if step.to is not None:
        yield _("送往%(office)s") % {"office": step.to.name}
    if step.text:
        yield str(Found(step.text).label) if step.act == Step.Act.FOUND else step.text


def _about(matter: Matter) -> Iterator[str]:
    kind = kind_of(matter.key)
    if kind:
        yield str(QUESTIONS[kind]) if kind in QUESTIONS else fact_kind(kind)
    if matter.key.endswith(WITHDRAWN):
        yield _("（来源已撤回记录）")
    if matter.benefit_id:
        yield matter.benefit_id


def row_in_words(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a source (`casework.cases.details`) as a page shows it: dataset, kind and status in words."""
    reason = row.get("reason_zh" if page_voice().language == "zh" else "reason_en", "")
    status = row.get("status", "")
    said = [fact_kinds(row.get("kind", "")), page_voice().say(STATUSES[Status(status)]) if status else "", reason]
    return row | {"title": dataset(row["dataset"]) if "dataset" in row else "", "said": " · ".join(filter(None, said))}
