"""The same deliveries once more in another home: without an officer, without a source, late, by another rulebook.

Batches are linked, not copied: a replica costs little room and takes nothing in again.
"""

import datetime as dt
import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from zige.evaluation.driving import CASEWORK, Drive
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
    _write_settings(done.home, path, variant)
    home = Home(path)
    for sealed in done.home.sealed.iterdir():
        os.link(sealed, home.sealed / sealed.name)
    for batch in all_batches(done.home):
        if batch.dataset != CASEWORK and batch.dataset not in variant.missing:
            _link(batch, home, variant.late.get(batch.dataset, 0))
    return home


def _write_settings(home: Home, path: Path, variant: Variant) -> None:
    """The settings, with the rulebook that is to judge."""
    text = (home.path / SETTINGS).read_text(encoding="utf-8")
    books = [variant.rulebook] if variant.rulebook else home.rulebooks or []
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
