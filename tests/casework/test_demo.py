"""`zige demo`: a county behind the web application; no second factor, and only where nobody else can come."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from staff import PASSWORD, SECRET, account, operator, signed_in

from casework.accounts.jurisdiction import jurisdiction_of
from casework.accounts.models import Account, Office
from casework.accounts.roles import Role
from casework.accounts.signing_in.second_factor import has_factor
from casework.audit.models import Entry
from casework.cases.models import Case, Finding
from casework.config.demo import city, staff, steps
from casework.config.demo.command import HOST
from casework.config.demo.tour import TOUR
from casework.config.serving import check_demo_stays_here
from casework.decisions.models import Decision
from casework.notices.models import Notice, Reminder
from casework.payments.models import PaymentList
from casework.people.models import Person
from casework.people.scope import people_within
from casework.reports.models import Report
from casework.runs.models import Run
from zige.errors import HomeRefused, RequestRefused
from zige.store.home import SETTINGS, Home, make_home, open_home

BANNER = "登录没有第二重验证"
NOVEMBER = 2026 * 12 + 10


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home of two months, of which nothing is in the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(city, "MONTHS", 2)
        return city.make_demo_home(tmp_path_factory.mktemp("demo") / "home", 500, "", NOVEMBER, lambda _step: None)


@pytest.fixture
def home(made: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The same, whatever other tests put into the database."""
    monkeypatch.setattr(settings, "HOME", made)
    (made.path / steps.DONE).unlink(missing_ok=True)
    return made


