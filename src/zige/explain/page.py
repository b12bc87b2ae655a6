"""The explanation as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from zige.explain.labels import labels
from zige.explain.model import Explanation, Strip, StripMonth, Use
from zige.explain.strip import CHARACTERS, DOT, GATE, LINE

_LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
_SIGNS = {DOT: "●", GATE: "", LINE: ""}
"""How the dot of the text output is drawn on a page; gate and line are drawn by the style sheet."""


def as_page(explanation: Explanation) -> str:
    """The page, in the language of the explanation."""
    return _template().render(
        told=explanation,
        label=labels(explanation.language),
        language_tag=_LANGUAGE_TAGS[explanation.language],
        years=years_of(explanation.strip.months),
        legend=legend_of(explanation.strip),
        facts={use.value: [fact for fact in explanation.facts if fact.use is use] for use in Use},
        character=CHARACTERS[explanation.answer.standing],
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("zige.explain", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.jinja")


def years_of(months: list[StripMonth]) -> list[tuple[str, list[StripMonth | None]]]:
    """Each year with twelve places, empty where its month is not shown."""
    years = []
    for year, shown in groupby(months, key=lambda month: month.month[:4]):
        places: list[StripMonth | None] = [None] * 12
        for month in shown:
            places[int(month.month[5:]) - 1] = month
        years.append((year, places))
    return years


def legend_of(strip: Strip) -> list[tuple[str, str, str]]:
    """Class, sign and meaning of each sign."""
    names = ("continue", "suspend", "stop", "back_pay", "overpaid", "dot", "gate", "line")
    return [(name, _SIGNS.get(sign, sign), words) for name, (sign, words) in zip(names, strip.legend, strict=True)]
