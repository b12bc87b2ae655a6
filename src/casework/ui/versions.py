"""The version of a row that a page showed, for acts that refuse where somebody else was first."""

from django.http import HttpRequest


def version_shown(request: HttpRequest) -> int:
    """What the form posts as `version`; 0, which no row has, where it says none."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() else 0
