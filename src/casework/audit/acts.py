"""What acts are called for a reader. An app names its own beside the code that records them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ = "audit.read"
ACTS: dict[str, Promise] = {
    READ: _("查看审计记录"),
    "keys.rotated": _("更换密钥"),
    "keys.resealed": _("用新密钥重新加密"),
}
"""The names by the word that stands in an entry; one without a name is shown as that word."""
