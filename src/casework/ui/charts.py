"""Charts as pictures in SVG, drawn on the server and kept: no script, nothing said by shade alone (DESIGN §8).

A chart stands on a page as an image beside a table with the same numbers: the table is what is read aloud and clicked.
Series differ by fill, outline and hatch of the strokes' width, and by the text of the legend.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import altair as alt
import vl_convert
from django.core.cache import cache

BLUE, GREY, TEXT, SOFT = "#0b4a94", "#6b6b6b", "#1b1b1b", "#474747"
FILLS = (BLUE, "#ffffff", "#c9c9c9")
WIDTH, HEIGHT, ROW, SIZE = 640, 220, 30, 15
BESIDE_NAMES = 280
DAY = 24 * 3600


class Bar(NamedTuple):
    """So much of a series at a place of the axis; both in the words of the reader."""

    at: str
    series: str
    value: int


def columns(bars: Iterable[Bar]) -> str:
    """Columns side by side along an axis of months (YYYY-MM, the month under its year); SVG."""
    rows, order, series = _told(bars)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "at:N",
            sort=order,
            axis=alt.Axis(title=None, labelAngle=0, labelExpr="split(datum.label, '-')", domainColor=SOFT, ticks=False),
        ),
        xOffset=alt.XOffset("series:N", sort=series),
        y=alt.Y("value:Q", axis=alt.Axis(title=None, tickCount=4, gridColor="#e6e6e6", domain=False, ticks=False)),
    )
    drawn = base.mark_bar(stroke=BLUE, strokeWidth=1.5).encode(color=_shades(series))
    return _svg(drawn.properties(width=WIDTH, height=HEIGHT))


def rows(bars: Iterable[Bar]) -> str:
    """Rows one below the other, each with its number at its end; SVG."""
    values, order, series = _told(bars)
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("at:N", sort=order, axis=alt.Axis(title=None, labelLimit=260, domain=False, ticks=False)),
        yOffset=alt.YOffset("series:N", sort=series),
        x=alt.X("value:Q", axis=None, scale=alt.Scale(zero=True)),
    )
    drawn = base.mark_bar(stroke=BLUE, strokeWidth=1.5).encode(color=_shades(series))
    written = base.mark_text(align="left", dx=6, fontSize=SIZE - 1, color=TEXT).encode(
        text=alt.Text("value:Q", format=",")
    )
    height = ROW * len(order) * max(1, len(series) - 0.5)
    return _svg(alt.layer(drawn, written).properties(width=BESIDE_NAMES, height=height))


def _told(bars: Iterable[Bar]) -> tuple[list[dict[str, Any]], list[str], list[str]]:
    told = list(bars)
    order, series = list(dict.fromkeys(one.at for one in told)), list(dict.fromkeys(one.series for one in told))
    return [one._asdict() for one in told], order, series


def _shades(series: Sequence[str]) -> alt.Color:
    legend = alt.Legend(title=None, orient="top", symbolType="square", symbolStrokeColor=BLUE, symbolStrokeWidth=1.5)
    scale = alt.Scale(domain=list(series), range=list(FILLS[: len(series)]))
    return alt.Color("series:N", sort=list(series), scale=scale, legend=legend if len(series) > 1 else None)


def _svg(chart: Any) -> str:
    """The picture, drawn once for the same content."""
    config: dict[str, Any] = {
        "font": "sans-serif",
        "background": "#ffffff",
        "padding": {"left": 4, "right": 48, "top": 4, "bottom": 4},
        "view": {"stroke": None},
        "axis": {"labelFontSize": SIZE, "labelColor": TEXT},
        "legend": {"labelFontSize": SIZE, "labelColor": TEXT, "labelLimit": 300},
    }
    spec = chart.configure(**config).to_dict()
    key = f"chart-{hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()}"
    drawn: str | None = cache.get(key)
    if drawn is None:
        drawn = str(vl_convert.vegalite_to_svg(spec))
        cache.set(key, drawn, DAY)
    return drawn
