"""What an evaluation measures, from tables of what was said and what is true alone: shares, delays, months and money.

    outcomes        benefit_id, month, person, kind, county, age, names, said, due, grounds, true_grounds, attention,
                    amount, alive (`zige.evaluation.outcomes`)
    certifications  person, month, silently
    answers         what the officer answered (`zige.evaluation.officer`)
    matches         dataset, line, flaw, level, result (`zige.evaluation.matching`)

Months are benefit-months, money is fen. Overpaid: paid though in truth a ground was in force. Withheld: not paid though
in truth none was; by its cause: `fact` (a verified fact that is not true, or has ended), `overdue` (nobody proved the
living person alive in time, Art. 7), `opening` (taken over at go-live and not yet explained).
"""

from typing import Any

import polars as pl

col, lit, when = pl.col, pl.lit, pl.when

GROUPINGS = ("all", "scheme", "county", "age", "names")
COLUMN_OF = {"scheme": "kind", "county": "county", "age": "age", "names": "names"}
OVERDUE, OPENINGS = "unconfirmed", ("opening_stop", "opening_suspend")
CAUSES = ("fact", "overdue", "opening")
LOOKED_AT = ("verify", "contradiction")
Rows = list[dict[str, Any]]


def judged(outcomes: pl.DataFrame) -> pl.DataFrame:
    """The outcomes with `overpaid`, `withheld`, `cause` of withholding, and `case`: newly to be verified."""
    paid, due = col("said") == "continue", col("due") == "continue"
    grounds = col("grounds").fill_null("").str.split("|")
    facts = grounds.list.set_difference([OVERDUE, *OPENINGS, ""])
    opening = pl.any_horizontal(grounds.list.contains(code) for code in OPENINGS)
    cause = when(facts.list.len() > 0).then(lit("fact")).when(opening).then(lit("opening")).otherwise(lit("overdue"))
    codes = col("attention").str.split("|")
    asked = pl.any_horizontal(codes.list.contains(code) for code in LOOKED_AT)
    told = outcomes.sort("benefit_id", "month").with_columns(
        overpaid=paid & ~due, withheld=~paid & due, asked=asked, all=lit("all")
    )
    told = told.with_columns(cause=when("withheld").then(cause))
    return told.with_columns(case=col("asked") & ~col("asked").shift(1).over("benefit_id").fill_null(value=False))


def by_group(outcomes: pl.DataFrame, certifications: pl.DataFrame) -> dict[str, Rows]:
    """The figures of every group of every grouping; `outcomes` as `judged` gives them."""
    silent = _silence(outcomes, certifications)
    return {name: _figures(outcomes, silent, COLUMN_OF.get(name, name)) for name in GROUPINGS}


def _silence(outcomes: pl.DataFrame, certifications: pl.DataFrame) -> pl.DataFrame:
    """Each living person who must be certified, in the last month: whether data proved it, or only the person."""
    proof = certifications.group_by("person").agg(silently=col("silently").any(), proven=lit(value=True))
    last = outcomes.filter(col("month") == col("month").max(), "alive", col("kind") != "unemployment")
    people = last.unique("person", keep="first", maintain_order=True).join(proof, on="person", how="left")
    return people.with_columns(col("silently", "proven").fill_null(value=False))


def _figures(outcomes: pl.DataFrame, silent: pl.DataFrame, column: str) -> Rows:
    last = (col("month") == col("month").max()).over(lit(1))
    months = {f"withheld_{cause}": (col("cause") == cause).fill_null(value=False) for cause in CAUSES}
    marked = outcomes.with_columns(last=last, **months)
    told = marked.group_by(column).agg(
        people=col("person").n_unique(),
        benefit_months=pl.len().cast(pl.Int64),
        overpaid_months=col("overpaid").sum().cast(pl.Int64),
        overpaid_fen=col("amount").filter("overpaid").sum(),
        **{f"{name}_months": col(name).sum().cast(pl.Int64) for name in months},
        **{f"{name}_fen": col("amount").filter(name).sum() for name in months},
        wrongly_suspended=_benefits(col("withheld_fact") & (col("said") == "suspend")),
        wrongly_stopped=_benefits(col("withheld_fact") & (col("said") == "stop")),
        still_wrong=_benefits(col("withheld_fact") & col("last")),
        overdue_suspended=_benefits(col("withheld_overdue")),
        cases=col("case").sum().cast(pl.Int64),
        months=col("month").n_unique(),
    )
    people = silent.group_by(column).agg(
        living=pl.len().cast(pl.Int64),
        silent=col("silently").mean(),
        themselves=(col("proven") & ~col("silently")).mean(),
    )
    rate = col("cases") * 12_000 / (col("people") * col("months"))
    joined = told.join(people, on=column, how="left").with_columns(cases_per_1000_a_year=rate)
    return joined.sort(column).rename({column: "group"}).with_columns(col("group").cast(pl.String)).to_dicts()


