"""办事依据: the rulebook as pages. Help anywhere names an article and opens it here; no person's data is read."""

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework.ui.rulebook import book_today
from casework.ui.voice import page_voice
from zige.explain.voice import Voice
from zige.kinds import Effect
from zige.law.clauses import article_of
from zige.law.lookup import grounds_citing, is_article, known_clause, situations_below, values_citing
from zige.law.phrases import begins_fully, conditions, ends_fully, named_kinds, reads, said, span
from zige.law.rulebook import Ground, Rulebook


class CitedClause(NamedTuple):
    """A clause as a list shows it."""

    clause: str
    citation: str
    text: str


class CitingGround(NamedTuple):
    """A ground that rests on the clause, told in full."""

    effect: Effect
    text: str
    pairs: list[tuple[str, list[str]]]


def whole(request: HttpRequest) -> HttpResponse:
    """All articles, and the situations of Art. 8."""
    book, voice = book_today(), page_voice()
    articles = [_cited(book, voice, clause) for clause in book.clauses if is_article(book, clause)]
    return render(request, "ui/law.html", {**_about(book, voice), "articles": articles})


def clause(request: HttpRequest, clause: str) -> HttpResponse:
    """One clause: what it says, the situations below it, the grounds and times that rest on it."""
    book, voice = book_today(), page_voice()
    if known_clause(book, clause) is None:
        raise Http404(_("没有这一条款。"))
    below = [_cited(book, voice, situation) for situation in situations_below(book, clause)]
    return render(
        request,
        "ui/clause.html",
        {
            **_about(book, voice),
            "clause": clause,
            "citation": voice.clause(clause),
            "text": voice.say(said(book.clauses[clause])) if clause in book.clauses else "",
            "article": _article(book, voice, clause),
            "below": below,
            "grounds": [] if below else [_ground(book, voice, ground) for ground in grounds_citing(book, clause)],
            "values": [(voice.say(one.title), voice.say(one.value)) for one in values_citing(book, clause)],
        },
    )


def _about(book: Rulebook, voice: Voice) -> dict[str, str]:
    return {"book": voice.say(said(book.title)), "in_force": voice.say(span(book.in_force))}


def _cited(book: Rulebook, voice: Voice, clause: str) -> CitedClause:
    return CitedClause(clause, voice.clause(clause), voice.say(said(book.clauses[clause])))


def _article(book: Rulebook, voice: Voice, clause: str) -> CitedClause | None:
    """The article in which a smaller clause lies."""
    article = article_of(clause)
    return None if article is None or is_article(book, clause) else _cited(book, voice, str(article))


def _ground(book: Rulebook, voice: Voice, ground: Ground) -> CitingGround:
    told: dict[str, list[str]] = {
        _("适用险种"): [voice.say(name) for name in named_kinds(book, ground.kinds)],
        _("起止"): [voice.say(begins_fully(ground)), voice.say(ends_fully(ground))],
        _("依据事实"): [voice.say(name) for _code, name in reads(ground)],
        _("条件"): [voice.say(condition) for condition in conditions(ground)],
        _("所需证据"): [voice.say(said(text)) for text in ground.evidence],
    }
    return CitingGround(ground.effect, voice.say(said(ground.text)), list(told.items()))
