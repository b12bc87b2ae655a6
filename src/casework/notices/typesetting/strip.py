"""The month strip as the layout draws it: rows of twelve, with signs and the meanings of those that occur."""

from typing import Any

from casework.notices.writing.texts import common
from zige.explain.model import Strip, StripMonth
from zige.explain.page import years_of
from zige.explain.strip import CHARACTERS, MONEY_CHARACTERS
from zige.explain.voice import Voice
from zige.kinds import Standing

MOST_YEARS = 4
"""The latest years that paper shows; what lies before is told in months and sums."""


def strip_on_paper(strip: Strip, voice: Voice) -> dict[str, Any]:
    """Years with twelve places each, empty ones None."""
    years = years_of(strip.months)[-MOST_YEARS:]
    shown = [month for _year, months in years for month in months if month is not None]
    return {
        "years": [{"year": year, "months": [_month(month) for month in months]} for year, months in years],
        "legend": [{"sign": sign, "text": voice.say(common().legend[sign])} for sign in _signs(shown)],
        "alt": voice.say(common().strip_alt),
    }


def _month(month: StripMonth | None) -> dict[str, Any] | None:
    if month is None:
        return None
    return {
        "state": month.state,
        "character": month.character,
        "money": month.money_character,
        "certified": month.certified is not None,
        "due": month.due,
        "run": month.run,
    }


def _signs(shown: list[StripMonth]) -> list[str]:
    """Which signs occur, in the legend's order."""
    there: set[str] = {month.state for month in shown} | {month.money for month in shown if month.money}
    there |= {"dot"} if any(month.certified for month in shown) else set()
    there |= {"gate"} if any(month.due for month in shown) else set()
    there |= {"line"} if any(month.run for month in shown) else set()
    return [sign for sign in common().legend if sign in there]


SIGNS = {**{str(standing): CHARACTERS[Standing(standing)] for standing in Standing}, **MONEY_CHARACTERS}
"""The character of each state and of each sort of money."""
