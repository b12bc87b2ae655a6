"""Cases for tests, made without a run: somebody in a village of a county, and who works there."""

import datetime as dt

from django.utils import timezone
from staff import account, office

from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.cases.models import Case, Matter, Origin, Task
from casework.cases.opening.by_hand import Opening, open_case
from casework.people.models import Benefit, Person

COUNTY, TOWN, VILLAGE = "511102", "511102001", "511102001001"


def offices() -> None:
    """Of the city, two counties, a town and a village."""
    for code in ("511100", COUNTY, "511111"):
        office("agency", code)
    office("town", TOWN)
    office("village", VILLAGE)


def person(number: int = 1, kind: str = "pension.enterprise", **said: object) -> Person:
    """Somebody who lives in the village and draws one benefit."""
    told = {"name": "张桂芳", "region": VILLAGE, "residence": "local", "mobility": "normal"} | said
    made = Person.objects.create(number=number, birth_date=dt.date(1950, 3, 5), **told)
    Benefit.objects.create(
        benefit_id=f"B{number:03d}", person=made, kind=kind, office=COUNTY, first_month=2015 * 12, listed=True,
        amount=300000, standing="continue",
    )  # fmt: skip
    return made


def case_of(
    who: Person,
    kind: str = "detention",
    ground: str = "detained",
    *,
    origin: Origin = Origin.RUN,
    key: str = "",
    by: Account | None = None,
) -> Case:
    """A case as a run opens it, with one matter; where rules send it is given by the kind of fact."""
    asked = Opening(Task.VERIFY, origin, key=key or f"{kind}-{who.pk}-1-1", kind=kind, ground=ground)
    return open_case(by or handler(), who, asked)


def late(case: Case, days: int = 1) -> Case:
    """The same case, due some days ago."""
    Matter.objects.filter(case=case).update(due=timezone.localdate() - dt.timedelta(days=days))
    Case.objects.filter(pk=case.pk).update(due=timezone.localdate() - dt.timedelta(days=days))
    return Case.objects.get(pk=case.pk)


def handler(county: str = COUNTY) -> Account:
    return account(Role.COUNTY_HANDLER, office("agency", county))


def reviewer(county: str = COUNTY) -> Account:
    return account(Role.COUNTY_REVIEWER, office("agency", county))


def town_worker() -> Account:
    return account(Role.TOWN, office("town", TOWN))


def village_worker() -> Account:
    return account(Role.VILLAGE, office("village", VILLAGE))
