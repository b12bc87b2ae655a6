"""People who draw benefits, and decisions on them, as the database has them once a second person has approved."""

from itertools import count

from django.utils import timezone
from staff import OWN, account, office, office_for

from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.cases.models import Review
from casework.decisions.models import Act, Basis, Decision, Instalment, Recovery
from casework.people.models import Benefit, Person
from casework.runs.models import Determination, Run

VILLAGE = "511102001001"
_numbers = count(1)


def handler(county: str = OWN) -> Account:
    """A handler of the county's agency."""
    return account(Role.COUNTY_HANDLER, office("agency", county))


def reviewer(county: str = OWN) -> Account:
    """A reviewer of the county's agency."""
    return account(Role.COUNTY_REVIEWER, office_for(Role.COUNTY_REVIEWER, county))


def benefit(name: str, *, amount: int = 100_000, standing: str = "continue", county: str = OWN) -> Benefit:
    """Somebody's pension from 2020 on, paid by the county's agency."""
    number = next(_numbers)
    someone = Person.objects.create(
        number=10_000 + number, name="某某某", region=VILLAGE, id_number=f"51110219500101{number:04d}"
    )
    return Benefit.objects.create(
        benefit_id=name, person=someone, kind="pension.enterprise", first_month=2020 * 12, amount=amount,
        standing=standing, office=county, listed=True,
    )  # fmt: skip


def decided(
    one: Benefit, act: Act, month: int, amount: int | None = None, months: str = "", **more: object
) -> Decision:
    """A decision that two people have made."""
    by, also = handler(one.office), reviewer(one.office)
    told = {
        "number": f"{one.office}-2026-D-{next(_numbers):06d}", "act": act, "person": one.person, "benefit": one,
        "region": one.person.region, "office": one.office, "month": month, "amount": amount, "months": months,
        "before": one.standing, "amount_before": one.amount, "basis": Basis.PERSON, "reason": "核实", "handler": by,
        "proposed": timezone.now(), "reviewer": also, "reviewed": timezone.now(), "state": Review.APPROVED,
    }  # fmt: skip
    return Decision.objects.create(**told | more)


def set_off(one: Benefit, month: int, amount: int, due: str) -> Instalment:
    """A recovery of which this sum is to be set off."""
    recovery = Recovery.objects.create(decision=decided(one, Act.RECOVER, month, amount), total=amount)
    return Instalment.objects.create(recovery=recovery, way="set_off", due=due, amount=amount)


def determined(one: Benefit, standing: str, month: int, grounds: str = "") -> Determination:
    """What the newest run says of a benefit."""
    run, _ = Run.objects.get_or_create(month=month, number=1, defaults={"digest": "0" * 64, "counts": {}})
    return Determination.objects.create(
        benefit=one, opened=run, standing=standing, grounds=grounds, action="none", settlement=0
    )
