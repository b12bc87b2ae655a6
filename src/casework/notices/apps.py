"""The app `notices`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """通知: notices, messages and reminders."""

    name = "casework.notices"
    verbose_name = _("通知")

    def ready(self) -> None:
        """The person page shows what somebody was told, the auditor what acts are called, and jobs come again."""
        from casework.notices import jobs, recorded, sections  # noqa: PLC0415  (models are there only now)
        from casework.people.sections import show  # noqa: PLC0415

        recorded.name_acts()
        jobs.plan()
        show(sections.notices, timeline=sections.timeline)
