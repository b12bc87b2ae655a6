"""The lists of this app, one beside the other."""

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(here: str) -> list[tuple[str, str, bool]]:
    """Address, name, and whether it is the one that is drawn."""
    decisions = reverse("decisions:list")
    lists = {
        "review": (f"{decisions}?list=review", _("待复核")),
        "all": (f"{decisions}?list=all", _("全部决定")),
        "groups": (reverse("decisions:groups"), _("成批暂停")),
        "deferrals": (reverse("decisions:deferrals"), _("成批延期")),
        "recoveries": (reverse("decisions:recoveries"), _("追回")),
        "objections": (reverse("decisions:objections"), _("异议")),
    }
    return [(address, name, key == here) for key, (address, name) in lists.items()]
