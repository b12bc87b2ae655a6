"""The app `cases`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """核查: cases, findings and their evidence."""

    name = "casework.cases"
    verbose_name = _("核查")

    def ready(self) -> None:
        """What the auditor's page calls its acts."""
        from casework.cases.recorded import name_acts  # noqa: PLC0415  (models are there only now)

        name_acts()
