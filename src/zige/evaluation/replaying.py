"""The same deliveries once more in another home: without an officer, without a source, late, by another rulebook.

Batches are linked, not copied: a replica costs little room and takes nothing in again.
"""

import datetime as dt
import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from zige.evaluation.driving import Drive
from zige.running.findings import DATASET
from zige.store.batches import RECEIPT, Batch, all_batches
from zige.store.home import FOLDERS, SETTINGS, Home
from zige.store.writing import write_json


@dataclass(frozen=True)
class Variant:
    """What is different: datasets that never come, datasets that come so many days late, another rulebook."""

    missing: frozenset[str] = frozenset()
    late: dict[str, int] = field(default_factory=dict)
    rulebook: Path | None = None


def replica(done: Drive, path: Path, variant: Variant) -> Home:
    """A home at `path` with the batches of `done` that departments delivered, and no run yet."""
    for folder in FOLDERS:
        (path / folder).mkdir(parents=True, exist_ok=True)
    shutil.copytree(done.home.path / "keys", path / "keys")
    books = [variant.rulebook] if variant.rulebook else done.home.rulebooks or []
    _write_settings(done.home, path, books)
    home = Home(path)
    for sealed in done.home.sealed.iterdir():
        os.link(sealed, home.sealed / sealed.name)
    for batch in all_batches(done.home):
        if batch.dataset != DATASET and batch.dataset not in variant.missing:
            _link(batch, home, variant.late.get(batch.dataset, 0))
    return home


def set_rulebook(home: Home, book: Path) -> None:
    """Let a rulebook file judge in a home instead of those of its settings. Call it before the home is used."""
    _write_settings(home, home.path, [book])


def _write_settings(home: Home, path: Path, books: list[Path]) -> None:
    """The settings of a home, with the rulebooks that are to judge, into the folder `path`."""
    text = (home.path / SETTINGS).read_text(encoding="utf-8")
    named = json.dumps([str(book.resolve()) for book in books], ensure_ascii=False)
    lines = [f"rulebooks = {named}" if line.startswith("rulebooks =") else line for line in text.splitlines()]
    (path / SETTINGS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _link(batch: Batch, home: Home, days_late: int) -> None:
    """The batch's folder with its files linked; the receipt is written anew where the batch came later."""
    folder = home.batches / batch.folder.name
    shutil.copytree(batch.folder, folder, copy_function=os.link)
    if days_late:
        (folder / RECEIPT).unlink()
        later = batch.received + dt.timedelta(days=days_late)
        write_json(folder / RECEIPT, batch.receipt | {"received": later.isoformat()})
