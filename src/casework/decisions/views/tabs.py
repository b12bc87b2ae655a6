"""The lists of decisions, one beside the other; the others are in the menu."""

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(here: str) -> list[tuple[str, str, bool]]:
    """Address, name, and whether it is the one that is drawn."""
    decisions = reverse("decisions:list")
    lists = {
        "review": (f"{decisions}?list=review", _("待复核")),
        "returned": (f"{decisions}?list=returned", _("退回待重办")),
        "all": (f"{decisions}?list=all", _("全部决定")),
    }
    return [(address, name, key == here) for key, (address, name) in lists.items()]
