"""Every generated file by its name, with its text."""

from pathlib import Path

from generator import articles, cases, citing, cli, datasets, decisions, glossary, report_states, rulebook, tables
from zige.exchange.catalogue import load_catalogue
from zige.law.reading import LESHAN, load_rulebook
from zige.law.scenarios import load_scenarios

ROOT = Path(__file__).parents[2]


def generated(root: Path = ROOT) -> dict[str, str]:
    """The generated files as they should be, by their path below the project's folder."""
    book, scenarios = load_rulebook(LESHAN), load_scenarios()
    found = citing.citations(root, book, scenarios)
    return {
        "src/zige/law/citations.json": citing.as_json(found),
        "docs/reference/articles.md": articles.page(book, found),
        "docs/reference/tables.md": tables.page(),
        "docs/reference/cli.md": cli.page(),
        "docs/reference/rulebook.md": rulebook.page(root),
        "docs/reference/datasets.md": datasets.page(load_catalogue()),
        "docs/reference/cases.md": cases.page(),
        "docs/reference/monthly-reports.md": report_states.page(),
        "docs/reference/decisions.md": decisions.page(),
        "docs/reference/glossary.md": glossary.page(book),
    }
