"""The approved file goes out, as often as it is asked for; each time is recorded."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db import transaction
from django.utils import timezone

from casework import audit
from casework.accounts.models import Account
from casework.cases.models import Review
from casework.payments.access import taken
from casework.payments.core.mapping import load_mapping
from casework.payments.core.writing import manifest_of
from casework.payments.models import PaymentList
from casework.payments.queries import lines_of
from casework.payments.recorded import EXPORTED, subject_of
from casework.vault.files import content_of


@transaction.atomic
def export(by: Account, drawn: PaymentList, version: int) -> bytes:
    """A zip with the file as it was approved and the manifest with its checksums."""
    held = taken(by, drawn, version, Review.APPROVED)
    content = content_of(held.digest)
    held.exported = held.exported or timezone.now()
    held.save()
    audit.record(by, EXPORTED, subject_of(held), digest=held.digest)
    manifest = manifest_of(held, list(lines_of(held)), content, load_mapping())
    return _zipped({f"{held.number}.csv": content, f"{held.number}.json": manifest.encode()})


def _zipped(files: dict[str, bytes]) -> bytes:
    """The same bytes for the same files."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return buffer.getvalue()
