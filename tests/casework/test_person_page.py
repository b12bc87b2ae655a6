"""Who may open a person sees one timeline, masked; whoever sees more has said what for; every opening is recorded."""

import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from staff import TOLD, at_desk

from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.people.masking import masked_name, masked_number, masked_phone
from casework.people.models import Benefit, Person
from casework.runs.importing import import_run
from homes import BORDER, CUSTODY, DEATHS, LI, PEOPLE, ZHANG, House, opened_house, who

pytestmark = pytest.mark.django_db(transaction=True)
BUDGET = 28


@pytest.fixture
def house(tmp_path: Path) -> House:
    """ZHANG is told dead and then crosses the border; LI is in custody."""
    made = opened_house(tmp_path / "house")
    made.deliver("死亡_202601.csv", "2026-02-02", DEATHS, f"{who(ZHANG)},2026-01-03,2026-01-05")
    made.deliver("出入境_202601.csv", "2026-02-02", BORDER, f"B1,新增,{who(ZHANG)},2026-01-20,出境")
    made.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    import_run(made.home, made.run("2026-01"))
    return made


def told() -> list[tuple[str, str, str]]:
    """What was recorded: act, subject and purpose."""
    return list(Entry.objects.exclude(act="run.imported").order_by("number").values_list("act", "subject", "purpose"))


def page_of(person: str) -> str:
    return f"/people/{Person.objects.get(name=person).pk}"


def text(browser: Client, address: str, **said: str) -> str:
    answer = browser.get(address, said)
    assert answer.status_code == 200
    return answer.content.decode()


PLACES = [
    (Role.CITY_OPERATOR, "agency", "511100", True),
    (Role.COUNTY_HANDLER, "agency", "511102", True),
    (Role.TOWN, "town", "511102001", True),
    (Role.VILLAGE, "village", "511102001001", True),
    (Role.COUNTY_HANDLER, "agency", "511123", False),
    (Role.TOWN, "town", "511102002", False),
    (Role.VILLAGE, "village", "511102001002", False),
]


@pytest.mark.parametrize(("role", "kind", "code", "seen"), PLACES)
def test_a_person_is_found_listed_and_opened_by_own_offices_alone(
    house: House, role: Role, kind: str, code: str, seen: bool
) -> None:
    browser = at_desk(role, kind, code)
    address = page_of(ZHANG.name)
    assert (browser.get(address).status_code == 200) == seen
    why = f"/runs/why/{address.split('/')[-1]}/B001/{2026 * 12}"
    assert seen or browser.get(why).status_code == 404
    for asked in (ZHANG.number, "张桂", "zgf", "zhanggui", "B001", "511102001001"):
        assert (f'href="{address}"' in text(browser, "/people/", text=asked)) == seen, asked
    assert (f'href="{address}"' in text(browser, "/runs/lists/verify")) == seen


@pytest.mark.parametrize(("employer", "seen"), [("E1", True), ("E2", False)])
def test_an_employer_sees_its_own_people_alone(house: House, employer: str, seen: bool) -> None:
    Benefit.objects.filter(pk="B001").update(employer="E1")
    browser = at_desk(Role.EMPLOYER, "employer", "511102", number=employer)
    answer = browser.get(page_of(ZHANG.name))
    assert answer.status_code == (200 if seen else 404)
    if employer:
        assert ("张*芳" in text(browser, "/people/", text="张")) == seen
        assert "李*强" not in text(browser, "/people/", text="李")


def test_a_number_that_is_searched_for_stands_in_no_address(house: House) -> None:
    """Browsers and proxies keep addresses; a search by name may be gone back to, as one may go back to a list."""
    browser = at_desk(Role.COUNTY_HANDLER, "agency", "511102")
    assert browser.post("/people/", {"text": f" {ZHANG.number} "})["Location"] == page_of(ZHANG.name)
    assert browser.post("/people/", {"text": "张桂"})["Location"] == "/people/?text=%E5%BC%A0%E6%A1%82"
    other = at_desk(Role.COUNTY_HANDLER, "agency", "511123").post("/people/", {"text": ZHANG.number})
    assert (other.status_code, "没有找到" in other.content.decode()) == (200, True)
    assert [act for act, _, _ in told()] == ["people.searched", "people.searched"]


def test_the_agency_of_a_benefit_sees_who_lives_elsewhere(house: House) -> None:
    Person.objects.filter(name=ZHANG.name).update(region="510100001001")
    assert at_desk(Role.COUNTY_HANDLER, "agency", "511102").get(page_of(ZHANG.name)).status_code == 200
    assert at_desk(Role.COUNTY_HANDLER, "agency", "511123").get(page_of(ZHANG.name)).status_code == 404


def test_of_two_benefits_an_agency_sees_its_own_and_a_village_both(house: House) -> None:
    zhang = Person.objects.get(name=ZHANG.name)
    drawn = {"person": zhang, "kind": "pension.resident", "region": zhang.region, "listed": True}
    Benefit.objects.create(benefit_id="B900", office="511123", **drawn)
    other, village = at_desk(Role.COUNTY_HANDLER, "agency", "511123"), at_desk(Role.VILLAGE, "village", "511102001001")
    for browser, shown in ((other, {"B900"}), (village, {"B001", "B900"})):
        page = text(browser, page_of(ZHANG.name))
        assert {benefit for benefit in ("B001", "B900") if benefit in page} == shown
    why = f"/runs/why/{zhang.pk}/B001/{2026 * 12}"
    assert other.get(why).status_code == 404
    assert f'href="/people/{zhang.pk}"' in text(other, "/people/", text="B900")
    assert f'href="/people/{zhang.pk}"' not in text(other, "/people/", text="B001")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR, Role.DEPARTMENT, Role.BANK])
