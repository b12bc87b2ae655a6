"""The app `notices`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """通知: notices, messages and reminders."""

    name = "casework.notices"
    verbose_name = _("通知")
