"""Charts as SVG that stands in the page: no script, no font of its own, narrow enough for a phone."""

from typing import Any

import altair as alt
import vl_convert

BLUE, GREY, TEXT, LINE = "#0b4a94", "#8a8a8a", "#1b1b1b", "#c4c4c4"
WIDTH, ROW, SIZE = 250, 26, 14
LABEL = 150
"""Pixels for the names beside the bars; longer ones are cut, and stand whole in the table below the chart."""
Bars = list[tuple[str, str, float, str]]


def bars(rows: Bars) -> str:
    """Horizontal bars of (row, series, value, text), one beside the other in a row; SVG.

    Series differ by shade and by a stroke: the first is filled, the second only drawn in outline.
    """
    values = [{"row": row, "series": series, "value": value, "text": text} for row, series, value, text in rows]
    order, series = list(dict.fromkeys(row[0] for row in rows)), list(dict.fromkeys(row[1] for row in rows))
    base = alt.Chart(alt.InlineData(values=values)).encode(**_places(order, series))
    fill = alt.Scale(domain=series, range=[BLUE, "#ffffff", GREY][: len(series)])
    legend = None if len(series) == 1 else alt.Legend(title=None, orient="top", symbolType="square")
    drawn = base.mark_bar(stroke=BLUE, strokeWidth=1.5, height=alt.RelativeBandSize(0.8)).encode(
        color=alt.Color("series:N", scale=fill, legend=legend)
    )
    written = base.mark_text(align="left", dx=5, fontSize=SIZE - 1, color=TEXT).encode(text="text:N")
    chart: Any = alt.layer(drawn, written).properties(width=WIDTH, height=ROW * len(order) * len(series) + 8)
    return _svg(chart)


def _places(order: list[str], series: list[str]) -> dict[str, Any]:
    axis = alt.Axis(title=None, labelLimit=LABEL, ticks=False, domain=False, labelPadding=8)
    places: dict[str, Any] = {
        "y": alt.Y("row:N", sort=order, axis=axis),
        "x": alt.X("value:Q", axis=None, scale=alt.Scale(nice=False, zero=True, padding=0)),
    }
    if len(series) > 1:
        places["yOffset"] = alt.YOffset("series:N", sort=series)
    return places


def _svg(chart: Any) -> str:
    config: dict[str, Any] = {
        "font": "sans-serif",
        "padding": {"left": 28, "right": 62, "top": 2, "bottom": 2},
        "background": "#ffffff",
        "view": {"stroke": None},
        "axis": {"labelFontSize": SIZE, "labelColor": TEXT},
        "legend": {"labelFontSize": SIZE, "labelColor": TEXT, "symbolStrokeColor": BLUE, "symbolStrokeWidth": 1.5},
    }
    svg: str = vl_convert.vegalite_to_svg(chart.configure(**config).to_dict())
    return svg[svg.index("<svg") :]