def begun(login: str) -> Client:
    client = Client()
    client.post("/sign-in", {"username": login, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/my-account").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_home_is_made_filled_once_and_its_accounts_sign_in_with_what_is_told(
    home: Home,
) -> None:
    assert city.is_made(home.path)
    assert home.settings.web.demo
    assert set(home.settings.consumers) == {"财政局", "市中区"}
    done = [step.name for step in steps.fill(home)]
    assert done == [step.name for step in steps.STEPS]
    assert list(steps.fill(home)) == []
    assert sorted(Run.objects.values_list("month", flat=True)) == [NOVEMBER - 1, NOVEMBER]
    told = list(staff.told_logins(home))
    assert sorted(str(role.label) for role in [*Role, Role.COUNTY_HANDLER]) == sorted(one.role for one in told)
    assert len({one.password for one in told}) == len(told)
    assert Case.objects.exists()
    assert set(Finding.objects.values_list("state", flat=True)) <= {"approved", "proposed"}
    assert Decision.objects.filter(state="approved").count() <= 1
    assert PaymentList.objects.get().state == "proposed"
    assert Report.objects.get().state == "submitted"
    assert Notice.objects.count() == Decision.objects.filter(state="approved").count()
    assert Reminder.objects.exists()
    for one in told:
        assert Account.objects.get(username=one.login).check_password(one.password)
    assert {stop.login for stop in TOUR} <= {one.login for one in told}


@pytest.mark.django_db(transaction=True)
def test_every_place_that_has_an_account_has_people_to_see_and_none_sees_all(home: Home) -> None:
    list(steps.fill(home))
    everybody = Person.objects.count()
    for login in ("handler", "town", "village", "employer", "body"):
        worker = Account.objects.select_related("office__region").get(username=login)
        role = Role(worker.assignments.get().role)
        assert 0 < people_within(jurisdiction_of(worker, frozenset({role}))).count() < everybody, login
    assert set(Office.objects.filter(kind="department").values_list("department", flat=True)) >= {"police", "civil"}


@pytest.mark.django_db(transaction=True)
def test_a_step_that_was_broken_off_is_done_again(home: Home) -> None:
    broken = iter(steps.fill(home))
    assert [next(broken).name, next(broken).name] == ["regions", "runs"]
    broken.close()
    assert [step.name for step in steps.fill(home)] == [step.name for step in steps.STEPS[1:]]


def test_a_home_in_earnest_is_left_alone(tmp_path: Path) -> None:
    home = make_home(tmp_path / "real", "乐山市社会保险事务中心", "511100", "")
    with pytest.raises(RequestRefused):
        city.is_made(home.path)
    (tmp_path / "something").mkdir()
    assert not city.is_made(tmp_path / "something")
    (tmp_path / "something" / "else").touch()
    with pytest.raises(RequestRefused):
        city.is_made(tmp_path / "something")
    assert not city.is_made(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("today", "month"),
    [("2026-11-15", "2026-10"), ("2026-11-16", "2026-11"), ("2027-01-03", "2026-12")],
)
def test_the_last_month_is_one_whose_files_have_all_arrived(today: str, month: str) -> None:
    year, number = map(int, month.split("-"))
    assert city.last_month(dt.date.fromisoformat(today)) == year * 12 + number - 1


@pytest.mark.parametrize(("changed", "by"), [("https = false", "https = true"), ('"localhost"]', '"zige.example"]')])
def test_a_demonstration_is_refused_where_others_could_come(tmp_path: Path, changed: str, by: str) -> None:
    home = make_home(tmp_path / "home", "乐山市社会保险事务中心", "511100", "")
    path = home.path / SETTINGS
    text = path.read_text("utf-8").replace(city.PLAIN, city.DEMO)
    path.write_text(text, "utf-8")
    assert open_home(home.path).settings.web.demo
    path.write_text(text.replace(changed, by), "utf-8")
    with pytest.raises(HomeRefused, match="demo"):
        _ = open_home(home.path).settings
    path.write_text(text.replace(changed, by).replace("demo = true", ""), "utf-8")
    assert not open_home(home.path).settings.web.demo


def test_a_demonstration_is_not_served_to_other_machines(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", "乐山市社会保险事务中心", "511100", "")
    check_demo_stays_here(home, "0.0.0.0")  # noqa: S104 - a home in earnest may be
    path = home.path / SETTINGS
    path.write_text(path.read_text("utf-8").replace(city.PLAIN, city.DEMO), "utf-8")
    check_demo_stays_here(open_home(home.path), HOST)
    with pytest.raises(RequestRefused):
        check_demo_stays_here(open_home(home.path), "0.0.0.0")  # noqa: S104 - that is what is refused


@pytest.mark.django_db
def test_the_password_is_enough_in_a_demonstration_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    who = account(Role.COUNTY_HANDLER, login="li.si")
    assert not is_in(begun("li.si"))
    monkeypatch.setattr(settings, "DEMO", True)
    assert is_in(begun("li.si"))
    assert Entry.objects.filter(act="account.signed_in").last().details == {"factor": "demo"}
    assert not has_factor(who)


@pytest.mark.django_db
def test_a_second_factor_that_was_set_up_is_asked_for_in_a_demonstration_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(account(Role.COUNTY_HANDLER, login="li.si"), SECRET)
    monkeypatch.setattr(settings, "DEMO", True)
    client = begun("li.si")
    assert not is_in(client)
    assert client.get("/sign-in/code").status_code == 200


@pytest.mark.django_db
def test_a_temporary_password_is_changed_first_in_a_demonstration_too(monkeypatch: pytest.MonkeyPatch) -> None:
    who = account(Role.COUNTY_HANDLER, login="li.si")
    Account.objects.filter(pk=who.pk).update(temporary_until=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))
    monkeypatch.setattr(settings, "DEMO", True)
    assert not is_in(begun("li.si"))


@pytest.mark.django_db
def test_every_page_says_that_it_is_a_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [(Client(), "/sign-in"), (signed_in(operator()), "/law")]
    for client, address in pages:
        assert BANNER not in client.get(address).content.decode()
    monkeypatch.setattr(settings, "DEMO", True)
    for client, address in pages:
        assert BANNER in client.get(address).content.decode()
