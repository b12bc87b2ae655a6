"""The worker: begins what is due and does job after job. `zige serve` has one, `zige worker` is one."""

import time
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from casework.jobs.alone import the_only_worker
from casework.jobs.due import begin_due
from casework.jobs.registry import JobFailed

PAUSE = 1.0
"""Seconds between two looks for something to do."""
TRIES = 3
"""How often a job is begun that is cut off each time."""


def work(home: Path) -> None:
    """Until it is told to end (SIGTERM, SIGINT): the job at hand is finished first. Raises HomeRefused for a second."""
    with the_only_worker(home):
        begin_again_what_was_cut_off()
        worker = _worker()
        worker.configure_signals()
        while worker.running:
            begin_due()
            worker.run()
            time.sleep(PAUSE)


def work_off(home: Path) -> list[DBTaskResult[Any, Any]]:
    """Do what there is and end; the jobs that failed. Raises HomeRefused where a worker is there to do it."""
    with the_only_worker(home):
        began = timezone.now()
        begin_again_what_was_cut_off()
        _worker().run()
        return list(DBTaskResult.objects.failed().filter(finished_at__gte=began))


def begin_again_what_was_cut_off() -> None:
    """Where there is one worker, a job at work when it starts was left by one that is gone."""
    for left in DBTaskResult.objects.running():
        if len(left.worker_ids) < TRIES:
            DBTaskResult.objects.filter(pk=left.pk).update(status="READY")
        else:
            left.set_failed(JobFailed(f"cut off {TRIES} times"))


def _worker() -> Worker:
    """It ends its turn when nothing is left, so that what is due can be begun between turns."""
    return Worker(
        queue_names=["*"],
        interval=PAUSE,
        batch=True,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
