"""What a page's address is about, made in a county: a page that names something in its address adds a line here.

Each entry makes the thing in the county given and returns the words of the address. `None` for a page that names
nothing: what it shows is told by its own test of scope.
"""

from collections.abc import Callable

from django.utils import timezone
from staff import PLACES, account, office, office_for

from casework.accounts.roles import Role
from casework.cases.models import Review
from casework.payments.models import PaymentList
from casework.people.models import Benefit, Person

VILLAGE = 12
Example = Callable[[str], dict[str, object]]


def _account(county: str) -> dict[str, object]:
    return {"account": account(where=office_for(Role.COUNTY_HANDLER, county)).pk}


def _assignment(county: str) -> dict[str, object]:
    holder = account(Role.COUNTY_HANDLER, office_for(Role.COUNTY_HANDLER, county))
    return {"account": holder.pk, "assignment": holder.assignments.get().pk}


def _office(county: str) -> dict[str, object]:
    return {"office": office("bank", county, f"bank-{county}").pk}


def _person(county: str) -> dict[str, object]:
    """Somebody of the county's village, paid by its agency, who worked for its employer."""
    number = int(county)
    village = next(code for code in PLACES if code.startswith(county) and len(code) == VILLAGE)
    someone, _ = Person.objects.get_or_create(number=number, defaults={"name": "某某某", "region": village})
    work = {"region": village, "office": county, "employer": office_for(Role.EMPLOYER, county).number}
    drawn = {"person": someone, "kind": "pension.enterprise", "amount": 100, "listed": True, **work}
    Benefit.objects.get_or_create(benefit_id=f"B{county}", defaults=drawn)
    return {"number": number}


def _benefit(county: str) -> dict[str, object]:
    return {**_person(county), "benefit_id": f"B{county}", "month": 2026 * 12}


def _payment_list(county: str) -> dict[str, object]:
    """Drawn by the county's agency for a month."""
    by = account(Role.COUNTY_HANDLER, office("agency", county))
    number = f"{county}-202612-P{PaymentList.objects.count():02d}"
    told = {"office": county, "month": 2026 * 12 + 11, "handler": by, "proposed": timezone.now()}
    return {"drawn": PaymentList.objects.create(number=number, state=Review.WITHDRAWN, **told).pk}


EXAMPLES: dict[str, Example] = {
    "people:person": _person,
    "people:revealed": _person,
    "runs:explanation": _benefit,
    **dict.fromkeys(
        [
            f"payments:{page}"
            for page in (
                "list",
                "differences",
                "mismatches",
                "explain",
                "approve",
                "give_back",
                "take_back",
                "download",
                "answer",
                "compare",
            )
        ],
        _payment_list,
    ),
    "accounts:account": _account,
    "accounts:change": _account,
    "accounts:disable": _account,
    "accounts:enable": _account,
    "accounts:reset_password": _account,
    "accounts:give_role": _account,
    "accounts:take_role": _assignment,
    "accounts:reset_factors": _account,
    "accounts:unlock": _account,
    "accounts:office_change": _office,
    "accounts:office_disable": _office,
    "accounts:office_enable": _office,
}
FROM_HOME = {"runs:explanation"}
"""Pages worked out from the home, which knows nobody in these tests: to who may open them they are not there."""
PERSONAL: dict[str, dict[str, object]] = {
    "accounts:end_lending": {"assignment": 1},
    "accounts:remove_factor": {"factor": 1},
    "jobs:again": {"number": "00000000-0000-4000-8000-000000000000"},
    "ui:clause": {"clause": "8.2.1.4"},
}
"""Pages whose address names what belongs to nobody's county: one's own lending, a job, an article of the law."""
