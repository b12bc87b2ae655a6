"""What the person page shows of monthly reports: which office said what of somebody."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from casework.people.models import Person
from casework.people.sections import Moment
from casework.reports.models import Line
from casework.reports.situations import situations
from casework.reports.states import UNSIGNED, State
from casework.ui.voice import page_voice


def timeline(person: Person) -> Iterator[Moment]:
    """Each signed line about somebody, on the day on which it is said to have happened."""
    found = Line.objects.filter(person=person).exclude(report__state__in=UNSIGNED)
    for line in found.select_related("report__office"):
        voice, report = page_voice(), line.report
        said = _("%(month)s的月报，%(state)s") % {
            "month": voice.month(report.month),
            "state": State(report.state).label,
        }
        title = voice.say(situations(report.dataset)[line.situation].text)
        yield Moment(line.day, "adverse", _("报"), title, report.office.name, said)
