"""Jobs are done once, in order; what is due is begun by one; what failed names nobody and can be begun again."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sample_jobs
from django.conf import LazySettings, settings
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from staff import TOLD, administrator, operator, signed_in

from casework.audit.models import Entry
from casework.jobs import due
from casework.jobs.alone import is_there, the_only_worker
from casework.jobs.due import begin_due, every, every_day
from casework.jobs.forgetting import KEPT, forget_old_jobs
from casework.jobs.models import Due
from casework.jobs.working import TRIES, begin_again_what_was_cut_off, work_off
from zige.errors import HomeRefused

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "51110219500115003X"


@pytest.fixture
def queue(settings: LazySettings) -> list[str]:
    """Jobs wait in the database, as in service; what they noted."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    sample_jobs.done.clear()
    return sample_jobs.done


@pytest.fixture
def nothing_due(monkeypatch: pytest.MonkeyPatch) -> None:
    """Apps registered nothing."""
    monkeypatch.setattr(due, "recurring", {})


def home() -> Path:
    return settings.HOME.path


def at(day: int, hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=timezone.get_default_timezone())


def test_jobs_are_done_in_the_order_they_came(queue: list[str]) -> None:
    for word in "甲乙丙":
        sample_jobs.note.enqueue(word)
    assert queue == []
    assert work_off(home()) == []
    assert queue == ["甲", "乙", "丙"]


def test_a_job_of_a_transaction_that_failed_is_not_there(queue: list[str]) -> None:
    with transaction.atomic():
        sample_jobs.note.enqueue("甲")
        transaction.set_rollback(True)
    work_off(home())
    assert queue == []


def test_of_a_job_that_failed_the_places_are_kept_and_never_the_message(
    queue: list[str], capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    sample_jobs.fail.enqueue("12345")
    DBTaskResult.objects.update(args_kwargs={"args": [NUMBER], "kwargs": {}})
    (failed,) = work_off(home())
    assert "ValueError" in failed.traceback
    assert "sample_jobs.py" in failed.traceback
    out, err = capfd.readouterr()
    assert NUMBER not in failed.traceback + out + err + caplog.text


def test_one_worker_is_at_work_in_a_home(queue: list[str]) -> None:
    assert not is_there(home())
    with the_only_worker(home()):
        assert is_there(home())
        with pytest.raises(HomeRefused, match="no second one is needed"):
            work_off(home())
    assert not is_there(home())


def test_a_job_that_was_cut_off_is_begun_again_but_not_for_ever(queue: list[str]) -> None:
    sample_jobs.note.enqueue("甲")
    for _ in range(TRIES - 1):
        DBTaskResult.objects.get().claim("a worker that died")
        begin_again_what_was_cut_off()
        assert DBTaskResult.objects.get().status == "READY"
    DBTaskResult.objects.get().claim("a worker that died")
    begin_again_what_was_cut_off()
    assert DBTaskResult.objects.get().status == "FAILED"
    work_off(home())
    assert queue == []


@pytest.mark.usefixtures("nothing_due")
def test_what_is_due_is_begun_once_and_then_when_its_time_comes(queue: list[str]) -> None:
    every("tests.five", sample_jobs.come_due, minutes=5)
    now = timezone.now()
    assert begin_due(now) == ["tests.five"]
    assert begin_due(now) == []
    assert begin_due(now + dt.timedelta(minutes=4, seconds=59)) == []
    assert begin_due(now + dt.timedelta(minutes=5)) == ["tests.five"]


@pytest.mark.usefixtures("nothing_due")
def test_days_that_were_missed_are_made_up_once(queue: list[str]) -> None:
    every_day("tests.daily", sample_jobs.come_due, at="03:40")
    began = at(2, 9, 0)
    assert begin_due(began) == []
    assert Due.objects.get().next == at(3, 3, 40)
    assert begin_due(began + dt.timedelta(days=9)) == ["tests.daily"]
    assert begin_due(began + dt.timedelta(days=9)) == []
    work_off(home())
    assert queue == ["due"]
    assert Due.objects.get().next == at(12, 3, 40)


def test_old_jobs_are_forgotten_and_waiting_ones_are_not(queue: list[str]) -> None:
    sample_jobs.note.enqueue("甲")
    work_off(home())
    sample_jobs.note.enqueue("乙")
    DBTaskResult.objects.finished().update(finished_at=timezone.now() - KEPT + dt.timedelta(minutes=1))
    forget_old_jobs.call()
    assert DBTaskResult.objects.count() == 2
    DBTaskResult.objects.finished().update(finished_at=timezone.now() - KEPT)
    forget_old_jobs.call()
    assert DBTaskResult.objects.get().status == "READY"


def test_the_administrator_sees_jobs_and_has_a_failed_one_begun_again_once(
    queue: list[str], django_assert_max_num_queries: Callable[[int], object]
) -> None:
    sample_jobs.fail.enqueue("12345")
    sample_jobs.note.enqueue("甲")
    work_off(home())
    client, failed = signed_in(administrator()), DBTaskResult.objects.failed().get()
    with django_assert_max_num_queries(6 + TOLD):
        page = client.get("/jobs/").content.decode()
    assert "ValueError" in page
    assert "记下一个字" in page
    assert "后台进程没有运行" in page
    for told in ("已重新排队", "没有执行"):
        assert told in client.post(f"/jobs/{failed.pk}/again", follow=True).content.decode()
    assert Entry.objects.filter(act="job.begun_again", subject=f"job:{failed.pk}").count() == 1
    assert DBTaskResult.objects.get(pk=failed.pk).status == "READY"


def test_no_officer_sees_jobs() -> None:
    assert signed_in(operator()).get("/jobs/").status_code == 403


def test_a_worker_that_breaks_is_begun_again_and_ends_with_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = tmp_path / "begun"
    worker = f"import os, time; open({str(begun)!r}, 'a').write(f'{{os.getpid()}}\\n'); time.sleep(60)"
    keeper = (
        "import os, sys; from casework.config import keeping; keeping.PAUSE = keeping.LOOK = 0.01; "
        "keeping.keep((sys.executable, '-c', sys.argv[1]), os.getppid())"
    )
    kept = subprocess.Popen([sys.executable, "-c", keeper, worker])
    first = _pids(begun, 1)[0]
    os.kill(first, signal.SIGKILL)
    second = _pids(begun, 2)[1]
    kept.terminate()
    assert kept.wait(timeout=30) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)


def _pids(begun: Path, count: int) -> list[int]:
    """As soon as so many were begun."""
    for _ in range(3000):
        lines = begun.read_text().splitlines() if begun.exists() else []
        if len(lines) >= count:
            return [int(line) for line in lines]
        time.sleep(0.01)
    raise AssertionError(f"{count} workers were not begun")
