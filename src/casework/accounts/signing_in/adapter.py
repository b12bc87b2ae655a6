"""How django-allauth keeps second factors here: sealed, under our name, without e-mail."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from casework.vault import seal, unseal

PURPOSE = "account.second_factor"


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are sealed by the vault; authenticators show the office's name."""

    def encrypt(self, text: str) -> str:
        """The sealed text in base64."""
        return base64.b64encode(seal([text], PURPOSE)[0]).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed. Raises where it was touched."""
        return unseal([base64.b64decode(encrypted_text)], PURPOSE)[0]

    def _get_site_name(self) -> str:
        name: str = settings.HOME.settings.office.name
        return name
