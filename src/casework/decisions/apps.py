"""The app `decisions`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    """决定: decisions on benefits, recoveries and objections."""

    name = "casework.decisions"
    verbose_name = _("决定")
