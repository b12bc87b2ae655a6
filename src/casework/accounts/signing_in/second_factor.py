"""Second factors: codes of an authenticator app (RFC 6238), passkeys (WebAuthn) and recovery codes.

django-allauth keeps and checks them; its own pages and flows are not used. A code counts once (RFC 6238 §5.2), across
processes, so that the step it was made for is kept with the authenticator.
"""

import hmac
from typing import Any

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction

from casework.accounts.models import Account

Kind = Authenticator.Type
FACTORS = (Kind.TOTP, Kind.WEBAUTHN)


def has_factor(account: Account) -> bool:
    """Whether a second factor is set up; recovery codes alone are none."""
    return bool(factors_of(account))


def factors_of(account: Account) -> list[Authenticator]:
    """The authenticators of an account, recovery codes left out."""
    return list(Authenticator.objects.filter(user=account, type__in=FACTORS).order_by("created_at"))


def has_app(account: Account) -> bool:
    """Whether an authenticator app is set up."""
    return any(factor.type == Kind.TOTP for factor in factors_of(account))


def has_passkey(account: Account) -> bool:
    """Whether a passkey can be asked for."""
    return any(factor.type == Kind.WEBAUTHN for factor in factors_of(account))


def new_secret() -> str:
    """A secret for an authenticator app, to be shown once."""
    secret: str = totp.generate_totp_secret()
    return secret


def picture_of(account: Account, secret: str) -> str:
    """The QR code that an authenticator app reads, as an address of an image."""
    return segno.make(get_adapter().build_totp_url(account, secret), error="m").svg_data_uri(scale=5)


@transaction.atomic
def enrol_app(account: Account, secret: str, code: str) -> bool:
    """Set up the authenticator app, if the code proves that it has the secret; one that was there is replaced."""
    step = _step_of(secret, code, after=0)
    if step is None:
        return False
    Authenticator.objects.filter(user=account, type=Kind.TOTP).delete()
    authenticator = totp.TOTP.activate(account, secret).instance
    authenticator.data["step"] = step
    authenticator.save()
    return True


@transaction.atomic
def accepts_code(account: Account, code: str) -> str | None:
    """What kind of factor the code proves (`totp`, `recovery_codes`); None where it proves nothing, or did already."""
    code = code.replace(" ", "").replace("-", "")
    held = Authenticator.objects.select_for_update().filter(user=account)
    for authenticator in held.filter(type=Kind.TOTP):
        if _accepts_app(authenticator, code):
            return str(Kind.TOTP)
    for authenticator in held.filter(type=Kind.RECOVERY_CODES):
        if authenticator.wrap().validate_code(code):
            authenticator.record_usage()
            return str(Kind.RECOVERY_CODES)
    return None


def _accepts_app(authenticator: Authenticator, code: str) -> bool:
    secret = get_adapter().decrypt(authenticator.data["secret"])
    step = _step_of(secret, code, after=authenticator.data.get("step", 0))
    if step is None:
        return False
    authenticator.data["step"] = step
    authenticator.save(update_fields=["data"])
    authenticator.record_usage()
    return True


def _step_of(secret: str, code: str, after: int) -> int | None:
    """The step of time the code belongs to, if it is one of those accepted now and later than `after`."""
    for step in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, step))
        if step > after and hmac.compare_digest(expected.encode(), code.encode()):
            return int(step)
    return None


def new_recovery_codes(account: Account) -> list[str]:
    """Ten codes, each good once; those made before are worth nothing from now on."""
    with transaction.atomic():
        Authenticator.objects.filter(user=account, type=Kind.RECOVERY_CODES).delete()
        codes: list[str] = RecoveryCodes.activate(account).get_unused_codes()
    return codes


def recovery_codes_left(account: Account) -> int:
    """How many are unused."""
    held = Authenticator.objects.filter(user=account, type=Kind.RECOVERY_CODES).first()
    return len(held.wrap().get_unused_codes()) if held else 0


def passkey_to_make(account: Account) -> dict[str, Any]:
    """What a browser needs to make a passkey; the challenge waits in the session."""
    options: dict[str, Any] = webauthn.begin_registration(account, passwordless=False)
    return options


def enrol_passkey(account: Account, name: str, credential: dict[str, Any]) -> bool:
    """Keep the passkey that a browser made, if it answers our challenge."""
    try:
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError):
        return False
    webauthn.WebAuthn.add(account, name, credential)
    return True


def passkey_to_ask(account: Account) -> dict[str, Any]:
    """What a browser needs to answer with a passkey of this account."""
    options: dict[str, Any] = webauthn.begin_authentication(account)
    return options


def accepts_passkey(account: Account, credential: dict[str, Any]) -> bool:
    """Whether the answer is signed by a passkey of this account for our challenge."""
    try:
        webauthn.parse_authentication_response(credential)
        webauthn.complete_authentication(account, credential).record_usage()
    except (ValidationError, ValueError, TypeError, KeyError):
        return False
    return True


def remove_factors(account: Account) -> None:
    """Forget all of them: the next sign-in sets up new ones."""
    Authenticator.objects.filter(user=account).delete()
