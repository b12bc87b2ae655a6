"""Charts as SVG that stands in the page: no script, no font of its own, narrow enough for a phone."""

from typing import Any

import altair as alt
import vl_convert

from zige.explain.columns import wrapped

BLUE, GREY, TEXT = "#0b4a94", "#8a8a8a", "#1b1b1b"
WIDTH, ROW, LINE_HEIGHT, SIZE = 130, 26, 17, 14
COLUMNS = 18
"""Columns for the names beside the bars (a Chinese character takes two); longer ones go on in a second line."""
Bars = list[tuple[str, str, float, str]]


def bars(rows: Bars) -> str:
    """Horizontal bars of (row, series, value, text), one beside the other in a row; SVG.

    Series differ by shade and by a stroke: the first is filled, the second only drawn in outline.
    """
    values = [{"row": _label(row), "series": series, "value": value, "text": text} for row, series, value, text in rows]
    order, series = list(dict.fromkeys(_label(row[0]) for row in rows)), list(dict.fromkeys(row[1] for row in rows))
    height = max(ROW * len(series), LINE_HEIGHT * max(map(_lines, order)) + 6)
    base = alt.Chart(alt.InlineData(values=values)).encode(**_places(order, series))
    fill = alt.Scale(domain=series, range=[BLUE, "#ffffff", GREY][: len(series)])
    legend = None if len(series) == 1 else alt.Legend(title=None, orient="top", symbolType="square")
    band = alt.RelativeBandSize(0.8 * ROW * len(series) / height)
    drawn = base.mark_bar(stroke=BLUE, strokeWidth=1.5, height=band).encode(
        color=alt.Color("series:N", scale=fill, legend=legend)
    )
    written = base.mark_text(align="left", dx=5, fontSize=SIZE - 1, color=TEXT).encode(text="text:N")
    chart: Any = alt.layer(drawn, written, *_names(order)).properties(width=WIDTH, height=height * len(order) + 8)
    return _svg(chart)


def _label(name: str) -> str:
    return "\n".join(wrapped(name, COLUMNS))


def _lines(label: str) -> int:
    return label.count("\n") + 1


def _places(order: list[str], series: list[str]) -> dict[str, Any]:
    places: dict[str, Any] = {
        "y": _row(order),
        "x": alt.X("value:Q", axis=None, scale=alt.Scale(nice=False, zero=True, padding=0)),
    }
    if len(series) > 1:
        places["yOffset"] = alt.YOffset("series:N", sort=series)
    return places


def _row(order: list[str]) -> alt.Y:
    return alt.Y("row:N", sort=order, axis=None)


def _names(order: list[str]) -> list[alt.Chart]:
    """The names beside the bars, each with the middle of its lines at the middle of its bars, as no axis can."""
    return [
        alt.Chart(alt.InlineData(values=[{"row": label} for label in order if _lines(label) == lines]))
        .mark_text(
            align="right", baseline="middle", dx=-8, dy=-LINE_HEIGHT * (lines - 1) / 2, lineHeight=LINE_HEIGHT,
            fontSize=SIZE, color=TEXT,
        )
        .encode(y=_row(order), x=alt.value(0), text="row:N")
        for lines in sorted(set(map(_lines, order)))
    ]  # fmt: skip


def _svg(chart: Any) -> str:
    config: dict[str, Any] = {
        "font": "sans-serif",
        "padding": {"left": 12, "right": 56, "top": 2, "bottom": 2},
        "lineBreak": "\n",
        "background": "#ffffff",
        "view": {"stroke": None},
        "legend": {"labelFontSize": SIZE, "labelColor": TEXT, "symbolStrokeColor": BLUE, "symbolStrokeWidth": 1.5},
    }
    svg: str = vl_convert.vegalite_to_svg(chart.configure(**config).to_dict())
    return svg[svg.index("<svg") :]
