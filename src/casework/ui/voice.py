"""The engine's own words (months, money, clauses, standings) in the language of the page."""

from django.utils.translation import get_language

from zige.explain.voice import Voice


def page_voice() -> Voice:
    """Speaks the language in which the page is drawn."""
    return Voice("en" if (get_language() or "").startswith("en") else "zh")