def test_who_sees_nobody_is_refused_every_page(house: House, role: Role) -> None:
    browser = at_desk(role, "agency", "511100")
    for address in ("/people/", page_of(ZHANG.name), "/runs/lists/verify", f"{page_of(ZHANG.name)}/whole"):
        ask = browser.post if address.endswith("whole") else browser.get
        assert ask(address).status_code == 403, address


def test_who_has_not_signed_in_is_sent_away(house: House) -> None:
    for address in ("/people/", page_of(ZHANG.name), "/runs/lists/remind"):
        assert Client().get(address).status_code == 302


def test_names_and_numbers_are_masked_until_a_purpose_is_said(house: House) -> None:
    browser, address = at_desk(Role.COUNTY_HANDLER, "agency", "511102"), page_of(ZHANG.name)
    masked = text(browser, address)
    assert ZHANG.number not in masked
    assert ZHANG.name not in masked
    assert "13900000000" not in masked
    assert masked_number(ZHANG.number) in masked
    assert "张*芳" in masked
    refused = browser.post(f"{address}/whole", {"purpose": "curiosity"}).content.decode()
    assert ZHANG.number not in refused
    assert [act for act, _, _ in told()] == ["person.opened"]
    whole = browser.post(f"{address}/whole", {"purpose": "contact"})
    assert ZHANG.number in whole.content.decode()
    assert ZHANG.name in whole.content.decode()
    assert "no-store" in whole["Cache-Control"]
    number = address.split("/")[-1]
    assert told()[-1] == ("person.revealed", f"person:{number}", "contact")


def test_every_opening_is_recorded_without_what_was_looked_for(house: House) -> None:
    browser, address = at_desk(Role.CITY_OPERATOR, "agency", "511100"), page_of(ZHANG.name)
    text(browser, "/people/", text=ZHANG.number)
    text(browser, address)
    text(browser, "/runs/lists/verify")
    assert [act for act, _, _ in told()] == ["people.searched", "person.opened", "people.listed"]
    entries = repr(list(Entry.objects.values()))
    assert ZHANG.number not in entries
    assert ZHANG.name not in entries
    again = text(browser, address)
    assert "打开个人页面" in again
    assert "某某" in again


def test_the_page_tells_the_signal_its_rows_the_standing_and_the_contradiction(house: House) -> None:
    shown = text(at_desk(Role.COUNTY_HANDLER, "agency", "511102"), page_of(ZHANG.name))
    assert "死亡" in shown
    assert "死亡注销户口" in shown
    assert "第 2 行" in shown
    assert "相互矛盾" in shown
    assert "2026-01-20" in shown


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "为什么这样认定"), ("en", "due by")])
def test_a_determination_opens_its_explanation_with_the_strip(
    house: House, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setattr(settings, "HOME", house.home)
    browser = at_desk(Role.COUNTY_HANDLER, "agency", "511102")
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    shown = text(browser, f"/runs/why/{page_of(ZHANG.name).split('/')[-1]}/B001/{2026 * 12}")
    assert 'class="strip"' in shown
    assert ZHANG.number not in shown
    assert words in shown


def test_the_pages_keep_to_their_budget_of_queries(house: House) -> None:
    browser = at_desk(Role.COUNTY_HANDLER, "agency", "511102")
    for address in (page_of(ZHANG.name), "/people/?text=z", "/runs/lists/verify"):
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        assert len(asked) <= BUDGET + TOLD, address


def test_no_name_and_no_number_is_logged(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser, address = at_desk(Role.COUNTY_HANDLER, "agency", "511102"), page_of(ZHANG.name)
    text(browser, address)
    browser.post(f"{address}/whole", {"purpose": "contact"})
    browser.get("/people/999999")
    written = "\n".join(
        record.getMessage()
        for record in caplog.records
        if record.name.startswith(("django.request", "casework", "zige"))
    )
    for person in PEOPLE:
        assert person.number not in written
        assert person.name not in written


@pytest.mark.parametrize(
    ("whole", "masked"), [("张桂芳", "张*芳"), ("李强", "李*"), ("阿的·尔沙", "阿***沙"), ("张", "张"), ("", "")]
)
def test_names_are_masked(whole: str, masked: str) -> None:
    assert masked_name(whole) == masked


@pytest.mark.parametrize(
    ("whole", "masked"),
    [("511102195001011234", "511102********1234"), ("H12345678", "*******78"), ("1", "*"), ("", "")],
)
def test_numbers_are_masked(whole: str, masked: str) -> None:
    assert masked_number(whole) == masked


@pytest.mark.parametrize(("whole", "masked"), [("13812345678", "138****5678"), ("2145678", "*****78")])
def test_phones_are_masked(whole: str, masked: str) -> None:
    assert masked_phone(whole) == masked


def test_grounds_are_told_in_words_and_the_kind_of_a_benefit_by_its_name(house: House) -> None:
    shown = text(at_desk(Role.COUNTY_HANDLER, "agency", "511102"), page_of(ZHANG.name))
    assert "城乡居民基本养老金 B001" in shown or "企业职工基本养老金 B001" in shown
    assert "unconfirmed" not in shown


def test_from_a_person_a_case_is_opened_by_whom_the_page_opens_for_alone(house: House) -> None:
    address = page_of(ZHANG.name)
    opening = address.replace("/people/", "/cases/about/")
    assert opening in text(at_desk(Role.COUNTY_HANDLER, "agency", "511102"), address)
    assert opening not in text(at_desk(Role.INSPECTOR, "agency", "511100"), address)
