"""What the worker does for monthly reports."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from casework.accounts.database_scope import database_shows_all
from casework.jobs.registry import job
from casework.reports.merging import merge
from casework.reports.models import Merging


@job(_("汇总月报并送入系统"))
def merge_reports(merging: int) -> None:
    """What a reviewer has ordered; nothing where it is done already."""
    with database_shows_all():
        ordered = Merging.objects.select_related("account__office").get(pk=merging)
        if ordered.ended is None:
            merge(settings.HOME, ordered)
