"""What the worker does for cases by itself: findings go into the home, and what lies too long a level up."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from casework.cases.delivering import deliver_findings
from casework.cases.ticking import escalate_late
from casework.jobs.due import every_day
from casework.jobs.registry import job


@job(_("送入已复核的核查结论"))
def deliver() -> None:
    """Approved findings into the home, for the next run."""
    deliver_findings(settings.HOME)


@job(_("超期核查自动提级"))
def escalate() -> None:
    """Late cases a level up."""
    escalate_late()


def begin_daily() -> None:
    """Let both come due each day before offices open."""
    every_day("cases.deliver", deliver, at="05:10")
    every_day("cases.escalate", escalate, at="05:40")
