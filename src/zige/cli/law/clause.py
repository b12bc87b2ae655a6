"""One clause, or one ground, on the terminal: its wording, what follows from it, and where it is carried."""

from rich.text import Text

from zige.cli.law.listing import CLAUSE, WORDING, short_kinds
from zige.cli.law.look import Page
from zige.law.citations import Place, places_of
from zige.law.lookup import CitingValue, grounds_citing, situations_below, values_citing
from zige.law.phrases import begins_fully, citation, conditions, ends_fully, reads, said
from zige.law.rulebook import Ground, Rulebook
from zige.words import Wording

KINDS = {
    "code": Wording("代码", "code"),
    "test": Wording("测试", "test"),
}


def print_clause(page: Page, book: Rulebook, clause: str) -> None:
    """A clause with its wording, the grounds and values that cite it, and the places that carry it."""
    _print_head(page, book, clause)
    for ground in grounds_citing(book, clause):
        print_ground(page, book, ground, clause)
    if below := situations_below(book, clause):
        _print_situations(page, book, below)
    if values := values_citing(book, clause):
        _print_values(page, values)
    _print_places(page, places_of(clause))


def _print_head(page: Page, book: Rulebook, clause: str) -> None:
    head = Text(clause, style="bold blue")
    head.append("  " + "  ".join(citation(clause)), style="bold")
    page.line(head)
    text = book.clauses.get(clause)
    if text is None:
        return
    page.line(page.say(said(text)), 2)
    if text.to_come is not None:
        later = page.choose(
            f"待建：{text.to_come.zh}（后续系列）", f"Still to come: {text.to_come.en} (a later series)"
        )
        page.line(Text(later, style="dim"), 2)


def print_ground(page: Page, book: Rulebook, ground: Ground, clause: str | None = None) -> None:
    """A ground in full; the entry of `clause`, if given, comes first among those it cites."""
    page.console.print()
    page.line(Text.assemble(page.effect(ground.effect), "  ", (ground.code, "bold")))
    page.line(page.say(said(ground.text)), 2)
    page.pairs(_ground_pairs(page, book, ground, clause))


def _ground_pairs(page: Page, book: Rulebook, ground: Ground, clause: str | None) -> list[tuple[str, str]]:
    entries = sorted(ground.clauses, key=lambda entry: entry.clause != clause)
    pairs = [(entry.clause, short_kinds(page, book, entry.kinds)) for entry in entries]
    pairs.append(
        (
            page.choose("起止", "in force"),
            f"{page.say(begins_fully(ground))}{page.choose('，', ', ')}{page.say(ends_fully(ground))}",
        )
    )
    facts = [f"{code}  {page.say(name)}" for code, name in reads(ground)]
    pairs.append((page.choose("依据事实", "facts read"), "\n".join(facts)))
    if further := [page.say(condition) for condition in conditions(ground)]:
        pairs.append((page.choose("条件", "conditions"), "\n".join(further)))
    pairs.append((page.choose("所需证据", "evidence"), "\n".join(page.say(said(text)) for text in ground.evidence)))
    pairs.append((page.choose("可报告的来源", "may report"), ", ".join(ground.reported_by) or "–"))
    return pairs


def _print_situations(page: Page, book: Rulebook, situations: list[str]) -> None:
    page.heading(f"其下 {len(situations)} 种情形", f"Its {len(situations)} situations")
    table = page.table(CLAUSE, WORDING, Wording("情形代码", "ground"))
    for clause in situations:
        codes = "\n".join(ground.code for ground in grounds_citing(book, clause))
        table.add_row(clause, page.say(said(book.clauses[clause])), codes)
    page.show(table)


def _print_values(page: Page, values: list[CitingValue]) -> None:
    page.heading("引用本条款的其他规则", "Other values that cite it")
    page.pairs((value.place, _value(page, value)) for value in values)


def _value(page: Page, value: CitingValue) -> Text:
    text = Text(f"{page.say(value.title)}{page.choose('：', ': ')}{page.say(value.value)}")
    if value.basis is not None:
        text.append("\n" + page.choose("依据：", "from: ") + page.say(value.basis), style="dim")
    return text


def _print_places(page: Page, places: list[Place]) -> None:
    page.heading("代码和测试", "Code and tests")
    found = [place for place in places if place.kind in KINDS]
    if found:
        table = page.table(Wording("类别", "kind"), Wording("位置", "place"), Wording("名称", "name"))
        for place in found:
            table.add_row(page.say(KINDS[place.kind]), place.place, place.name)
        page.show(table)
    else:
        page.line(Text(page.choose("没有单独的代码。", "No code of its own."), style="dim"), 2)
    _print_scenarios(page, [place for place in places if place.kind == "scenario"])


def _print_scenarios(page: Page, scenarios: list[Place]) -> None:
    if scenarios:
        page.heading(
            f"案例（{len(scenarios)} 个，zige law test）", f"Scenarios ({len(scenarios)}, run by zige law test)"
        )
    for scenario in scenarios:
        zh, _, en = scenario.name.partition(" / ")
        page.line(f"· {page.choose(zh, en)}", 2)
