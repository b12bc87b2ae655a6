"""Jobs in tests: done where they are enqueued, and an error in one is the test's; what is put off is only kept."""

from typing import Any

from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult

put_off: list[Task[Any, Any]] = []
"""Jobs enqueued for a later time, with no regard to when."""


class AtOnce(ImmediateBackend):
    """As above."""

    supports_defer = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        if task.run_after is not None:
            put_off.append(task)
            return TaskResult(
                task=task, id="", status="READY", enqueued_at=None, started_at=None, finished_at=None,
                last_attempted_at=None, args=args, kwargs=kwargs, backend=self.alias, errors=[], worker_ids=[],
            )  # fmt: skip
        result = super().enqueue(task, args, kwargs)
        for error in result.errors:
            raise AssertionError(error.traceback)
        return result
