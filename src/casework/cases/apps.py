"""The app `cases`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """核查: cases, findings and their evidence."""

    name = "casework.cases"
    verbose_name = _("核查")