def _benefits(condition: pl.Expr) -> pl.Expr:
    return col("benefit_id").filter(condition).n_unique().cast(pl.Int64)


def by_ground(outcomes: pl.DataFrame) -> Rows:
    """Recall and delay of each ground that truly came into force, or was when the city began.

    true (benefits), found (of them), recall, asked (found, or put to an officer), delay_mean and delay_median in months
    of those found, null where none was. The dead of whom the first roster said that they are paid no more are left out:
    nobody had to find them.
    """
    said = _every_month(outcomes, "grounds")
    opened = said.filter(col("ground").is_in(OPENINGS), col("month") == outcomes["month"].min())
    taken_over = opened.select("benefit_id", ground=lit("death"), since="month")
    began = _first_months(outcomes, "true_grounds").rename({"month": "since"})
    truly = began.join(taken_over, on=["benefit_id", "ground", "since"], how="anti")
    found = _since(truly, said, ["benefit_id", "ground"], "found")
    asked = _since(truly, outcomes.filter("asked").select("benefit_id", "month"), ["benefit_id"], "asked")
    told = truly.join(found, on=["benefit_id", "ground"], how="left").join(
        asked, on=["benefit_id", "ground"], how="left"
    )
    delay = col("found") - col("since")
    figures = told.group_by("ground").agg(
        true=pl.len().cast(pl.Int64),
        found=col("found").count().cast(pl.Int64),
        recall=col("found").is_not_null().mean(),
        asked=(col("found").is_not_null() | col("asked").is_not_null()).mean(),
        delay_mean=delay.mean(),
        delay_median=delay.median(),
    )
    return figures.sort("true", "ground", descending=[True, False]).to_dicts()


def _every_month(outcomes: pl.DataFrame, column: str) -> pl.DataFrame:
    """benefit_id, ground, month for every ground in force."""
    listed = outcomes.select("benefit_id", "month", ground=col(column).str.split("|"))
    return listed.explode("ground").filter(col("ground").is_not_null(), col("ground") != "")


def _first_months(outcomes: pl.DataFrame, column: str) -> pl.DataFrame:
    months = _every_month(outcomes, column)
    return months.group_by("benefit_id", "ground").agg(col("month").min()).sort("benefit_id", "ground")


def _since(truly: pl.DataFrame, months: pl.DataFrame, on: list[str], name: str) -> pl.DataFrame:
    """The first of the months from that in which the ground came into force."""
    later = truly.join(months, on=on).filter(col("month") >= col("since"))
    return later.group_by("benefit_id", "ground").agg(col("month").min().alias(name))


def by_match(matches: pl.DataFrame, column: str) -> Rows:
    """Counts of each result of matching, by `level`, `dataset` or `flaw`; flaws of one row are counted each."""
    told = matches
    if column == "flaw":
        told = matches.with_columns(col("flaw").str.split("|")).explode("flaw").filter(col("flaw") != "")
    results = ("right", "wrong", "offered", "offered_wrong", "missed", "stranger")
    counts = {name: (col("result") == name).sum().cast(pl.Int64) for name in results}
    figures = told.group_by(column).agg(rows=pl.len().cast(pl.Int64), **counts)
    known = col("rows") - col("stranger")
    return figures.with_columns(missed_share=when(known > 0).then(col("missed") / known)).sort(column).to_dicts()


def by_answer(answers: pl.DataFrame) -> Rows:
    """What the officer answered: occasion, status, wrongly, and how often."""
    keys = ["occasion", "status", "wrong"]
    return answers.group_by(keys).agg(answers=pl.len().cast(pl.Int64)).sort(keys).to_dicts()


def headline(groups: dict[str, Rows], grounds: Rows) -> dict[str, float | None]:
    """The few figures by which scenarios are compared; months are per 1,000 benefit-months."""
    all_ = groups["all"][0]
    death = next((row for row in grounds if row["ground"] == "death"), {"recall": None, "delay_mean": None})
    months = {name: 1000 * all_[f"{name}_months"] / all_["benefit_months"] for name in ("overpaid", "withheld_fact")}
    return {
        "silent": all_["silent"],
        "recall_death": death["recall"],
        "delay_death": death["delay_mean"],
        **months,
        "withheld_overdue": 1000 * all_["withheld_overdue_months"] / all_["benefit_months"],
        "still_wrong": all_["still_wrong"],
        "cases": all_["cases_per_1000_a_year"],
    }
