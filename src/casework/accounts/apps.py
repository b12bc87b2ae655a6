"""This app, as Django sets it up."""

from django.apps import AppConfig

from casework.accounts.recorded import NAMES
from casework.audit.acts import ACTS


class AccountsConfig(AppConfig):
    """Tells the audit what the acts of this app are called."""

    name = "casework.accounts"

    def ready(self) -> None:
        """Once all apps are there."""
        ACTS.update(NAMES)
