"""What a run hands on: who was certified by what, whom to verify, remind and visit, the results for monitoring."""

import polars as pl

from zige.facts.events import Events
from zige.identity.register import Register
from zige.tables import Attention

CHANGES_PAYMENT = ("suspend", "stop", "resume")
LEVELS = {"county": 6, "town": 9, "village": 12}
"""Digits of a region code for each level of office that a list goes down to."""


def certified(determinations: pl.DataFrame, signs: pl.DataFrame, month: int) -> pl.DataFrame:
    """Who was certified in the month and what proved it: person, day, by (kinds joined by |), silently.

    `silently` is true where no certification was made by or with the person: data alone proved it (Art. 3).
    """
    day = pl.col("last_certified")
    in_month = day.dt.year().cast(pl.Int64) * 12 + day.dt.month().cast(pl.Int64) - 1 == month
    people = determinations.filter(in_month).select("person", day=day).unique(maintain_order=True)
    proofs = signs.filter(pl.col("month") >= month - 1).join(people.rename({"day": "last"}), on="person")
    by = proofs.filter(pl.col("day") <= pl.col("last")).group_by("person").agg(by=pl.col("kind").unique().sort())
    found = people.join(by, on="person", how="left").sort("person")
    return found.with_columns(silently=~pl.col("by").list.contains("certification"), by=pl.col("by").list.join("|"))


def lists(determinations: pl.DataFrame, register: Register) -> pl.DataFrame:
    """Whom each county, town and village is to see to, with the name and without the number.

    One row for each benefit and task (an attention code, or a change of payment), with the region of residence cut to
    each level, `office` of the benefit, and what a visit needs to know.
    """
    told = determinations.with_columns(tasks=_tasks()).explode("tasks", empty_as_null=True).rename({"tasks": "task"})
    tasks = told.filter(pl.col("task").is_not_null(), pl.col("task") != "")
    people = register.persons.select("person", "name", "region", "residence", "mobility", "phone")
    held = register.benefits.select("benefit_id", "kind", "office", "employer")
    joined = tasks.join(people, on="person", how="left").join(held, on="benefit_id", how="left")
    cut = {level: pl.col("region").str.slice(0, digits) for level, digits in LEVELS.items()}
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


def questions(events: Events, register: Register) -> pl.DataFrame:
    """What an officer must find out: reports that are no fact yet, and what the register itself asks."""
    asked = events.questions.select(
        "person",
        kind=pl.lit("report"),
        other=pl.lit(None, pl.Int64),
        dataset="dataset",
        day="start",
        number="number",
        line="line",
    )
    own = register.questions.select("person", "kind", "other")
    return pl.concat([asked, own], how="diagonal").sort("person", "kind", "number", "line")


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
