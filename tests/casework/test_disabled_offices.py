"""Nobody works in an office that an administrator has disabled; what was done there stays, and it can be enabled again."""

import pytest
from staff import OTHER, PASSWORD, account, administrator, office, office_for, signed_in

from casework.accounts.acts.change_account import change_account
from casework.accounts.acts.create_account import create_account
from casework.accounts.acts.disable_office import disable_office, enable_office
from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import ADMINISTRATORS, Role
from casework.audit.models import Entry

pytestmark = pytest.mark.django_db


def disabled(where: Office) -> Office:
    """The office after an administrator of the city has disabled it."""
    disable_office(account(Role.ADMIN, office("agency", "511100")), where)
    where.refresh_from_db()
    return where


def test_its_people_are_signed_out_and_cannot_sign_in_until_it_is_enabled() -> None:
    worker, other = account(Role.TOWN, login="li.si"), account(Role.COUNTY_HANDLER)
    browser = signed_in(worker)
    assert browser.get("/my-account").status_code == 200
    town = disabled(worker.office)
    assert browser.get("/my-account").status_code == 302
    assert signed_in(other).get("/my-account").status_code == 200
    begun = browser.post("/sign-in", {"username": "li.si", "password": PASSWORD})
    assert begun.status_code == 200
    enable_office(account(Role.ADMIN, office("agency", "511100")), town)
    assert browser.post("/sign-in", {"username": "li.si", "password": PASSWORD}).status_code == 302


def test_a_session_from_before_does_not_come_back_with_the_office() -> None:
    worker = account(Role.TOWN)
    browser = signed_in(worker)
    enable_office(account(Role.ADMIN, office("agency", "511100")), disabled(worker.office))
    assert browser.get("/my-account").status_code == 302


def test_who_is_on_the_way_to_sign_in_gets_no_further() -> None:
    worker = account(Role.TOWN, login="li.si")
    browser = signed_in(account())
    browser.post("/sign-out")
    assert browser.post("/sign-in", {"username": "li.si", "password": PASSWORD})["Location"] == "/sign-in/set-up"
    disabled(worker.office)
    assert browser.get("/sign-in/set-up")["Location"] == "/sign-in"


def test_nobody_new_comes_to_it() -> None:
    closed, mover = disabled(office_for(Role.TOWN)), account()
    admin = account(Role.ADMIN, office("agency", "511100"))
    with pytest.raises(ActRefused):
        create_account(admin, "wang.wu", "某某", closed)
    with pytest.raises(ActRefused):
        change_account(admin, mover, "某某", closed)
    new = {"username": "wang.wu", "name": "某某", "kind": "town", "number": closed.number}
    assert "已停用" in signed_in(admin).post("/accounts/new", new).content.decode()
    assert not Account.objects.filter(username="wang.wu").exists()
    enable_office(admin, closed)
    assert "临时密码" in signed_in(admin).post("/accounts/new", new).content.decode()


def test_who_works_in_it_may_be_renamed() -> None:
    worker = account(Role.TOWN)
    disabled(worker.office)
    change_account(account(Role.ADMIN, office("agency", "511100")), worker, "某甲", worker.office)
    worker.refresh_from_db()
    assert worker.name == "某甲"


def test_ones_own_office_is_not_disabled() -> None:
    admin = administrator()
    account(Role.ADMIN, office("agency", "511100"))
    with pytest.raises(ActRefused):
        disable_office(admin, admin.office)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_the_office_of_the_last_administrator_of_a_kind_stays(role: Role) -> None:
    """Those who sit in it are no help to each other; one elsewhere who reaches it is."""
    county = office("agency", OTHER)
    account(role, county), account(role, county)
    admin = account(Role.ADMIN, office("agency", "511102"))
    if role is Role.ADMIN:
        account(role, office("agency", "511123"))
    with pytest.raises(ActRefused):
        disable_office(admin, county)
    account(role, office("agency", "511100"))
    disable_office(admin, county)


def test_it_is_done_on_the_offices_page_and_recorded() -> None:
    town, browser = office_for(Role.TOWN), signed_in(administrator())
    page = browser.get(f"/offices/{town.pk}").content.decode()
    assert f'action="/offices/{town.pk}/disable"' in page
    assert browser.post(f"/offices/{town.pk}/disable")["Location"] == f"/offices/{town.pk}"
    page = browser.get(f"/offices/{town.pk}").content.decode()
    assert "没有人能在那里登录" in page
    assert f'action="/offices/{town.pk}/enable"' in page
    assert "已停用" in browser.get("/offices").content.decode()
    browser.post(f"/offices/{town.pk}/enable")
    assert Office.objects.get(pk=town.pk).is_active
    told = list(Entry.objects.filter(subject=f"office:{town.pk}").order_by("number").values_list("act", flat=True))
    assert told == ["office.disabled", "office.enabled"]
