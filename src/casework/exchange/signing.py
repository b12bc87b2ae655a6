"""Whose deliveries must be signed can send no row from a page: nobody here holds their key."""

from django.conf import settings

from zige.exchange.contract import Contract


def must_sign(contract: Contract) -> bool:
    """Whether `zige.toml` has a public key for the dataset or its department."""
    told = settings.HOME.settings.signatures
    return contract.dataset in told or contract.department in told
