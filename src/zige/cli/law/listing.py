"""The whole rulebook on the terminal, section by section, in the order of the file."""

from pathlib import Path

from rich.text import Text

from zige.cli.language import Language
from zige.cli.law.look import Page
from zige.kinds import BenefitKind, Effect, FactKind
from zige.law.citations import places_of
from zige.law.lookup import grounds_citing, is_article, situations_below, values_citing
from zige.law.phrases import begins, ends, measure, named_kinds, said, span, starts
from zige.law.rulebook import ClauseOfKinds, Ground, Reward, Rulebook
from zige.tables import Attention
from zige.words import EFFECTS, FACT_KINDS, Wording

CLAUSE = Wording("条款", "clause")
WORDING = Wording("内容", "in our words")
CARRIED = Wording("情形、规则", "grounds, rules")
CODE = Wording("代码", "code")


def print_law(page: Page, book: Rulebook) -> None:
    """Everything the rulebook says, each value with its clause."""
    title, months = page.say(said(book.title)), page.say(span(book.in_force))
    page.console.print(Text(title, style="bold"))
    page.line(page.choose(f"规则 {book.code}，施行 {months}。", f"Rulebook {book.code}, in force {months}. "), 2)
    page.line(page.choose("zige law 8.2.1.4 看一个条款，zige law death 看一种情形。",
                          "zige law 8.2.1.4 shows one clause, zige law death one ground."), 2)  # fmt: skip
    for section in (_kinds, _articles, _situations, _stops, _suspends, _cycle, _life_signs, _deadlines, _rewards):
        section(page, book)
    _attention(page, book)


def _kinds(page: Page, book: Rulebook) -> None:
    page.heading("险种", "Benefit kinds")
    table = page.table(CODE, Wording("名称", "name"), CLAUSE)
    for kind, name in book.benefit_kinds.items():
        table.add_row(kind.value, page.say(said(name)), name.clause or "")
    page.show(table)


def _articles(page: Page, book: Rulebook) -> None:
    articles = [clause for clause in book.clauses if is_article(book, clause)]
    page.heading(f"条文（{len(articles)} 条）", f"Articles ({len(articles)})")
    table = page.table(Wording("条", "art."), WORDING, CARRIED)
    for clause in articles:
        table.add_row(clause, page.say(said(book.clauses[clause])), carried(page, book, clause))
    page.show(table)


def carried(page: Page, book: Rulebook, clause: str) -> Text:
    """In few words what of a rulebook carries an article, or the series that will."""
    later = book.clauses[clause].to_come
    found = [ground.code for ground in grounds_citing(book, clause)]
    found += [value.place for value in values_citing(book, clause)]
    if below := situations_below(book, clause):
        found.append(page.choose(f"{len(below)} 种情形，见下", f"{len(below)} situations, below"))
    if not found:
        found = [f"{place.name} ({Path(place.place).name})" for place in places_of(clause) if place.kind == "code"]
    text = Text("\n".join(found))
    if later is not None:
        coming = page.choose(f"待建：{later.zh}", f"still to come: {later.en}")
        text.append(("\n" if found else "") + coming, style="dim")
    return text


def _situations(page: Page, book: Rulebook) -> None:
    count = len(book.structure.situation_clauses)
    page.heading(f"第八条的 {count} 种情形", f"The {count} situations of Art. 8")
    table = page.table(CLAUSE, WORDING, Wording("情形代码", "ground"))
    for clause in (*book.structure.situation_clauses, *(c for c in book.clauses if not c[0].isdigit())):
        codes = "\n".join(ground.code for ground in grounds_citing(book, clause))
        table.add_row(clause, page.say(said(book.clauses[clause])), codes)
    page.show(table)


def _stops(page: Page, book: Rulebook) -> None:
    _grounds(page, book, Effect.STOP)


def _suspends(page: Page, book: Rulebook) -> None:
    _grounds(page, book, Effect.SUSPEND)


def _grounds(page: Page, book: Rulebook, effect: Effect) -> None:
    grounds = [ground for ground in book.grounds if ground.effect is effect]
    name = EFFECTS[effect]
    page.heading(f"{name.zh}情形（{len(grounds)} 种）", f"Grounds that {name.en} ({len(grounds)})")
    table = page.table(
        Wording("情形", "ground"), CLAUSE, Wording("险种", "benefit kinds"),
        Wording("起", "from"), Wording("止", "to"), Wording("证据", "evidence"), rigid=2,
    )  # fmt: skip
    for ground in grounds:
        for at, entry in enumerate(ground.clauses):
            table.add_row(*_ground_row(page, book, ground, entry, first=at == 0))
    page.show(table)


