"""A consumer's lists are made and recorded as `zige offer` does it, and lie sealed for a day to be fetched."""

import io
import zipfile
from pathlib import Path
from typing import Any

from django.utils import timezone

from casework import audit
from casework.exchange import parts
from casework.exchange.models import Work
from casework.exchange.recorded import OFFERED, work_subject
from zige.running.offering import offer
from zige.store.home import Home
from zige.store.lock import held


def offer_lists(home: Home, work: Work) -> dict[str, Any]:
    """The ids of what is offered. Raises HomeHeld.

    Cut off, it is offered again: the same content is the same offer.
    """
    consumer = work.asked["consumer"]
    with parts.passing_folder() as folder, held(home.path, "zige serve"):
        offered = offer(home, consumer, folder / "out", timezone.localdate())
        if offered.offers:
            parts.keep_made(work.pk, _archive(folder / "out"))
    ids = [each.id for each in offered.offers]
    audit.record(work.by, OFFERED, work_subject(work.pk), consumer=consumer, offers=ids)
    return {"offers": ids, "gone": offered.gone}


def _archive(folder: Path) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    return content.getvalue()
