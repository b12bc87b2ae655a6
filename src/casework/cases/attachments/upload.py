"""What is left of an upload once it has been written anew."""

import datetime as dt
from dataclasses import dataclass

from casework.cases.models import Attachment


@dataclass(frozen=True)
class Upload:
    """The new content; when and where a picture says it was taken ("29.5521, 103.7657"), if it does."""

    kind: Attachment.Kind
    content: bytes
    taken: dt.datetime | None = None
    place: str = ""
