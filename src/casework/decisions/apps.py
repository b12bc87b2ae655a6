"""The app `decisions`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    """决定: suspensions, stops, resumptions, recoveries."""

    name = "casework.decisions"
    verbose_name = _("决定")

    def ready(self) -> None:
        """The person page shows decisions, and the auditor what acts are called."""
        from casework.audit.acts import ACTS  # noqa: PLC0415  (models are there only now)
        from casework.decisions import sections  # noqa: PLC0415
        from casework.decisions.recorded import NAMES  # noqa: PLC0415
        from casework.people.sections import show  # noqa: PLC0415

        ACTS.update(NAMES)
        show(sections.deciding, timeline=sections.timeline)
