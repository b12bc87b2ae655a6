"""This app, as Django sets it up."""

from django.apps import AppConfig

from casework.accounts.recorded import NAMES
from casework.audit.acts import ACTS


class AccountsConfig(AppConfig):
    """Tells the audit what the acts of this app are called."""

    name = "casework.accounts"

    def ready(self) -> None:
        """Once all apps are there; administrators find their work on the start page."""
        from casework.accounts.start import show  # noqa: PLC0415  (models are there only now)
        from casework.accounts.waiting import for_administrators  # noqa: PLC0415

        ACTS.update(NAMES)
        show(for_administrators)
