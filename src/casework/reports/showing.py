"""Lines and history of a report as pages show them: names and numbers masked, papers there and missing."""

from typing import Literal, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.people.masking import masked_name, masked_number
from casework.reports.models import Line, Report, Step
from casework.reports.states import Act
from casework.reports.wording import paper_choices, situation_text
from casework.ui.timeline import Moment
from casework.ui.voice import page_voice


class Row(NamedTuple):
    """A line; `there` and `wanting` are the usual papers."""

    line: Line
    name: str
    id_number: str
    situation: str
    there: str
    wanting: str


DONE = {
    Act.SIGN: ("报", gettext_lazy("已签名上报")),
    Act.TAKE_BACK: ("撤", gettext_lazy("已撤回")),
    Act.RETURN: ("退", gettext_lazy("已退回")),
    Act.COUNTERSIGN: ("签", gettext_lazy("已会签")),
    Act.ACCEPT: ("收", gettext_lazy("已接收")),
    Act.MERGE: ("汇", gettext_lazy("已汇总")),
}
"""What a step is called when it is done, and its character."""


def rows_of(report: Report, lines: list[Line]) -> list[Row]:
    """Each line, masked."""
    return [_row(report, line) for line in lines]


def history_of(report: Report) -> list[Moment]:
    """Every step, the latest first."""
    return [_moment(step) for step in reversed(report.steps.all())]


def _row(report: Report, line: Line) -> Row:
    papers = paper_choices(report, line.situation)
    there = [text for code, text in papers if code in line.papers]
    wanting = [text for code, text in papers if code not in line.papers]
    return Row(
        line,
        masked_name(str(line.name)),
        masked_number(str(line.id_number)),
        situation_text(report, line.situation),
        page_voice().listed(there),
        page_voice().listed(wanting),
    )


def _moment(step: Step) -> Moment:
    at, (sign, name) = timezone.localtime(step.at), DONE[Act(step.act)]
    title = _("%(done)s（第 %(edition)s 次上报）") % {"done": name, "edition": step.edition}
    said = f"{step.account.name} {at:%H:%M}"
    if step.reason:
        said = _("%(who)s。理由：%(reason)s") % {"who": said, "reason": step.reason}
    kind: Literal["plain", "adverse"] = "adverse" if step.act == Act.RETURN else "plain"
    href = reverse("reports:edition", args=[step.report_id, step.pk]) if step.act == Act.SIGN else ""
    return Moment(at.date(), sign, title, said, step.office.name, href, kind)
