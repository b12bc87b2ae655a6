"""What a run hands on: who was certified by what, whom to verify, remind and visit, the results for monitoring."""

import polars as pl

from zige.identity.register import Register
from zige.kinds import FactKind
from zige.law.rules import Rules
from zige.running.assembling import Known
from zige.tables import Attention

CHANGES_PAYMENT = ("suspend", "stop", "resume")
LEVELS = {"county": 6, "town": 9, "village": 12}
"""Digits of a region code for each level of office that a list goes down to."""


def certified(
    determinations: pl.DataFrame, previous: pl.DataFrame | None, signs: pl.DataFrame, rules: Rules
) -> pl.DataFrame:
    """Who is certified as the run before did not know yet, and what proved it: person, day, by, silently.

    Data come a month late, so the days lie in the month or before it. Whom the run before did not have (of the first
    run: everybody) is told if certified in the month or the one before. `by` holds kinds of proof joined by |;
    `silently` is true where no certification was made by or with the person: data alone proved it (Art. 3).
    """
    told = _last_days(determinations)
    before = _last_days(determinations.head(0) if previous is None else previous).rename({"day": "before"})
    both = told.join(before, on="person", how="left", maintain_order="left")
    lately = pl.col("before").is_null() & (_month_of("day") >= rules.month - 1)
    later = (pl.col("day") > pl.col("before")).fill_null(value=False)
    people = both.filter(lately | later).select("person", "day")
    found = people.join(_proofs(people, signs, rules), on="person", how="left").sort("person")
    silently = ~pl.col("by").list.contains(FactKind.CERTIFICATION.value)
    return found.with_columns(silently=silently, by=pl.col("by").list.join("|"))


def _last_days(determinations: pl.DataFrame) -> pl.DataFrame:
    """The latest certified day of each person who has one."""
    days = determinations.group_by("person").agg(day=pl.col("last_certified").max())
    return days.filter(pl.col("day").is_not_null()).sort("person")


def _proofs(people: pl.DataFrame, signs: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """The kinds that certified each person in the month of their last day.

    Where one proof alone did, what lies in an earlier month did not take part (LAW §4).
    """
    reaching = signs.select("person", "kind", "month", "day").join(
        pl.DataFrame(rules.sign_table), on="kind", maintain_order="left"
    )
    met = reaching.join(people.rename({"day": "last"}), on="person").filter(
        pl.col("month") + pl.col("lag") == _month_of("last"),
        pl.col("day") <= pl.col("last"),
        _month_of("last").is_between(pl.col("judged_from"), pl.col("judged_until")),
    )
    alone = pl.col("alone").any().over("person")
    taking_part = met.filter(~alone | (pl.col("lag") == 0))
    return taking_part.group_by("person").agg(by=pl.col("kind").unique().sort())


def _month_of(day: str) -> pl.Expr:
    return pl.col(day).dt.year().cast(pl.Int64) * 12 + pl.col(day).dt.month().cast(pl.Int64) - 1


def lists(determinations: pl.DataFrame, register: Register) -> pl.DataFrame:
    """Whom each county, town and village is to see to, with the name and without the number.

    One row for each benefit and task (an attention code, or a change of payment), with the region of residence cut to
    each level (that of the office where no residence is known), and what a visit needs to know.
    """
    told = determinations.with_columns(tasks=_tasks()).explode("tasks", empty_as_null=True).rename({"tasks": "task"})
    tasks = told.filter(pl.col("task").is_not_null(), pl.col("task") != "")
    people = register.persons.select("person", "name", "region", "residence", "mobility", "phone")
    held = register.benefits.select("benefit_id", "kind", "office", "employer")
    joined = tasks.join(people, on="person", how="left").join(held, on="benefit_id", how="left")
    place = pl.coalesce("region", "office")
    cut = {level: pl.when(place.str.len_chars() >= n).then(place.str.slice(0, n)) for level, n in LEVELS.items()}
    wanted = [
        "person", "name", "benefit_id", "kind", "task", "standing", "grounds", "due_month", "office", "employer",
        "residence", "mobility", "phone",
    ]  # fmt: skip
    return joined.with_columns(**cut).select(*LEVELS, *wanted).sort("village", "person", "benefit_id", "task")


def _tasks() -> pl.Expr:
    """The attention codes, and the change of payment if there is one."""
    codes = pl.col("attention").fill_null("").str.split("|")
    action = pl.when(pl.col("action").is_in(list(CHANGES_PAYMENT))).then(pl.concat_list("action"))
    return pl.concat_list(codes, action.fill_null([]))


def monitoring(determinations: pl.DataFrame, certified_people: pl.DataFrame, register: Register) -> pl.DataFrame:
    """The result of every benefit as provincial monitoring takes it up; the export adds the numbers."""
    held = register.benefits.select("benefit_id", "kind", "office")
    by = certified_people.select("person", "by", "silently")
    joined = determinations.join(held, on="benefit_id", how="left").join(by, on="person", how="left")
    return joined.select(
        "benefit_id", "person", "kind", "office", "month", "standing", "action", "grounds", "last_certified",
        "due_month", certified_by="by", silently="silently",
    ).sort("benefit_id")  # fmt: skip


def questions(known: Known) -> pl.DataFrame:
    """What an officer must find out: what reports and snapshots ask, and what the register itself asks."""
    asked = [_asked("report", known.events.questions), _asked("no_longer_listed", known.unlisted)]
    own = known.register.questions.select("person", "kind", "other")
    return pl.concat([*asked, own], how="diagonal").sort("person", "kind", "number", "line")


def _asked(kind: str, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        "person",
        kind=pl.lit(kind),
        other=pl.lit(None, pl.Int64),
        dataset="dataset",
        day="start",
        number="number",
        line="line",
    )


def counted(determinations: pl.DataFrame) -> dict[str, int]:
    """Benefits by standing, action and attention."""
    counts = {f"standing {word}": count for word, count in _values(determinations["standing"])}
    counts |= {f"action {word}": count for word, count in _values(determinations["action"])}
    codes = determinations["attention"].fill_null("").str.split("|").explode()
    counts |= {f"attention {code}": 0 for code in Attention}
    counts |= {f"attention {word}": count for word, count in _values(codes) if word}
    return dict(sorted(counts.items()))


def _values(words: pl.Series) -> list[tuple[str, int]]:
    table = words.value_counts(sort=False)
    return list(zip(table[words.name].to_list(), table["count"].to_list(), strict=True))
