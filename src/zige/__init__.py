"""Zige 资格: who draws a social insurance benefit may go on drawing it, as shown by facts and decided by people."""

from zige.errors import InputRefused, RequestRefused, RulebookRefused, ZigeError
from zige.library import determine

__all__ = ["InputRefused", "RequestRefused", "RulebookRefused", "ZigeError", "determine"]
