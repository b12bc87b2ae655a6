"""The password that a demonstration gives an account: of this home and no other, so it need not be kept to be told."""

from zige.store.home import Home

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is taken for another."""


def password_of(home: Home, login: str) -> str:
    """Three groups of four letters and digits, from the keys of the home."""
    digest = home.keys.derived(f"demo password of {login}")
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:12])
    return "-".join((letters[:4], letters[4:8], letters[8:]))
