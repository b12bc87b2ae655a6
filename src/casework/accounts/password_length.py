"""How long a password must be, said in both languages: Django's own sentence has no Chinese."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class Length(MinimumLengthValidator):
    """As Django has it, but for what it says."""

    def get_error_message(self) -> str:
        """What is wrong and what to do."""
        return _("密码太短；至少要 %(count)s 个字符。") % {"count": self.min_length}
