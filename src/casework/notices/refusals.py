"""Why a notice cannot be written, set or sent: one sentence in two languages, as all refusals of the program."""

from zige.errors import FileRefused, ZigeError


class NoticeTextRefused(FileRefused):
    """A file under `texts/` is wrong."""


class NoticeRefused(ZigeError):
    """A notice lacks what it must say, or cannot be set. The sentence names the notice, never the person."""
