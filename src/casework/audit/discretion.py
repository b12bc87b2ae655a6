"""No entry names anybody: what looks like a citizen number, a phone or an account is refused before it is written."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zige.errors import RequestRefused

TELLING = re.compile(r"(?<![0-9A-Za-z])(1[3-9][0-9]{9}|[0-9]{15,19}[Xx]?)(?![0-9A-Za-z])")
"""11 digits of a mobile phone, 15 to 19 of a citizen number or an account; a region code has 12."""


def no_number(text: str) -> None:
    """Validator of what is written freely and kept in plain text. Raises ValidationError; it does not repeat it."""
    if TELLING.search(text):
        raise ValidationError(_("这里不能写身份证号、手机号或账号。"))


def check_names_nobody(text: str) -> None:
    """Raises RequestRefused where a text has such a number; the message does not repeat it."""
    if TELLING.search(text):
        raise RequestRefused(
            "审计记录不能写入身份证号、手机号或账号；请改用系统内的编号，目的中不要写号码",
            "an audit entry must hold no citizen number, phone or account: use numbers of our own tables, and write "
            "the purpose without them",
        )
