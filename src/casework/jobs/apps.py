"""The app `jobs`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """后台任务: work that a page does not wait for."""

    name = "casework.jobs"
    verbose_name = _("后台任务")

    def ready(self) -> None:
        """What was done long ago is forgotten."""
        from casework.audit.acts import ACTS  # noqa: PLC0415  (models are there only now)
        from casework.jobs.acts.begin_again import BEGUN_AGAIN  # noqa: PLC0415
        from casework.jobs.due import every_day  # noqa: PLC0415
        from casework.jobs.forgetting import forget_old_jobs  # noqa: PLC0415

        ACTS[BEGUN_AGAIN] = _("再次执行后台任务")
        every_day("jobs.forget", forget_old_jobs, at="03:10")
