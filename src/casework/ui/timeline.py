"""What a timeline is made of."""

import datetime as dt
from typing import Literal, NamedTuple


class Moment(NamedTuple):
    """Something that happened, or that was said to have; `sign` is its character, drawn black where adverse."""

    at: dt.date
    sign: str
    title: str
    text: str = ""
    source: str = ""
    href: str = ""
    kind: Literal["plain", "adverse"] = "plain"
