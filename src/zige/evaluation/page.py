"""The evaluation as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from zige.evaluation.charts import Bars, bars
from zige.evaluation.report import Evaluation
from zige.evaluation.texts import texts
from zige.evaluation.wording import (
    FLAWS,
    GROUPINGS,
    HEADLINE,
    RESULTS,
    SHARES,
    dataset_name,
    ground_name,
    group_name,
    parameter_name,
    scenario_name,
)
from zige.law.lawbook import load_lawbook
from zige.law.months import parse_month
from zige.law.rulebook import Rulebook
from zige.words import Wording

NONE = "–"
_LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True)
class Grid:
    """A table of the page: its headings, and rows of texts; the first column names the row."""

    headings: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Chart:
    """A chart of the page: the picture, and all that it shows in words for those who do not see it."""

    picture: Markup
    words: str


def chart(rows: Bars) -> Chart:
    """The chart of (row, series, value, text)."""
    several = len({series for _, series, _, _ in rows}) > 1
    told = (f"{row}{f' {series}' if several else ''} {text}" for row, series, _, text in rows)
    return Chart(Markup(bars(rows)), "; ".join(told))  # noqa: S704


def as_page(told: Evaluation, language: str) -> str:
    """The page, in `zh` or `en`."""
    return _template().render(
        language_tag=_LANGUAGE_TAGS[language], text=texts(language), told=told, page=_Page(told, language)
    )


def figure(name: str, value: float | None) -> str:
    """A headline figure as text."""
    if value is None:
        return NONE
    if name in SHARES:
        return share(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def share(value: float | None) -> str:
    """A share as a percentage with one decimal place."""
    return NONE if value is None else f"{100 * value:.1f} %"


def yuan(fen: int | None) -> str:
    """Money in whole yuan."""
    return f"{round((fen or 0) / 100):,}"


class _Page:
    """The figures of an evaluation as the tables and charts of the page."""

    def __init__(self, told: Evaluation, language: str) -> None:
        self._told, self._language, self._text = told, language, texts(language)

    def _say(self, wording: Wording) -> str:
        return wording.zh if self._language == "zh" else wording.en

    @property
    def _book(self) -> Rulebook:
        return load_lawbook().at(parse_month(self._told["city"]["last_month"]))

    @property
    def first(self) -> dict[str, Any]:
        """The scenario that the page is about."""
        scenario: dict[str, Any] = self._told["scenarios"][0]
        return scenario

    @property
    def tiles(self) -> list[tuple[str, str]]:
        """The headline: each figure with its name."""
        return [(figure(name, self.first["headline"][name]), self._say(word)) for name, word in HEADLINE.items()]

    @property
    def scenarios(self) -> Grid:
        """The headline of every scenario, one a row."""
        rows = [
            [self._say(scenario_name(each["name"])), *(figure(name, each["headline"][name]) for name in HEADLINE)]
            for each in self._told["scenarios"]
        ]
        return Grid([self._text["scenario"], *map(self._say, HEADLINE.values())], rows)

    @property
    def swept(self) -> Grid:
        """The headline of every city of the sweep, one a row."""
        rows = [
            [self._say(parameter_name(each["parameter"], each["value"])) if each["parameter"] else self._text["base"]]
            + [figure(name, each["headline"][name]) for name in HEADLINE]
            for each in self._told.get("sweep", [])
        ]
        return Grid([self._text["parameter"], *map(self._say, HEADLINE.values())], rows)

    @property
    def grounds(self) -> Grid:
        """Recall and delay of each ground."""
        rows = [
            [
                self._say(ground_name(row["ground"], self._book)), f"{row['true']:,}", f"{row['found']:,}",
                share(row["recall"]), share(row["asked"]), figure("delay", row["delay_mean"]),
            ]
            for row in self.first["grounds"]
        ]  # fmt: skip
        return Grid([self._text[name] for name in ("ground", "true", "found", "recall", "asked", "delay")], rows)

    def group(self, grouping: str) -> Grid:
        """The figures of each group of a grouping."""
        headings = (
            "people", "silent", "themselves", "overpaid", "overpaid_yuan", "withheld_fact", "withheld_fact_yuan",
            "withheld_overdue", "wrongly_suspended", "wrongly_stopped", "cases",
        )  # fmt: skip
        rows = [
            [
                self._group_name(grouping, row), f"{row['people']:,}", share(row["silent"]), share(row["themselves"]),
                f"{row['overpaid_months']:,}", yuan(row["overpaid_fen"]), f"{row['withheld_fact_months']:,}",
                yuan(row["withheld_fact_fen"]), f"{row['withheld_overdue_months']:,}", f"{row['wrongly_suspended']:,}",
                f"{row['wrongly_stopped']:,}", figure("cases", row["cases_per_1000_a_year"]),
            ]
            for row in [*self.first["groups"][grouping], *self.first["groups"]["all"]]
        ]  # fmt: skip
        return Grid([self._say(GROUPINGS[grouping]), *(self._text[name] for name in headings)], rows)

    def _group_name(self, grouping: str, row: dict[str, Any]) -> str:
        if row["group"] == "all":
            return self._text["everyone"]
        return self._say(group_name(grouping, row["group"], self._book))

    @property
    def groupings(self) -> list[tuple[str, str]]:
        """Every grouping with its name."""
        return [(name, self._say(wording)) for name, wording in GROUPINGS.items()]

    def matches(self, column: str) -> Grid:
        """The counts of matching by level, dataset or flaw."""
        rows = [
            [
                self._match_name(column, row[column]),
                *(f"{row[name]:,}" for name in ("rows", *RESULTS)),
                share(row["missed_share"]),
            ]
            for row in self._told["matches"][column]
        ]
        headings = [self._text[column], self._text["rows"], *map(self._say, RESULTS.values())]
        return Grid([*headings, self._text["missed_share"]], rows)

    def _match_name(self, column: str, value: Any) -> str:
        if column == "level":
            return self._text["level_none"] if value == 0 else self._text["level_of"].format(level=value)
        return self._say(dataset_name(value) if column == "dataset" else FLAWS[value])

    @property
    def silent_chart(self) -> Chart:
        """Shares certified silently and by the person's own act, by kind of benefit."""
        rows = [
            (self._group_name("scheme", row), self._text[name], row[name], share(row[name]))
            for row in self.first["groups"]["scheme"] if row["silent"] is not None
            for name in ("silent", "themselves")
        ]  # fmt: skip
        return chart(rows)

    @property
    def recall_chart(self) -> Chart:
        """Recall of each ground that came into force at least once."""
        rows = [
            (self._say(ground_name(row["ground"], self._book)), self._text["recall"], row["recall"],
             f"{row['found']:,} / {row['true']:,}")
            for row in self.first["grounds"]
        ]  # fmt: skip
        return chart(rows)

    @property
    def months_chart(self) -> Chart:
        """Months overpaid and withheld, of the first two scenarios."""
        rows = [
            (self._text[name], self._say(scenario_name(each["name"])), months, f"{months:,}")
            for name in ("overpaid", "withheld_fact", "withheld_overdue", "withheld_opening")
            for each in self._told["scenarios"][:2]
            for months in [each["groups"]["all"][0][f"{name}_months"]]
        ]
        return chart(rows)


@cache
def _template() -> Template:
    loaders = [PackageLoader("zige.evaluation", "templates"), PackageLoader("zige.explain", "templates")]
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("evaluation.html.jinja")
