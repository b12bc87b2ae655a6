"""JSON that is the same text for the same content, and its digest: what receipts, seals and records are compared by."""

import hashlib
import json
from collections.abc import Callable
from typing import Any


def canonical(content: Any, default: Callable[[Any], str] | None = None) -> bytes:
    """UTF-8 with names in order and no space; `default` writes what JSON does not know.

    Raises TypeError for such content without it.
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=default)
    return text.encode()


def digest(content: Any, default: Callable[[Any], str] | None = None) -> str:
    """SHA-256 of `canonical`, in hexadecimal."""
    return hashlib.sha256(canonical(content, default)).hexdigest()
