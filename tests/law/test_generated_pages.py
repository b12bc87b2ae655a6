"""The generated pages are fresh, complete, and change with what they are made from."""

import subprocess
import sys
from pathlib import Path

import pytest

import links
from generator import articles, cli, glossary, rulebook, tables
from generator.pages import ROOT, generated
from zige.law.citations import places
from zige.law.reading import LESHAN, load_rulebook
from zige.law.rulebook import Rulebook
from zige.tables import DETERMINATIONS, INPUTS

BOOK = load_rulebook(LESHAN)


def test_generated_files_are_fresh() -> None:
    """Where this fails, run `make generate` and look at the difference."""
    stale = [name for name, text in generated().items() if (ROOT / name).read_text("utf-8") != text]
    assert stale == []


def test_the_check_is_a_command() -> None:
    done = subprocess.run([sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_generation_is_deterministic() -> None:
    assert generated() == generated()


def changed(code: str, wording: str) -> Rulebook:
    """The packaged rulebook with a cycle of 6 months and another wording of one ground."""
    grounds = tuple(
        ground.model_copy(update={"text": ground.text.model_copy(update={"en": wording})})
        if ground.code == code
        else ground
        for ground in BOOK.grounds
    )
    return BOOK.model_copy(update={"cycle": BOOK.cycle.model_copy(update={"months": 6}), "grounds": grounds})


def test_a_changed_rulebook_changes_the_pages() -> None:
    book = changed("imprisoned", "Wholly other words.")
    before, after = articles.page(BOOK, places()), articles.page(book, places())
    assert "once in 12 months" in before
    assert "每 12 个月一次" in before
    assert "once in 6 months" in after
    assert "每 6 个月一次" in after
    assert "Wholly other words." not in before + glossary.page(BOOK)
    assert "Wholly other words." in after
    assert "Wholly other words." in glossary.page(book)


def test_the_articles_page_holds_every_clause_and_ground() -> None:
    page = articles.page(BOOK, places())
    for clause, text in BOOK.clauses.items():
        assert clause in page
        assert text.zh in page
        assert text.en in page
        assert text.to_come is None or f"Still to come: {text.to_come.zh} / {text.to_come.en}" in page
    assert all(f"#### {ground.code}\n" in page for ground in BOOK.grounds)


def test_the_tables_page_holds_every_column() -> None:
    page = tables.page()
    columns = [column for table in (*INPUTS, DETERMINATIONS) for column in table.columns]
    for column in columns:
        meaning = column.zh.replace("|", "\\|")
        assert f"| `{column.name}` | {meaning} |" in page


def test_the_rulebook_page_explains_every_field() -> None:
    page = rulebook.page(ROOT)
    assert all(f"| `{field.alias or name}` |" in page for name, field in Rulebook.model_fields.items())


def test_the_commands_page_holds_every_command() -> None:
    assert all(f"## zige {name}\n" in cli.page() for name in ("determine", "law", "law show", "law test"))


# --- dead links ------------------------------------------------------------------------------------------------------


def test_no_link_of_the_docs_is_dead() -> None:
    assert [dead for page in links.pages(ROOT) for dead in links.dead_links(page)] == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[there](other.md)", ""),
        ("[there](other.md#a-heading)", ""),
        ("[here](#第八条--art-8)", ""),
        ("[twice](other.md#a-heading-1)", ""),
        ("[away](https://example.org/nowhere)", ""),
        ("`[code](nowhere.md)`", ""),
        ("[gone](nowhere.md)", "page.md:3: nowhere.md: no such file"),
        ("[`code`](nowhere.md)", "page.md:3: nowhere.md: no such file"),
        ("![picture](nowhere.svg)", "page.md:3: nowhere.svg: no such file"),
        ("[gone](other.md#nowhere)", "page.md:3: other.md#nowhere: no such heading"),
        ("[gone](#nowhere)", "page.md:3: #nowhere: no such heading"),
        ("[ref]: nowhere.md", "page.md:3: nowhere.md: no such file"),
    ],
)
def test_a_dead_link_is_found_with_its_line(tmp_path: Path, line: str, problem: str) -> None:
    (tmp_path / "other.md").write_text("# A heading\n\n```\n# Nowhere\n```\n\n## A heading\n", "utf-8")
    page = tmp_path / "page.md"
    page.write_text(f"# 第八条 · Art. 8\n\n{line}\n", "utf-8")
    assert list(links.dead_links(page, tmp_path)) == ([problem] if problem else [])
