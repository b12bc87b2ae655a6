"""The app `reports`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """月报: what is reported upward every month."""

    name = "casework.reports"
    verbose_name = _("月报")

    def ready(self) -> None:
        """The auditor reads what its acts are called; the person page and the start page show what concerns them."""
        from casework.accounts.start import show as show_on_start_page  # noqa: PLC0415  (models are there only now)
        from casework.exports.sheets import offer  # noqa: PLC0415
        from casework.people.sections import show  # noqa: PLC0415
        from casework.reports.recorded import name_acts  # noqa: PLC0415
        from casework.reports.sections import timeline  # noqa: PLC0415
        from casework.reports.sheets import SHEETS  # noqa: PLC0415
        from casework.reports.start import work  # noqa: PLC0415

        name_acts()
        show(timeline=timeline)
        show_on_start_page(work)
        offer(*SHEETS)
