"""Components as tags, known to every template without loading (DESIGN §8)."""

import datetime as dt
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from casework.ui.rulebook import book_today
from casework.ui.voice import page_voice
from zige.explain.model import Strip
from zige.explain.page import legend_of, years_of
from zige.explain.strip import CHARACTERS
from zige.explain.voice import in_yuan
from zige.kinds import BenefitKind, Standing
from zige.law.months import parse_month
from zige.law.phrases import said
from zige.words import STANDINGS

register = template.Library()

STANDING_SHAPES = {Standing.CONTINUE: "round", Standing.SUSPEND: "dashed", Standing.STOP: "stop"}
SHAPES = frozenset({"square", "round", "dashed", "filled", "ring", "stop"})
"""Of badges: `stop` is the only red one and belongs to the standing 停 alone, `ring` is what was done by a person."""


@register.simple_tag
def standing(value: str) -> SafeString:
    """`{% standing "suspend" %}`: 续发, 暂停 or 停止 as a badge."""
    one = Standing(value)
    return badge(page_voice().say(STANDINGS[one]), CHARACTERS[one], STANDING_SHAPES[one])


@register.simple_tag
def badge(text: str, sign: str, shape: str = "square") -> SafeString:
    """`{% badge _("待核实") "核" "dashed" %}`: a character in a shape, and the text that says it."""
    if shape not in SHAPES:
        raise ValueError(f"no shape of a badge: {shape}; choose one of {', '.join(sorted(SHAPES))}")
    return format_html('<span class="badge {}"><i aria-hidden="true">{}</i>{}</span>', shape, sign, text)


@register.inclusion_tag("ui/law_link.html")
def law(clause: str) -> dict[str, Any]:
    """`{% law "8.2.1.4" %}`: the article by its name, which opens it."""
    return {"clause": clause, "citation": page_voice().clause(clause)}


@register.inclusion_tag("ui/month_strip.html")
def month_strip(strip: Strip, legend: bool = True) -> dict[str, Any]:
    """`{% month_strip explanation.strip %}`: months of a benefit as the engine tells them."""
    since = parse_month(strip.earlier_since) if strip.earlier_since else None
    return {
        "strip": strip,
        "since": since,
        "years": years_of(strip.months),
        "legend": legend_of(strip) if legend else [],
    }


@register.simple_block_tag
def cell(content: str, label: str, kind: str = "") -> SafeString:
    """`{% cell _("姓名") "main" %}…{% endcell %}`: a cell of a list, which names its column where a phone stacks rows.

    No style can give generated text a capital at its beginning, as column heads have it.
    Kinds: `main` leads the row on a phone, `number` stands to the right.
    """
    return format_html('<td role="cell" class="{}" data-label="{}"><div>{}</div></td>', kind, capfirst(label), content)


@register.filter
def month(value: int) -> str:
    """A month of the engine (year * 12 + month - 1): 2026年3月, March 2026."""
    return page_voice().month(value)


@register.filter(expects_localtime=True)
def day(value: dt.date | None) -> str:
    """2026年3月5日, 5 March 2026; nothing of no day."""
    return page_voice().day(value) if value else ""


@register.filter(expects_localtime=True)
def when(value: dt.datetime | None) -> str:
    """2026年3月5日 14:05, 5 March 2026 14:05; nothing of no time."""
    return f"{page_voice().day(value)} {value:%H:%M}" if value else ""


@register.filter
def benefit_kind(value: str) -> str:
    """The name of a kind of benefit: 城乡居民基本养老金, basic pension of residents."""
    return page_voice().say(said(book_today().benefit_kinds[BenefitKind(value)]))


@register.filter
def grouped(count: int) -> str:
    """12,345."""
    return f"{count:,}"


@register.filter
def yuan(fen: int) -> str:
    """Whole fen as 1,234.50, with a true minus sign."""
    return f"{in_yuan(fen):,.2f}".replace("-", "−")
