"""This app, as Django sets it up."""

from django.apps import AppConfig

from casework.accounts.recorded import name_acts


class AccountsConfig(AppConfig):
    """Tells the audit what the acts of this app are called."""

    name = "casework.accounts"

    def ready(self) -> None:
        """Once all apps are there; administrators find their work on the start page."""
        from casework.accounts.start import show  # noqa: PLC0415  (models are there only now)
        from casework.accounts.waiting import for_administrators, for_banks  # noqa: PLC0415

        name_acts()
        show(for_administrators, for_banks)
