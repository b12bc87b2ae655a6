"""No citizen number leaves an explanation whole, wherever it came in: as a number, in an identifier, in a question."""

import re

from zige.inputs.citizen_number import masked

_NUMBER = re.compile(r"[0-9]{17}[0-9Xx]")


def without_numbers(text: str) -> str:
    """`text` with whatever looks like a citizen number in it masked."""
    return _NUMBER.sub(lambda found: masked(found.group()), text)
