"""Offices of any place and people who work in them, for tests of pages that show people."""

import datetime as dt

import staff
from django.test import Client

from casework.accounts.models import Account, Assignment, Office, Region
from casework.accounts.roles import Role

LEVELS = {6: Region.Level.COUNTY, 9: Region.Level.TOWN, 12: Region.Level.VILLAGE}


def signed_in(role: Role, kind: str, code: str, employer: str = "") -> Client:
    """A browser in which somebody with that role in an office of that place has signed in."""
    level = Region.Level.CITY if code == "511100" else LEVELS[len(code)]
    region, _ = Region.objects.get_or_create(code=code, defaults={"name": f"地方{code}", "level": level})
    where, _ = Office.objects.get_or_create(
        kind=kind, number=employer or code, defaults={"name": f"{kind} {code}", "region": region}
    )
    account = Account.objects.create_user(f"{role}-{code}", "a long enough phrase", name="某某", office=where)
    Assignment.objects.create(account=account, role=role, since=dt.date(2020, 1, 1))
    return staff.signed_in(account)
