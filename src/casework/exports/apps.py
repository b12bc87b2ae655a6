"""The app `exports`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    """导出: lists as files, and filters that somebody saved."""

    name = "casework.exports"
    verbose_name = _("导出")

    def ready(self) -> None:
        """The auditor's page calls the acts by their names; the start page shows what waits to be agreed to.

        Administrators export their own lists.
        """
        from casework.accounts.start import show  # noqa: PLC0415  (models are there only now)
        from casework.exports.administration import SHEETS  # noqa: PLC0415
        from casework.exports.recorded import name_acts  # noqa: PLC0415
        from casework.exports.sheets import offer  # noqa: PLC0415
        from casework.exports.start import work  # noqa: PLC0415

        name_acts()
        show(work)
        offer(*SHEETS)
