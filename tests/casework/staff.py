"""People who work, for tests: places, offices, accounts with roles; somebody signed in as the program does it."""

import datetime as dt
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import connection
from django.test import Client
from django.utils import timezone

from casework.accounts.models import Account, Assignment, Office, Region
from casework.accounts.roles import HELD_IN, OF_CITY_ALONE, OfficeKind, Role
from casework.accounts.signing_in.completing import BACKEND
from casework.accounts.signing_in.confirmation import CONFIRMED
from casework.accounts.signing_in.session_limits import BEGAN, SEEN

TOLD = 4 if connection.vendor == "postgresql" else 0
"""Queries of each request by which PostgreSQL is told what it shows."""
PASSWORD = "four plain words here"  # noqa: S105 - of tests
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of tests
PLACES = {
    "511100": ("乐山市", "city", None),
    "511102": ("市中区", "county", "511100"),
    "511102001": ("泊水街道", "town", "511102"),
    "511102001001": ("肖公嘴社区", "village", "511102001"),
    "511111": ("沙湾区", "county", "511100"),
    "511111100": ("沙湾镇", "town", "511111"),
    "511111100201": ("青龙村", "village", "511111100"),
    "511123": ("犍为县", "county", "511100"),
    "511102002": ("海棠街道", "town", "511102"),
    "511102001002": ("竹公溪社区", "village", "511102001"),
}
OWN, OTHER = "511102", "511111"
"""Two counties: what happens in one is not seen in the other."""


def place(code: str) -> Region:
    """A region and all above it."""
    name, level, above = PLACES[code]
    parent = place(above) if above else None
    return Region.objects.get_or_create(code=code, defaults={"name": name, "level": level, "parent": parent})[0]


def office(kind: str, code: str, number: str = "") -> Office:
    """An office in a place."""
    defaults = {"name": f"{PLACES[code][0]} {kind}", "region": place(code)}
    return Office.objects.get_or_create(kind=kind, number=number or code, defaults=defaults)[0]


def office_for(role: Role, county: str = OWN) -> Office:
    """The office of a county, or of the city, in which a role is held; a supervising body has an employer below."""
    kind = HELD_IN[role]
    if role in OF_CITY_ALONE:
        return office(kind, "511100")
    below = {OfficeKind.TOWN: 9, OfficeKind.VILLAGE: 12}.get(kind, 6)
    code = next(code for code in PLACES if code.startswith(county) and len(code) == below)
    made = office(kind, code)
    if kind == OfficeKind.SUPERVISING_BODY:
        Office.objects.filter(pk=office(OfficeKind.EMPLOYER, code).pk).update(under=made)
    return made


def account(role: Role | None = None, where: Office | None = None, login: str = "", since: str = "") -> Account:
    """Somebody with a password of their own and, perhaps, a role from today on."""
    where = where or office_for(role or Role.COUNTY_HANDLER)
    login = login or f"u{Account.objects.count()}"
    made = Account.objects.create_user(login, PASSWORD, name="某某", office=where)
    if role:
        give(made, role, since=dt.date.fromisoformat(since) if since else timezone.localdate())
    return made


def give(holder: Account, role: Role, since: dt.date | None = None, until: dt.date | None = None) -> Assignment:
    """A role as the database has it."""
    return Assignment.objects.create(account=holder, role=role, since=since or timezone.localdate(), until=until)


def code_now(secret: str = SECRET, steps: int = 0) -> str:
    """What an authenticator app shows; `steps` of half a minute from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def signed_in(who: Account, language: str = "zh-hans") -> Client:
    """A browser in which somebody is signed in."""
    client = Client(headers={"accept-language": language})
    client.force_login(who, backend=BACKEND)
    session = client.session
    session[BEGAN] = session[SEEN] = session[CONFIRMED] = int(time.time())
    session.save()
    return client


def at_desk(role: Role, kind: str, code: str, number: str = "") -> Client:
    """A browser in which somebody with a role in an office of a place has signed in."""
    return signed_in(account(role, office(kind, code, number)))


def administrator() -> Account:
    """An administrator of the city, with no look at people's data."""
    return account(Role.ADMIN, office("agency", "511100"), "admin", "2026-01-01")


def auditor() -> Account:
    """An auditor of the city, who sees entries and no people."""
    return account(Role.AUDITOR, office("agency", "511100"), "auditor", "2026-01-01")


def operator() -> Account:
    """A city operator."""
    return account(Role.CITY_OPERATOR, office("agency", "511100"), "operator", "2026-01-01")
