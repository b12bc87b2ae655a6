"""The start page: what waits for each role, figures of one's own place alone, and each number opens what it counts."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from staff import TOLD, account, administrator, at_desk, auditor, office, signed_in

from casework.accounts.jurisdiction import Jurisdiction
from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.people.models import Benefit
from casework.runs.figures import Figures, figures_of
from casework.runs.importing import import_run
from casework.runs.models import Flag, Tally
from homes import (
    BENEFITS,
    BORDER,
    CUSTODY,
    DEATHS,
    LI,
    PEOPLE,
    PERSONS,
    SUN,
    ZHANG,
    House,
    benefit_row,
    new_house,
    person_row,
    who,
)
from zige.kinds import Standing

pytestmark = pytest.mark.django_db(transaction=True)

BUDGET = 17
"""Session, account, roles, the run, tallies twice, places, cases twice; for who goes to people: them, and the record; for
who reviews: findings, decisions, objections."""
DOOR = re.compile(r'<a href="(/runs/lists/[^"]+)">([\d,]+)</a>')
COUNT = re.compile(r'<p class="count" role="status">[^<]*<b>(\d+)</b>')
DESKS = [
    (Role.CITY_OPERATOR, "agency", "511100"),
    (Role.INSPECTOR, "agency", "511100"),
    (Role.COUNTY_HANDLER, "agency", "511102"),
    (Role.COUNTY_REVIEWER, "agency", "511123"),
    (Role.TOWN, "town", "511102001"),
    (Role.VILLAGE, "village", "511102001001"),
]


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Six people in three counties; LI's benefit is paid by another county's agency, SUN says nowhere to live.

    ZHANG is told dead and then crosses the border; LI is in custody.
    """
    house = new_house(tmp_path / "house")
    persons = [person_row(each).replace(f",{SUN.region},", ",,") for each in (SUN,)]
    house.deliver("领取人员名册_2026-01.csv", "2026-01-05", PERSONS, *persons, *map(person_row, set(PEOPLE) - {SUN}))
    drawn = benefit_row(LI).replace(",续发,511123,", ",续发,511102,")
    house.deliver("待遇名册_2026-01.csv", "2026-01-05", BENEFITS, drawn, *map(benefit_row, set(PEOPLE) - {LI}))
    house.deliver("死亡_202601.csv", "2026-02-02", DEATHS, f"{who(ZHANG)},2026-01-03,2026-01-05")
    house.deliver("出入境_202601.csv", "2026-02-02", BORDER, f"B1,新增,{who(ZHANG)},2026-01-20,出境")
    house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    import_run(house.home, house.run("2026-01"))
    return house


def text(browser: Client, address: str = "/") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def doors(page: str) -> Iterator[tuple[str, int]]:
    """Every number of the page that opens a list, with its address."""
    for address, number in DOOR.findall(page):
        yield html.unescape(address), int(number.replace(",", ""))


def listed(browser: Client, address: str) -> int:
    """How many rows the list says it has; none where it is empty."""
    found = COUNT.search(text(browser, address))
    return int(found[1]) if found else 0


def all_of(jurisdiction: Jurisdiction) -> int:
    """Every benefit that the figures of a jurisdiction count."""
    figures = figures_of(jurisdiction)
    return figures.total("standing", tuple(Standing)) if figures else 0


@pytest.mark.parametrize(("role", "kind", "code"), DESKS)
def test_every_number_opens_a_list_of_as_many(house: House, role: Role, kind: str, code: str) -> None:
    browser = at_desk(role, kind, code)
    shown = list(doors(text(browser)))
    assert sum(number for _, number in shown) > 0
    for address, number in shown:
        assert listed(browser, address) == number, address


def test_an_employers_numbers_are_counted_as_asked_and_open_lists_too(house: House) -> None:
    Benefit.objects.filter(pk__in=["B001", "B002"]).update(employer="E1")
    Flag.objects.filter(benefit__in=["B001", "B002"]).update(employer="E1")
    browser = at_desk(Role.EMPLOYER, "employer", "511102", number="E1")
    shown = dict(doors(text(browser)))
    assert shown["/runs/lists/benefits?standing=continue"] == 2
    for address, number in shown.items():
        assert listed(browser, address) == number, address


def test_a_county_counts_whom_it_sees_by_residence_or_by_its_agency_once(house: House) -> None:
    assert all_of(Jurisdiction("5111")) == len(PEOPLE)
    assert all_of(Jurisdiction("511102")) == 5  # with LI, who lives elsewhere, and SUN, of whom nobody knows where
    assert all_of(Jurisdiction("511123")) == 1  # LI lives here
    assert all_of(Jurisdiction("511133")) == 1
    assert all_of(Jurisdiction("511111")) == 0
    assert all_of(Jurisdiction("511102001001")) == 3
    assert all_of(Jurisdiction()) == 0


def test_the_city_compares_its_counties_by_residence(house: House) -> None:
    office("agency", "511111")
    office("agency", "511102")
    shown = dict(doors(text(at_desk(Role.CITY_OPERATOR, "agency", "511100"))))
    here = [shown.get(f"/runs/lists/benefits?standing={one.value}&region=511102", 0) for one in Standing]
    assert sum(here) == 4
    assert not [address for address in shown if "region=511111" in address]


