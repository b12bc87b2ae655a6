"""The app `people`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """领取人: people and their benefits."""

    name = "casework.people"
    verbose_name = _("领取人")

    def ready(self) -> None:
        """The page shows who looked, and the auditor what it is called."""
        from casework.people.recorded import name_acts, who_looked  # noqa: PLC0415  (models are there only now)
        from casework.people.sections import show  # noqa: PLC0415

        name_acts()
        show(timeline=who_looked)
