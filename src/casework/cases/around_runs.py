"""What cases do around a run: findings go in before it, matters are opened and closed after it."""

from casework.cases.delivering import deliver_findings
from casework.cases.opening.after_run import cases_after_run
from casework.exchange.around_runs import after_run, before_run
from casework.runs.models import Run
from zige.law.months import parse_month
from zige.store import runs
from zige.store.home import Home


def open_cases(_home: Home, run: runs.Run) -> None:
    """Of a run that is imported."""
    cases_after_run(Run.objects.get(month=parse_month(run.month), number=run.number))


def take_part() -> None:
    """Once, as the app starts; the import of a run comes before, since its app does."""
    before_run(deliver_findings)
    after_run(open_cases)
