"""Whose case it is."""

from django.conf import settings

from casework.people.models import Benefit


def agency_of(benefit: Benefit | None, region: str) -> str:
    """The agency whose case it is: the benefit's, else that of the county where the person lives, else the home's."""
    return str((benefit and benefit.office) or region[:6] or settings.HOME.settings.office.region)
