"""How much a form with files may bring: looked at before anything of it is written to the disk.

Django takes in a form before any view and before it is asked who may open the page: whoever has not signed in could
fill the disk. What is taken in lies in the home, in a folder that only its owner opens.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

USUAL = 25 << 20
"""A form with photos or papers."""
OF_NOBODY = 1 << 20
"""Of somebody who has not signed in."""


class Bounded(FileUploadHandler):
    """The first handler of every upload: lets it pass to the others, or ends it."""

    def handle_raw_input(
        self, _input: Any, _meta: Any, content_length: int, _boundary: Any, _encoding: Any = None
    ) -> None:
        """Raises RequestDataTooBig, which is answered with 400."""
        if content_length > self._most():
            raise RequestDataTooBig
        Path(settings.FILE_UPLOAD_TEMP_DIR or "").mkdir(mode=0o700, exist_ok=True)

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> bytes:
        """On to the next handler."""
        return raw_data

    def file_complete(self, _size: int) -> None:
        """Another handler has the file."""

    def _most(self) -> int:
        request = self.request
        if request is None or not request.user.is_authenticated:
            return OF_NOBODY
        page = request.resolver_match.view_name if request.resolver_match else ""
        most: int = settings.UPLOAD_LIMITS.get(page, USUAL)
        return most
