"""Where a notice can be checked, as its code says it: the address by which the public reaches this application."""

from django.conf import settings


def public_address() -> str:
    """`https://host` without a path, from `[web]` of `zige.toml`."""
    web = settings.HOME.settings.web
    if web.address:
        return str(web.address).rstrip("/")
    return f"{'https' if web.https else 'http'}://{web.hosts[0]}"