def _ground_row(page: Page, book: Rulebook, ground: Ground, entry: ClauseOfKinds, first: bool) -> list[str]:
    kinds = short_kinds(page, book, entry.kinds)
    if not first:
        return ["", entry.clause, kinds]
    return [
        ground.code,
        entry.clause,
        kinds,
        page.say(begins(ground)),
        page.say(ends(ground)),
        str(len(ground.evidence)),
    ]


def short_kinds(page: Page, book: Rulebook, kinds: tuple[BenefitKind, ...]) -> str:
    """Kinds of benefit, one to a line: names in Chinese, codes in English, which are shorter there."""
    names = [page.say(name) for name in named_kinds(book, kinds)]
    short = page.language is Language.ZH or len(names) < len(kinds)
    return "\n".join(names if short else kinds)


def _cycle(page: Page, book: Rulebook) -> None:
    cycle = book.cycle
    page.heading("认证周期", "Certification cycle")
    page.pairs([
        (page.say(CLAUSE), cycle.clause),
        (page.choose("周期", "cycle"), page.choose(f"{cycle.months} 个月", f"{cycle.months} months")),
        (page.choose("首个周期", "first cycle"), page.say(starts(cycle))),
        (page.choose("险种", "benefit kinds"), short_kinds(page, book, cycle.kinds)),
        (page.choose("逾期", "overdue"), cycle.ground),
    ])  # fmt: skip


GRADES = {
    "A": Wording("本人在场且核过身份，单独算数", "present and identified: proves alone"),
    "B": Wording("核过身份，要两个来源", "identified: two sources needed"),
    "C": Wording("他人也可能使用，不算数", "usable by others: proves nothing"),
}


def _life_signs(page: Page, book: Rulebook) -> None:
    signs = book.life_signs
    page.heading("在世记录", "Life signs")
    clause, months = signs.clause, signs.window_months
    zh = f"条款 {clause}；B 级的两个来源须在 {months} 个月之内。"
    page.line(page.choose(zh, f"Clause {clause}; the two sources of grade B lie within {months} months."), 2)
    table = page.table(Wording("级", "grade"), Wording("含义", "meaning"), Wording("记录", "kinds"))
    table.add_row("–", page.choose("资格认证", "certification"), _facts(page, signs.certifications))
    for grade, meaning in GRADES.items():
        table.add_row(grade, page.say(meaning), _facts(page, getattr(signs.grades, grade)))
    page.show(table)


def _facts(page: Page, kinds: tuple[FactKind, ...]) -> str:
    return "\n".join(f"{kind}  {page.say(FACT_KINDS[kind])}" for kind in kinds)


def _deadlines(page: Page, book: Rulebook) -> None:
    page.heading("期限", "Deadlines")
    table = page.table(CODE, CLAUSE, Wording("期限", "length"), WORDING, Wording("设定", "policy"))
    for code, deadline in book.deadlines.items():
        policy = "●" if deadline.policy else ""
        table.add_row(code, deadline.clause, page.say(measure(deadline)), page.say(said(deadline.text)), policy)
    page.show(table)
    page.line(
        Text(
            page.choose("● 未查到有约束力的规定，由当地设定。", "● No binding text found: set by the city."),
            style="dim",
        ),
        2,
    )


def _rewards(page: Page, book: Rulebook) -> None:
    page.heading("举报奖励", "Rewards for reports")
    for at, reward in enumerate(book.rewards):
        if at:
            page.console.print()
        page.line(f"{page.say(said(reward.title))}  {page.say(span(reward.in_force))}", 2)
        page.pairs(_reward_pairs(page, reward))


def _reward_pairs(page: Page, reward: Reward) -> list[tuple[str, str]]:
    rate, fine, months = f"{reward.rate.value:%}", f"{reward.fine_rate.value:%}", reward.claim_months.value
    return [
        (page.say(CLAUSE), reward.clause),
        (page.choose("比例", "rate"), page.choose(f"{rate}，罚款部分 {fine}", f"{rate}, of fines {fine}")),
        (page.choose("金额（元）", "yuan"), f"{reward.minimum.value} – {reward.maximum.value}"),
        (page.choose("领取期限", "to be claimed"), page.choose(f"{months} 个月内", f"within {months} months")),
        (page.choose("支付", "paid by"), page.say(said(reward.payer))),
        (page.choose("不奖励", "not for"), "\n".join(page.say(said(text)) for text in reward.excluded)),
    ]


def _attention(page: Page, book: Rulebook) -> None:
    page.heading("提示", "Attention")
    table = page.table(CODE, Wording("含义", "meaning"))
    texts = book.attention.texts
    for code in Attention:
        text = texts.register_ if code is Attention.REGISTER else getattr(texts, code)
        table.add_row(code.value, page.say(said(text)))
    page.show(table)
