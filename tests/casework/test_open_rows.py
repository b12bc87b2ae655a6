"""Questions and rows to assign are listed within one's own place; what a row says of a person is shown for a purpose."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from staff import TOLD, at_desk

from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.people.models import Person
from casework.runs.importing import import_run
from casework.runs.models import WRITTEN, Candidate, Question, Run
from casework.vault import blind
from homes import DEATHS, LI, PEOPLE, ZHANG, House, opened_house, who
from identity.people import number

pytestmark = pytest.mark.django_db(transaction=True)

WRONG = LI.number[:-1] + ("0" if LI.number[-1] != "0" else "1")
REPORT = "证件号码,姓名,情形,发生日期"
COUNTY, OTHER, CITY = ("agency", "511123"), ("agency", "511102"), ("agency", "511100")
BUDGET = 16


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A death that may be LI's, a report about LI, and two numbers of ZHANG that may be one person's."""
    made = opened_house(tmp_path / "house")
    made.deliver("死亡.csv", "2026-02-03", DEATHS, f"{WRONG},{LI.name},2026-01-20,2026-01-25")
    made.deliver("基层月报.csv", "2026-02-03", REPORT, f"{who(LI)},失踪,2026-01-09")
    twin = replace(ZHANG, number=number("511102", "19500305", 3), benefit="B090")
    made.rosters("2026-02", "2026-02-05", *PEOPLE, twin)
    import_run(made.home, made.run("2026-02"))
    return made


def handler(desk: tuple[str, str]) -> Client:
    return at_desk(Role.COUNTY_HANDLER, *desk)


def text(browser: Client, address: str, language: str = "zh-hans") -> str:
    browser.cookies["django_language"] = language
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def acts() -> Iterator[tuple[str, str, str]]:
    yield from Entry.objects.exclude(act="run.imported").order_by("number").values_list("act", "subject", "purpose")


def page_of(name: str) -> str:
    return f'href="/people/{Person.objects.filter(name=name).order_by("pk")[0].pk}"'


def test_the_questions_of_ones_own_place_are_listed_and_no_others(house: House) -> None:
    own, other = text(handler(COUNTY), "/runs/questions"), text(handler(OTHER), "/runs/questions")
    assert page_of(LI.name) in own
    assert page_of(ZHANG.name) not in own
    assert "报告所说的情形" in own
    assert "基层月报" in own
    assert page_of(ZHANG.name) in other
    assert page_of(LI.name) not in other
    assert "疑似一人两个号码" in other
    city = text(at_desk(Role.CITY_OPERATOR, *CITY), "/runs/questions")
    assert page_of(LI.name) in city
    assert page_of(ZHANG.name) in city
    assert LI.name not in city


def test_the_other_person_of_a_question_is_told_only_where_seen(house: House) -> None:
    (asked,) = Question.objects.exclude(other=None)
    assert f'href="/people/{asked.other}"' in text(handler(OTHER), "/runs/questions")
    twin = Person.objects.get(pk=asked.other)
    twin.benefits.update(office="511123", region="511123100002")
    Person.objects.filter(pk=twin.pk).update(region="511123100002")
    shown = text(handler(OTHER), "/runs/questions")
    assert f'href="/people/{asked.other}"' not in shown
    assert "不在您的数据范围内" in shown


def test_questions_are_narrowed_by_what_they_ask(house: House) -> None:
    city = at_desk(Role.CITY_OPERATOR, *CITY)
    reports = text(city, "/runs/questions?kind=report")
    assert page_of(LI.name) in reports
    assert page_of(ZHANG.name) not in reports


def test_rows_to_assign_are_listed_and_opened_by_own_offices_alone(house: House) -> None:
    (row,) = Candidate.objects.all()
    address = f"/runs/candidates/{row.pk}"
    own, other = handler(COUNTY), handler(OTHER)
    assert f'href="{address}"' in text(own, "/runs/candidates")
    assert f'href="{address}"' not in text(other, "/runs/candidates")
    assert "死亡注销户口" in text(own, address)
    assert other.get(address).status_code == 404
    assert other.post(f"{address}/written", {"purpose": "verify"}).status_code == 404
    assert f'href="{address}"' not in text(own, "/runs/candidates?dataset=police.custody")
    assert at_desk(Role.VILLAGE, "village", "511102001001").get(address).status_code == 403


def test_rows_that_may_be_one_persons_stand_together(house: House) -> None:
    (row,) = Candidate.objects.all()
    first = row.pk
    row.pk, row.key, row.line, row.score = None, "another", row.line + 1, 0.3
    row.save()
    shown = text(handler(COUNTY), "/runs/candidates")
    assert shown.count(f'href="/people/{row.person_id}"') == 1
    assert all(f'href="/runs/candidates/{one}"' in shown for one in (first, row.pk))


def test_what_was_written_is_shown_for_a_purpose_alone_and_recorded_with_a_digest(house: House) -> None:
    (row,) = Candidate.objects.all()
    browser, address = handler(COUNTY), f"/runs/candidates/{row.pk}"
    for shown in (text(browser, "/runs/candidates"), text(browser, address)):
        assert LI.name not in shown
        assert WRONG not in shown
    refused = browser.post(f"{address}/written", {"purpose": "curiosity"}).content.decode()
    assert WRONG not in refused
    assert "candidate.shown" not in [act for act, _, _ in acts()]
    answer = browser.post(f"{address}/written", {"purpose": "verify"})
    assert WRONG in answer.content.decode()
    assert LI.name in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert list(acts())[-1] == ("candidate.shown", f"person:{row.person_id}", "verify")
    assert WRONG not in text(browser, address)


def test_the_digest_is_of_what_was_shown_and_tells_nobody_what_that_was(house: House) -> None:
    (row,) = Candidate.objects.all()
    handler(COUNTY).post(f"/runs/candidates/{row.pk}/written", {"purpose": "verify"})
    entry = Entry.objects.get(act="candidate.shown")
    text = row.written or ""
    assert json.loads(text)["id_number"] == WRONG
    assert entry.details["digest"] == blind([text], WRITTEN)[0].hex()
    assert entry.details["digest"] != hashlib.sha256(text.encode()).hexdigest()[:32]
    assert WRONG not in repr(entry.details)


def test_what_a_later_run_no_longer_has_leaves_the_lists(house: House) -> None:
    browser, run = at_desk(Role.CITY_OPERATOR, *CITY), Run.objects.get()
    (row,) = Candidate.objects.all()
    for model in (Candidate, Question):
        model.objects.update(closed=run)
    assert "没有待归属的记录" in text(browser, "/runs/candidates")
    assert "没有待查事项" in text(browser, "/runs/questions")
    assert "后来的运行不再列出" in text(browser, f"/runs/candidates/{row.pk}")


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", ("待查事项", "待归属记录")), ("en", ("what a report says", "Rows to assign"))],
)
def test_the_pages_read_in_both_languages_and_keep_to_their_budget(
    house: House, language: str, words: tuple[str, str]
) -> None:
    browser, (row,) = at_desk(Role.CITY_OPERATOR, *CITY), Candidate.objects.all()
    assert words[0] in text(browser, "/runs/questions", language)
    assert words[1] in text(browser, "/runs/candidates", language)
    for address in ("/runs/questions", "/runs/candidates", f"/runs/candidates/{row.pk}"):
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        assert len(asked) <= BUDGET + TOLD, address
