"""The app `runs`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RunsConfig(AppConfig):
    """认定: what runs found."""

    name = "casework.runs"
    verbose_name = _("认定结果")

    def ready(self) -> None:
        """The person page and the start page show what runs found."""
        from casework.accounts.start import show as show_on_start_page  # noqa: PLC0415  (models are there only now)
        from casework.audit.wording import name_codes  # noqa: PLC0415
        from casework.exchange.around_runs import after_run  # noqa: PLC0415
        from casework.exports.sheets import offer  # noqa: PLC0415
        from casework.people.sections import show  # noqa: PLC0415
        from casework.runs import sections, sheets, start  # noqa: PLC0415
        from casework.runs.importing import import_run  # noqa: PLC0415
        from casework.runs.lists import NAMED  # noqa: PLC0415

        show(sections.standings, sections.payments, sections.contradictions, timeline=sections.timeline)
        show_on_start_page(start.figures)
        offer(*sheets.SHEETS)
        after_run(import_run)
        name_codes("list", NAMED)
