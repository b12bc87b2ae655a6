"""Whose data somebody sees follows from the office and the roles; who has none sees nobody (DESIGN §6)."""

import datetime as dt

import pytest

from casework.accounts.jurisdiction import NOBODY, Jurisdiction, jurisdiction_of
from casework.accounts.models import Account, Assignment, Office, Region
from casework.accounts.roles import Role

pytestmark = pytest.mark.django_db

PLACES = {
    "511100": ("乐山市", "city", None),
    "511102": ("市中区", "county", "511100"),
    "511102001": ("泊水街道", "town", "511102"),
    "511102001001": ("肖公嘴社区", "village", "511102001"),
}


@pytest.fixture
def places() -> dict[str, Region]:
    made: dict[str, Region] = {}
    for code, (name, level, parent) in PLACES.items():
        made[code] = Region.objects.create(code=code, name=name, level=level, parent=made.get(parent or ""))
    return made


def account(places: dict[str, Region], kind: str, code: str, **office: object) -> Account:
    where = Office.objects.create(
        **{"number": code, "name": f"{kind} {code}", "kind": kind, "region": places[code]} | office
    )
    return Account.objects.create_user(f"{kind}-{code}", "a long enough phrase", name="某某", office=where)


@pytest.mark.parametrize(
    ("role", "kind", "code", "prefix"),
    [
        (Role.CITY_OPERATOR, "agency", "511100", "5111"),
        (Role.COUNTY_HANDLER, "agency", "511102", "511102"),
        (Role.COUNTY_HANDLER, "agency", "511100", "511100"),
        (Role.COUNTY_REVIEWER, "agency", "511100", "511100"),
        (Role.TOWN, "town", "511102001", "511102001"),
        (Role.VILLAGE, "village", "511102001001", "511102001001"),
        (Role.INSPECTOR, "agency", "511100", "5111"),
        (Role.ADMIN, "agency", "511100", None),
        (Role.SECURITY_ADMIN, "agency", "511100", None),
        (Role.AUDITOR, "agency", "511100", None),
        (Role.DEPARTMENT, "department", "511100", None),
        (Role.FINANCE, "finance", "511100", None),
        (Role.BANK, "bank", "511102", None),
    ],
)
def test_an_office_sees_its_place_and_what_lies_within(
    places: dict[str, Region], role: Role, kind: str, code: str, prefix: str | None
) -> None:
    assert jurisdiction_of(account(places, kind, code), frozenset({role})) == Jurisdiction(prefix)


def test_without_a_role_nobody_is_seen(places: dict[str, Region]) -> None:
    assert jurisdiction_of(account(places, "agency", "511100"), frozenset()) == NOBODY


def test_an_employer_sees_its_own_people_and_its_supervising_body_those_of_all_below(
    places: dict[str, Region],
) -> None:
    bureau = account(places, "supervising_body", "511100")
    school = account(places, "employer", "511102", number="E1", under=bureau.office)
    assert jurisdiction_of(school, frozenset({Role.EMPLOYER})) == Jurisdiction(employers=frozenset({"E1"}))
    assert jurisdiction_of(bureau, frozenset({Role.SUPERVISING_BODY})) == Jurisdiction(employers=frozenset({"E1"}))


def test_columns_are_compared_by_their_beginning(places: dict[str, Region]) -> None:
    def seen(jurisdiction: Jurisdiction) -> set[str]:
        return set(Region.objects.filter(jurisdiction.of_columns(region="code")).values_list("code", flat=True))

    assert seen(Jurisdiction("5111")) == set(PLACES)
    assert seen(Jurisdiction("511102")) == {"511102", "511102001", "511102001001"}
    assert seen(Jurisdiction("511102001001")) == {"511102001001"}
    assert seen(Jurisdiction("511103")) == seen(NOBODY) == seen(Jurisdiction(employers=frozenset({"E1"}))) == set()


@pytest.mark.parametrize(
    ("day", "held"), [("2026-02-28", False), ("2026-03-01", True), ("2026-03-31", True), ("2026-04-01", False)]
)
def test_a_role_is_held_from_its_first_to_its_last_day(places: dict[str, Region], day: str, held: bool) -> None:
    someone = account(places, "town", "511102001")
    Assignment.objects.create(account=someone, role=Role.TOWN, since=dt.date(2026, 3, 1), until=dt.date(2026, 3, 31))
    assert (Role.TOWN in someone.roles_on(dt.date.fromisoformat(day))) == held
