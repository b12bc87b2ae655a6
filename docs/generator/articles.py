"""docs/reference/articles.md: where each article and each situation of Art. 8 stands, or that it is still to come."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath

from generator import markdown as md
from generator.citing import Cited
from zige.law.citations import Place
from zige.law.lookup import grounds_citing, is_article, values_citing
from zige.law.phrases import begins_fully, citation, conditions, ends_fully, reads
from zige.law.rulebook import Ground, Rulebook
from zige.words import EFFECTS

INTRODUCTION = """Every article of the regulation in our own short words, with what carries it. The regulation's own
text is not repeated here. `zige law CLAUSE` shows the same on the terminal."""


def page(book: Rulebook, found: Cited) -> str:
    """The page of a rulebook and the places that carry its clauses."""
    articles = [clause for clause in book.clauses if is_article(book, clause)]
    parts = [part for clause in articles for part in _article(book, clause, found)]
    for clause in (clause for clause in book.clauses if not clause[0].isdigit()):
        parts += _article(book, clause, found)
    return md.page("条文对照 · Articles", INTRODUCTION, *parts)


def _article(book: Rulebook, clause: str, found: Cited) -> Iterator[str]:
    text, cited = book.clauses[clause], citation(clause)
    yield f"## {clause} · {cited.zh} · {cited.en}"
    yield f"{text.zh}\\\n{text.en}"
    yield md.bullets([*_values(book, clause), *_places(found.get(clause, [])), *_to_come(book, clause)])
    if clause == "8":
        yield from _situations(book, found)
        yield from _grounds(book)


def _values(book: Rulebook, clause: str) -> Iterator[str]:
    for ground in grounds_citing(book, clause):
        yield f"Ground [`{ground.code}`](#{ground.code}): {ground.text.zh} {ground.text.en}"
    for value in values_citing(book, clause):
        yield f"Rulebook `{value.place}`: {value.title.zh}：{value.value.zh} / {value.title.en}: {value.value.en}"


LABELS = {"code": "Code", "test": "Tests"}


def _places(places: list[Place]) -> Iterator[str]:
    for kind, label in LABELS.items():
        if links := [link(place) for place in places if place.kind == kind]:
            yield f"{label}: {', '.join(links)}"
    if scenarios := sum(place.kind == "scenario" for place in places):
        yield f"Scenarios: {scenarios}"


def link(place: Place) -> str:
    """A place as a link from docs/reference to its file."""
    return f"[`{place.name}`](../../{place.place}) in {PurePosixPath(place.place).name}"


def _to_come(book: Rulebook, clause: str) -> Iterator[str]:
    later = book.clauses[clause].to_come
    if later is not None:
        yield f"Still to come: {later.zh} / {later.en}"


def _situations(book: Rulebook, found: Cited) -> Iterator[str]:
    clauses = book.structure.situation_clauses
    for sentence, situations in groupby(clauses, key=lambda clause: clause.rpartition(".")[0]):
        cited = citation(sentence)
        yield f"### {sentence} · {cited.zh} · {cited.en}"
        yield md.table(
            ["条款 clause", "内容 in our words", "情形 grounds", "代码和测试 code and tests", "案例 scenarios"],
            (_situation(book, clause, found.get(clause, [])) for clause in situations),
        )


def _situation(book: Rulebook, clause: str, places: list[Place]) -> list[str]:
    text = book.clauses[clause]
    grounds = ", ".join(f"[`{ground.code}`](#{ground.code})" for ground in grounds_citing(book, clause))
    carried = "\n".join(link(place) for place in places if place.kind in LABELS)
    return [clause, md.both(text.zh, text.en), grounds, carried, str(sum(p.kind == "scenario" for p in places))]


def _grounds(book: Rulebook) -> Iterator[str]:
    yield "### Grounds"
    for ground in book.grounds:
        effect = EFFECTS[ground.effect]
        yield f"#### {ground.code}"
        yield f"{effect.zh} · {effect.en}\\\n{ground.text.zh}\\\n{ground.text.en}"
        yield md.bullets(_ground(ground))


def _ground(ground: Ground) -> Iterator[str]:
    for entry in ground.clauses:
        yield f"{entry.clause}: {md.code(entry.kinds)}"
    begin, end = begins_fully(ground), ends_fully(ground)
    yield f"起止 in force: {begin.zh}，{end.zh} / {begin.en}, {end.en}"
    for kind, name in reads(ground):
        yield f"依据 reads: `{kind}` {name.zh} / {name.en}"
    for condition in conditions(ground):
        yield f"条件 condition: {condition.zh} / {condition.en}"
    for text in ground.evidence:
        yield f"证据 evidence: {text.zh} / {text.en}"
    yield f"可报告 may report: {md.code(ground.reported_by) or '–'}"
