"""The app `notices`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """通知: notices, messages and reminders."""

    name = "casework.notices"
    verbose_name = _("通知")

    def ready(self) -> None:
        """Pages show what was told and what waits; jobs come again; who decides in a group asks about ladders."""
        from casework.accounts import start  # noqa: PLC0415  (models are there only now)
        from casework.decisions.ladders import ladder_known_by  # noqa: PLC0415
        from casework.exports.sheets import offer  # noqa: PLC0415
        from casework.notices import jobs, recorded, sections, sheets  # noqa: PLC0415
        from casework.notices.reminders.ladder import with_every_rung  # noqa: PLC0415
        from casework.notices.start import waiting  # noqa: PLC0415
        from casework.people.sections import show  # noqa: PLC0415

        recorded.name_acts()
        jobs.plan()
        ladder_known_by(with_every_rung)
        start.show(waiting)
        offer(*sheets.SHEETS)
        show(sections.notices, timeline=sections.timeline)
