"""The app `exchange`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """数据交换: what departments deliver, months that are run, lists that go out."""

    name = "casework.exchange"
    verbose_name = _("数据交换")

    def ready(self) -> None:
        """The auditor sees what acts are called; what was not sent to its end is removed day by day."""
        from casework.accounts.start import show  # noqa: PLC0415  (models are there only now)
        from casework.exchange.recorded import name_acts  # noqa: PLC0415
        from casework.exchange.start import work  # noqa: PLC0415
        from casework.exchange.tidying import remove_left_over  # noqa: PLC0415
        from casework.jobs.due import every  # noqa: PLC0415

        name_acts()
        show(work)
        every("exchange.left_over", remove_left_over, minutes=60)
