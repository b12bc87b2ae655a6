"""The app `payments`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    """发放清单: what the core system is told for a month, its answer, and what was paid."""

    name = "casework.payments"
    verbose_name = _("发放清单")

    def ready(self) -> None:
        """The auditor's page calls the acts by their names; the start page shows lists to review, and sums."""
        from casework.accounts.start import show  # noqa: PLC0415  (models are there only now)
        from casework.exports.sheets import offer  # noqa: PLC0415
        from casework.payments.recorded import name_acts  # noqa: PLC0415
        from casework.payments.sheets import SHEETS  # noqa: PLC0415
        from casework.payments.start import sums, work  # noqa: PLC0415

        name_acts()
        show(work, sums)
        offer(*SHEETS)
