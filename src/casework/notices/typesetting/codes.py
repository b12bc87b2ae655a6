"""The QR code of a notice, as vector."""

import io

import segno

MASK = 3
"""One of the eight masks, always: trying them all costs ten times as much as the rest, and every reader takes any."""


def qr_code(address: str) -> str:
    """An SVG with a quiet zone; a quarter of it may be damaged."""
    drawn = io.BytesIO()
    code = segno.make(address, error="q", mask=MASK, boost_error=False, micro=False)
    code.save(drawn, kind="svg", border=4, xmldecl=False)
    return drawn.getvalue().decode()
