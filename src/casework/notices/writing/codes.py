"""The code by which anybody can ask whether a notice is real: 16 characters that say nothing and cannot be guessed."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O and U, which are read for others."""
LENGTH = 16
GROUP = 4
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": ""})


def new_code() -> str:
    """80 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def written_code(code: str) -> str:
    """In groups of four, as it is printed."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read_code(text: str) -> str | None:
    """The code that somebody typed, whatever its case and hyphens; None for what cannot be one."""
    code = text.strip().upper().translate(_MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None
