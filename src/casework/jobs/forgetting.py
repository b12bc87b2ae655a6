"""Jobs that ended long ago are deleted: what they did stands where they did it."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from casework.jobs.registry import job

KEPT = dt.timedelta(days=30)


@job(_("清除旧的后台任务记录"))
def forget_old_jobs() -> None:
    """Those that ended more than KEPT ago."""
    DBTaskResult.objects.finished().filter(finished_at__lte=timezone.now() - KEPT).delete()
