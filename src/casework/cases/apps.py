"""The app `cases`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """核查: cases, findings and their evidence."""

    name = "casework.cases"
    verbose_name = _("核查")

    def ready(self) -> None:
        """Person page and start page show cases, the auditor what acts are called, the worker does what comes due."""
        from casework.accounts.start import show as show_on_start_page  # noqa: PLC0415  (models are there only now)
        from casework.cases import sections, sheets, start  # noqa: PLC0415
        from casework.cases.around_runs import take_part  # noqa: PLC0415
        from casework.cases.jobs import begin_daily  # noqa: PLC0415
        from casework.cases.recorded import name_acts  # noqa: PLC0415
        from casework.exports.sheets import offer  # noqa: PLC0415
        from casework.people.sections import show  # noqa: PLC0415

        name_acts()
        begin_daily()
        take_part()
        show(sections.cases, timeline=sections.timeline)
        show_on_start_page(start.work)
        offer(*sheets.SHEETS)
