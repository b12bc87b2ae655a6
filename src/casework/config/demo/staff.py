"""Who works in the demonstration: one account for each role, where there is something for it to do."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from casework.accounts.acts.create_account import create_account
from casework.accounts.acts.give_role import give_role
from casework.accounts.acts.passwords import change_own_password
from casework.accounts.models import Account, Office, Region
from casework.accounts.roles import OfficeKind, Role
from casework.config.demo.city import COUNTY
from casework.config.demo.offices import BANK, BODY, FINANCE
from casework.config.demo.passwords import password_of
from casework.people.models import Benefit
from casework.runs.models import Flag
from zige.store.home import Home
from zige.tables import Attention

CITY = "511100"
TO_VISIT = (Attention.REMIND, Attention.VERIFY)
POLICE = "D-police"
COUNT = len(Role) + 1
"""Each role once, and a second handler: nobody approves what they prepared."""


class Login(NamedTuple):
    """An account of the demonstration, and in which office it is."""

    name: str
    role: Role
    person: str
    kind: OfficeKind
    number: str


def logins() -> list[Login]:
    """One for each role; town and village are those with most people to see to, the employer the one with most."""
    return [*_of_agencies(), *_of_places(), *_of_others(), *_administrators()]


@transaction.atomic
def make_staff(home: Home) -> None:
    """Each with its password and its role from today on."""
    for login in logins():
        office = Office.objects.get(kind=login.kind, number=login.number)
        account, _ = create_account(None, login.name, login.person, office)
        change_own_password(account, password_of(home, login.name))
        give_role(None, account, login.role, timezone.localdate(), None)


class Told(NamedTuple):
    """An account as the command tells it."""

    role: str
    login: str
    password: str
    office: str


def told_logins(home: Home) -> Iterator[Told]:
    """The accounts that `make_staff` made, in that order."""
    for account in Account.objects.select_related("office").order_by("pk")[:COUNT]:
        held = account.assignments.order_by("pk")[:1]
        role = " ".join(str(one.get_role_display()) for one in held)
        yield Told(role, account.username, password_of(home, account.username), account.office.name)


def _of_agencies() -> Iterator[Login]:
    agency = OfficeKind.AGENCY
    yield Login("city", Role.CITY_OPERATOR, "周敏", agency, CITY)
    yield Login("handler", Role.COUNTY_HANDLER, "李秀兰", agency, COUNTY)
    yield Login("handler2", Role.COUNTY_HANDLER, "何建国", agency, COUNTY)
    yield Login("reviewer", Role.COUNTY_REVIEWER, "陈立", agency, COUNTY)
    yield Login("inspector", Role.INSPECTOR, "罗正", agency, CITY)


def _of_places() -> Iterator[Login]:
    village = village_to_visit()
    yield Login("town", Role.TOWN, "杨静", OfficeKind.TOWN, village[:9])
    yield Login("village", Role.VILLAGE, "吴春梅", OfficeKind.VILLAGE, village)


def _of_others() -> Iterator[Login]:
    yield Login("employer", Role.EMPLOYER, "赵强", OfficeKind.EMPLOYER, _largest_employer())
    yield Login("body", Role.SUPERVISING_BODY, "刘洋", OfficeKind.SUPERVISING_BODY, BODY)
    yield Login("bank", Role.BANK, "徐芳", OfficeKind.BANK, BANK)
    yield Login("department", Role.DEPARTMENT, "马超", OfficeKind.DEPARTMENT, POLICE)
    yield Login("finance", Role.FINANCE, "孙丽", OfficeKind.FINANCE, FINANCE)


def _administrators() -> Iterator[Login]:
    agency = OfficeKind.AGENCY
    yield Login("admin", Role.ADMIN, "郑伟", agency, CITY)
    yield Login("security", Role.SECURITY_ADMIN, "王芳", agency, CITY)
    yield Login("auditor", Role.AUDITOR, "冯涛", agency, CITY)


def village_to_visit() -> str:
    """The village of the county with most people to remind or to verify; the first of equals."""
    villages = Region.objects.filter(level=Region.Level.VILLAGE, code__startswith=COUNTY)
    found = Flag.objects.filter(closed=None, code__in=TO_VISIT, region__in=villages).values("region")
    return str(found.annotate(n=Count("person", distinct=True)).order_by("-n", "region")[0]["region"])


def _largest_employer() -> str:
    held = Benefit.objects.exclude(employer="").values("employer")
    return str(held.annotate(n=Count("person", distinct=True)).order_by("-n", "employer")[0]["employer"])
