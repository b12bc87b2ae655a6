"""The port to whoever sends messages for the office: what it is given, what it answers, how it fails."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Parcel:
    """A message as it is handed over. The gateway sends a key once, however often it is given it."""

    key: str
    phone: str
    text: str


class Refused(Exception):
    """The gateway will never take this one: the number or the text is wrong. `str()` is a word for the reason."""


class Unreachable(Exception):
    """The gateway did not take it now: it is down, slow or busy. `str()` is a word for the reason."""


class Gateway(Protocol):
    """What an adapter does."""

    def send(self, parcel: Parcel) -> str:
        """Hand over; returns the gateway's receipt. Raises Refused or Unreachable."""
        ...
