"""`zige offices import FILE`, once the home is known."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from casework.accounts.offices.importing import import_file
from casework.accounts.offices.regions import import_regions
from casework.accounts.offices.simulated import simulated_regions
from casework.audit import record


class Command(BaseCommand):
    """Takes a file in, or the regions of the simulated city where none is given; the counts come back in JSON."""

    help = "regions or offices from a file"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, if any."""
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *_args: Any, **options: Any) -> str:
        """Raises DeliveryRefused."""
        file: Path | None = options["file"]
        with transaction.atomic():
            outcome = import_file(file) if file else import_regions(simulated_regions())
            record(None, "offices.imported", new=outcome.new, changed=outcome.changed)
        return outcome.as_json()