def test_before_the_first_import_there_are_no_figures() -> None:
    assert not list(doors(text(at_desk(Role.COUNTY_HANDLER, "agency", "511102"))))
    assert "现在没有要您办的事" in text(signed_in(account(Role.SUPERVISING_BODY)))


def test_a_second_run_of_a_month_replaces_its_figures_and_another_month_joins_them(house: House) -> None:
    def of(figures: Figures | None, month: int) -> int:
        assert figures is not None
        return figures.total("standing", tuple(Standing), month=month)

    import_run(house.home, house.run("2026-01", full=True))
    january = 2026 * 12
    assert of(figures_of(Jurisdiction("5111")), january) == len(PEOPLE)
    house.deliver("死亡_202602.csv", "2026-03-02", DEATHS, f"{who(LI)},2026-02-03,2026-02-05")
    import_run(house.home, house.run("2026-02"))
    figures = figures_of(Jurisdiction("5111"))
    assert figures is not None
    assert figures.months == [january, january + 1]
    assert of(figures, january) == of(figures, january + 1) == len(PEOPLE)


def test_figures_that_a_later_run_of_the_month_no_longer_has_are_gone(house: House) -> None:
    Tally.objects.filter(place="5111", measure="standing").update(count=99)
    Tally.objects.create(place="5111", residents=False, month=2026 * 12, measure="flag", code="gone", kind="", count=1)
    other = Tally.objects.create(place="5111", residents=False, month=1, measure="flag", code="kept", kind="", count=1)
    import_run(house.home, house.run("2026-01", full=True))
    assert Tally.objects.get(code="gone").count == 0
    assert all_of(Jurisdiction("5111")) == len(PEOPLE)
    assert Tally.objects.get(pk=other.pk).count == 1


def test_a_village_sees_whom_to_visit_masked_and_that_is_recorded(house: House) -> None:
    page = text(at_desk(Role.VILLAGE, "village", "511102001001"))
    assert "张*芳" in page
    assert ZHANG.name not in page
    assert "国强" not in page
    assert Entry.objects.filter(act="people.listed", details__list="start").count() == 1
    assert "该走访" not in text(at_desk(Role.COUNTY_HANDLER, "agency", "511102"))


@pytest.mark.parametrize("role", [Role.BANK, Role.DEPARTMENT, Role.FINANCE, Role.ADMIN])
def test_who_sees_nobody_sees_no_figures(house: House, role: Role) -> None:
    page = text(signed_in(account(role)))
    assert not list(doors(page))
    assert "待遇状态" not in page


@pytest.mark.parametrize(("name", "status"), [("months", 200), ("kinds", 200), ("nothing", 404)])
def test_a_chart_is_a_picture_without_style_or_script(house: House, name: str, status: int) -> None:
    browser = at_desk(Role.COUNTY_HANDLER, "agency", "511102")
    answer = browser.get(f"/runs/charts/{name}")
    assert answer.status_code == status
    if status == 200:
        drawn = answer.content.decode()
        assert answer["Content-Type"] == "image/svg+xml"
        assert drawn.startswith("<svg")
        assert "style=" not in drawn
        assert "<script" not in drawn
        assert signed_in(account(Role.FINANCE)).get(f"/runs/charts/{name}").status_code == 403


def test_the_page_keeps_to_its_budget_of_queries(house: House) -> None:
    for role, kind, code in DESKS:
        browser = at_desk(role, kind, code)
        with CaptureQueriesContext(connection) as asked:
            browser.get("/")
        assert len(asked) <= BUDGET + TOLD, role


def test_who_has_nothing_to_do_here_yet_is_told_so_plainly() -> None:
    page = at_desk(Role.BANK, "bank", "511102").get("/").content.decode()
    assert "网点现在没有要在这里办的事" in page
    assert "其他工作从菜单进入" not in page
    assert "点数字打开名单" not in page


def test_administrators_find_their_own_work_and_its_list() -> None:
    chief = administrator()
    waiting, without = account(Role.COUNTY_HANDLER, login="li.si"), account(login="wang.wu")
    Account.objects.filter(pk=waiting.pk).update(temporary_until="2999-01-01T00:00Z")
    page = text(signed_in(chief))
    assert '<a href="/accounts?state=new">1</a>' in page
    assert waiting.username in (found := text(signed_in(chief), "/accounts?state=new"))
    assert without.username not in found
    guard = account(Role.SECURITY_ADMIN, office("agency", "511100"))
    assert '<a href="/accounts?state=without_role">1</a>' in text(signed_in(guard))
    assert without.username in text(signed_in(guard), "/accounts?state=without_role")
    assert "今天的审计记录" in text(signed_in(auditor()))


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "今天的工作"), ("en", "My work today")])
def test_the_page_speaks_both_languages(house: House, language: str, words: str) -> None:
    browser = at_desk(Role.COUNTY_HANDLER, "agency", "511102")
    browser.cookies["django_language"] = language
    page = text(browser)
    assert words in page
    chinese = re.findall(r"[\u4e00-\u9fff]{2,}", re.sub(r"(?s)<header>.*?</header>", "", page).replace("某某", ""))
    assert (chinese == []) == (language == "en")
