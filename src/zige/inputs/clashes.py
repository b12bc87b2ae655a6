"""The refusals of LAW §8 about rows taken together: keys that stand twice, versions that disagree."""

from collections.abc import Iterator
from dataclasses import dataclass

import narwhals as nw

from zige.backends.base import Frame
from zige.tables import AMOUNTS, BENEFITS, FACTS, PAID, Table


@dataclass(frozen=True)
class Clash:
    """Rows of `table` that may not stand as they do: their keys, the column to name, what to say of the last."""

    table: Table
    keys: Frame
    key: tuple[str, ...]
    column: str
    zh: str
    en: str


def clashes(benefits: Frame, facts: Frame, versions: Frame, amounts: Frame, payers: Frame) -> Iterator[Clash]:
    """Every clash that LAW §8 refuses, as a table of the keys concerned, empty where all is well.

    `versions` holds the rows of the facts with more than one version, `payers` the benefit_ids of the ledger.
    """
    yield Clash(
        BENEFITS, _standing_twice(benefits, BENEFITS.key), BENEFITS.key, "benefit_id",
        "同一待遇出现两次；请只留一行", "this benefit is listed twice; keep one row",
    )  # fmt: skip
    yield from _version_clashes(versions)
    yield Clash(
        FACTS, _of_another_person(benefits, facts), ("fact_id",), "benefit_id",
        "此待遇属于另一人；请核对 id_number 或 benefit_id",
        "this benefit is another person's; check id_number or benefit_id",
    )  # fmt: skip
    yield Clash(
        AMOUNTS, _standing_twice(amounts, AMOUNTS.key), AMOUNTS.key, "from_month",
        "同一待遇同一月份有两个金额；请只留一行", "two amounts for one benefit and month; keep one row",
    )  # fmt: skip
    yield Clash(
        PAID, payers.join(benefits, on="benefit_id", how="anti"), ("benefit_id",), "benefit_id",
        "待遇名册中没有此待遇；请补入名册或删去此行",
        "this benefit is not in the benefits; add it there or remove the row",
    )  # fmt: skip


def _version_clashes(versions: Frame) -> Iterator[Clash]:
    yield Clash(
        FACTS, _standing_twice(versions, FACTS.key), FACTS.key, "version",
        "同一事实的两行收到日期与版本号都相同；请改正其一的版本号",
        "two rows of one fact have the same received date and version; correct one version",
    )  # fmt: skip
    for column in ("id_number", "kind"):
        yield Clash(
            FACTS, _disagreeing(versions, column), ("fact_id",), "fact_id",
            f"同一事实各版本的 {column} 不一致；不同的事实请用不同的 fact_id",
            f"versions of one fact differ in {column}; give different facts different fact_ids",
        )  # fmt: skip


def _standing_twice(rows: Frame, key: tuple[str, ...]) -> Frame:
    return rows.group_by(*key).agg(rows=nw.len()).filter(nw.col("rows") > 1).select(*key)


def _disagreeing(versions: Frame, column: str) -> Frame:
    spread = versions.group_by("fact_id").agg(least=nw.col(column).min(), greatest=nw.col(column).max())
    return spread.filter(nw.col("least") != nw.col("greatest")).select("fact_id")


def _of_another_person(benefits: Frame, facts: Frame) -> Frame:
    owners = benefits.select("benefit_id", owner="id_number")
    naming = facts.filter(~nw.col("benefit_id").is_null()).select("benefit_id", "fact_id", "id_number")
    named = owners.join(naming, on="benefit_id")
    return named.filter(nw.col("owner") != nw.col("id_number")).select("fact_id")
