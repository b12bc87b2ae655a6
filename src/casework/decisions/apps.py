"""The app `decisions`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    """决定: suspensions, stops, resumptions, recoveries."""

    name = "casework.decisions"
    verbose_name = _("决定")

    def ready(self) -> None:
        """Person page and start page show decisions, the auditor what acts are called; cases wait for decisions."""
        from casework.accounts.start import show as show_on_start_page  # noqa: PLC0415  (models are there only now)
        from casework.cases.closing import keep_open  # noqa: PLC0415
        from casework.decisions import sections, sheets, start  # noqa: PLC0415
        from casework.decisions.queries import waiting  # noqa: PLC0415
        from casework.decisions.recorded import name_acts  # noqa: PLC0415
        from casework.exports.sheets import offer  # noqa: PLC0415
        from casework.people.sections import show  # noqa: PLC0415

        name_acts()
        keep_open(waiting)
        show(sections.deciding, timeline=sections.timeline)
        show_on_start_page(start.work)
        offer(*sheets.SHEETS)
