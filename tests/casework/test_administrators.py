"""Three separate administrators: who makes accounts gives no roles, who gives roles makes no accounts, one only looks."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from staff import OTHER, OWN, account, give, office, office_for, place, signed_in

from casework.accounts.acts.create_account import create_account
from casework.accounts.acts.disable_account import disable_account
from casework.accounts.acts.give_role import give_role
from casework.accounts.acts.lend_role import end_lending, lend_role
from casework.accounts.acts.take_role import take_role
from casework.accounts.jurisdiction import NOBODY, jurisdiction_of
from casework.accounts.models import Account, Assignment
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import ADMINISTRATORS, Role, may_be_in_one_hand

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LATER = TODAY + dt.timedelta(days=30)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("first", Role)
@pytest.mark.parametrize("second", Role)
def test_the_database_refuses_what_may_not_be_in_one_hand(first: Role, second: Role) -> None:
    someone = account(where=office("agency", "511100"))
    give(someone, first)
    if may_be_in_one_hand(first, second):
        give(someone, second)
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        give(someone, second)


def test_one_after_the_other_may_be_held_and_on_a_common_day_may_not() -> None:
    someone = account(where=office("agency", "511100"))
    give(someone, Role.AUDITOR, TODAY, LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        give(someone, Role.CITY_OPERATOR, LATER)
    later = give(someone, Role.CITY_OPERATOR, LATER + DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=later.pk).update(since=LATER)


def test_what_was_taken_back_is_in_nobodys_way() -> None:
    someone = account(where=office("agency", "511100"))
    taken = give(someone, Role.AUDITOR)
    Assignment.objects.filter(pk=taken.pk).update(taken=timezone.now())
    give(someone, Role.CITY_OPERATOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=taken.pk).update(taken=None)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrator_sees_nobodys_data(role: Role) -> None:
    assert jurisdiction_of(account(role), frozenset({role})) == NOBODY


def test_the_act_says_why_a_role_cannot_be_given() -> None:
    security, someone = account(Role.SECURITY_ADMIN), account(Role.COUNTY_HANDLER)
    for role in (Role.ADMIN, Role.COUNTY_REVIEWER, Role.TOWN, Role.CITY_OPERATOR, Role.COUNTY_HANDLER):
        with pytest.raises(ActRefused):
            give_role(security, someone, role, TODAY, None)
    assert someone.roles_on(TODAY) == {Role.COUNTY_HANDLER}


def test_a_role_is_given_for_days_and_taken_at_once() -> None:
    security, someone = account(Role.SECURITY_ADMIN), account()
    given = give_role(security, someone, Role.COUNTY_HANDLER, TODAY, LATER)
    assert someone.roles_on(LATER) == {Role.COUNTY_HANDLER}
    assert not someone.roles_on(LATER + DAY)
    take_role(security, given)
    assert not someone.roles_on(TODAY)
    assert someone.assignments.count() == 1


def test_nobody_changes_themselves() -> None:
    security, admin = account(Role.SECURITY_ADMIN), account(Role.ADMIN)
    account(Role.SECURITY_ADMIN), account(Role.ADMIN)
    with pytest.raises(ActRefused):
        give_role(security, security, Role.SECURITY_ADMIN, LATER, None)
    with pytest.raises(ActRefused):
        take_role(security, security.assignments.get())
    with pytest.raises(ActRefused):
        disable_account(admin, admin)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_the_last_of_each_kind_stays(role: Role) -> None:
    city = office("agency", "511100")
    last = account(role, city)
    admin, security = account(Role.ADMIN, city), account(Role.SECURITY_ADMIN, city)
    if role == Role.ADMIN:
        Account.objects.filter(pk=admin.pk).update(is_active=False)
    if role == Role.SECURITY_ADMIN:
        Account.objects.filter(pk=security.pk).update(is_active=False)
    account(role, office_for(role, OTHER))
    with pytest.raises(ActRefused):
        disable_account(admin, last)
    with pytest.raises(ActRefused):
        take_role(security, last.assignments.get())
    account(role, city)
    disable_account(admin, last)


def test_the_admin_makes_accounts_and_gives_no_role_and_the_security_admin_the_other_way_round() -> None:
    admin, security, someone = account(Role.ADMIN), account(Role.SECURITY_ADMIN), account()
    new = {"username": "wang.wu", "name": "某某", "kind": "agency", "number": "511102"}
    role = {"role": "county_handler", "since": TODAY.isoformat()}
    assert signed_in(security).post("/accounts/new", new).status_code == 403
    assert signed_in(admin).post(f"/accounts/{someone.pk}/roles", role).status_code == 403
    made = signed_in(admin).post("/accounts/new", new)
    assert "临时密码" in made.content.decode()
    assert signed_in(security).post(f"/accounts/{someone.pk}/roles", role).status_code == 302
    assert someone.roles_on(TODAY) == {Role.COUNTY_HANDLER}


def test_an_account_moves_to_another_office_only_without_a_role() -> None:
    admin, someone = account(Role.ADMIN, office("agency", "511100")), account(Role.COUNTY_HANDLER)
    office_for(Role.COUNTY_HANDLER, OTHER)
    there = {"name": "某某", "kind": "agency", "number": OTHER}
    client = signed_in(admin)
    assert client.post(f"/accounts/{someone.pk}/change", there).status_code == 200
    Assignment.objects.filter(account=someone).update(taken=timezone.now())
    assert client.post(f"/accounts/{someone.pk}/change", there).status_code == 302


# --- lending ---------------------------------------------------------------------------------------------------------


def test_a_role_is_lent_from_a_day_to_a_day_and_ends_by_itself() -> None:
    lender, colleague = account(Role.COUNTY_HANDLER), account()
    lend_role(lender, colleague, Role.COUNTY_HANDLER, TODAY, LATER)
    assert colleague.roles_on(TODAY) == colleague.roles_on(LATER) == {Role.COUNTY_HANDLER}
    assert not colleague.roles_on(LATER + DAY)
    for one in (lender, colleague):
        assert "结束委托" in signed_in(one).get("/my-account").content.decode()


def test_who_prepares_does_not_come_to_approve() -> None:
    handler, reviewer, third = account(Role.COUNTY_HANDLER), account(Role.COUNTY_REVIEWER), account()
    with pytest.raises(ActRefused):
        lend_role(handler, reviewer, Role.COUNTY_HANDLER, TODAY, LATER)
    with pytest.raises(ActRefused):
        lend_role(reviewer, handler, Role.COUNTY_REVIEWER, TODAY, LATER)
    lend_role(handler, third, Role.COUNTY_HANDLER, TODAY, LATER)
    with pytest.raises(ActRefused):
        lend_role(reviewer, third, Role.COUNTY_REVIEWER, LATER, LATER + DAY)
    lend_role(reviewer, third, Role.COUNTY_REVIEWER, LATER + DAY, LATER + DAY)


def test_only_an_own_role_is_lent_and_only_within_the_office() -> None:
    lender, colleague = account(Role.COUNTY_HANDLER), account()
    elsewhere = account(where=office_for(Role.COUNTY_HANDLER, OTHER))
    disabled = account()
    Account.objects.filter(pk=disabled.pk).update(is_active=False)
    disabled.refresh_from_db()
    for to in (elsewhere, disabled, lender):
        with pytest.raises(ActRefused):
            lend_role(lender, to, Role.COUNTY_HANDLER, TODAY, LATER)
    with pytest.raises(ActRefused):
        lend_role(lender, colleague, Role.COUNTY_REVIEWER, TODAY, LATER)
    lend_role(lender, colleague, Role.COUNTY_HANDLER, TODAY, LATER)
    with pytest.raises(ActRefused):
        lend_role(colleague, account(), Role.COUNTY_HANDLER, TODAY, LATER)


def test_an_administrators_role_is_not_lent() -> None:
    with pytest.raises(ActRefused):
        lend_role(account(Role.ADMIN), account(), Role.ADMIN, TODAY, LATER)


def test_what_is_lent_ends_with_the_lenders_own_role() -> None:
    lender, colleague = account(Role.COUNTY_HANDLER), account()
    lend_role(lender, colleague, Role.COUNTY_HANDLER, TODAY, LATER)
    take_role(account(Role.SECURITY_ADMIN), lender.assignments.get())
    assert not colleague.roles_on(TODAY)


def test_either_side_ends_it_early_and_nobody_else() -> None:
    lender, colleague = account(Role.COUNTY_HANDLER), account()
    for one in (lender, colleague):
        lent = lend_role(lender, colleague, Role.COUNTY_HANDLER, TODAY, LATER)
        assert signed_in(account()).post(f"/my-account/lend/{lent.pk}/end").status_code == 404
        end_lending(one, lent)
        assert not colleague.roles_on(TODAY)


def test_the_page_lends() -> None:
    lender, colleague = account(Role.COUNTY_HANDLER), account()
    days = {"since": TODAY.isoformat(), "until": LATER.isoformat()}
    posted = {"role": "county_handler", "to": colleague.pk, **days}
    assert signed_in(lender).post("/my-account/lend", posted)["Location"] == "/my-account"
    assert colleague.roles_on(TODAY) == {Role.COUNTY_HANDLER}


def saved(by: Account, address: str, **said: str) -> bool:
    """Whether the form of an office was taken."""
    form = {"name": "便民服务中心", "under": "", "department": "", **said}
    return signed_in(by).post(address, form).status_code == 302


def test_no_admin_moves_an_office_and_with_it_what_its_people_see() -> None:
    by, town = account(Role.ADMIN, office("agency", "511100")), office("town", "511102001")
    assert saved(by, f"/offices/{town.pk}", region="511102001", name="泊水街道便民服务中心")
    for elsewhere in ("511102", "511100", "511111100", "511102001001"):
        assert not saved(by, f"/offices/{town.pk}", region=place(elsewhere).code)
    town.refresh_from_db()
    assert (town.region_id, town.name) == ("511102001", "泊水街道便民服务中心")


@pytest.mark.parametrize(
    ("kind", "number", "region", "may"),
    [
        ("town", "511102002", "511102002", True), ("town", "511102002", "511102", False),
        ("village", "511102002", "511102002", False), ("town", "511102002-b", "511102002", False),
        ("agency", "511123", "511123", True), ("agency", "511100-b", "511100", False),
        ("bank", "ICBC-1", "511102", True), ("department", "D1", "511100", True),
    ],
)  # fmt: skip
def test_a_new_office_is_that_of_the_place_by_which_it_is_numbered(
    kind: str, number: str, region: str, may: bool
) -> None:
    by = account(Role.ADMIN, office("agency", "511100"))
    department = "police" if kind == "department" else ""
    told = {"kind": kind, "number": number, "region": place(region).code, "department": department}
    assert saved(by, "/offices/new", **told) is may


def test_a_data_department_sees_the_whole_citys_deliveries_and_is_the_citys_to_make() -> None:
    by = account(Role.ADMIN, office("agency", OWN))
    told = {"kind": "department", "number": "D1", "region": OWN, "department": "police"}
    assert not saved(by, "/offices/new", **told)
    there = office("department", OWN, "D2")
    assert saved(by, f"/offices/{there.pk}", region=OWN, department="police")
    there.refresh_from_db()
    assert there.department == ""


def test_of_two_who_make_the_same_account_one_is_refused_in_a_sentence() -> None:
    by, here = account(Role.ADMIN, office("agency", OWN)), office("agency", OWN)
    create_account(by, "wang.wu", "王五", here)
    with pytest.raises(ActRefused, match="已有人用"):
        create_account(by, "wang.wu", "王五", here)
    assert Account.objects.filter(username="wang.wu").count() == 1
