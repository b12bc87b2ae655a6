"""The auditor's list of entries: theirs alone, filtered, in both languages, and itself recorded."""

import ast
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from staff import OTHER, OWN, TOLD, account, administrator, auditor, office, operator, signed_in

from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.audit import record
from casework.audit.models import Entry
from casework.audit.wording import PARTS
from casework.config.translations import SOURCE

pytestmark = pytest.mark.django_db


def shown(client: Client, **filters: str) -> list[int]:
    response = client.get(reverse("audit:entries"), filters)
    assert response.status_code == 200
    return [line.entry.number for line in response.context["listing"].page]


@pytest.mark.parametrize(("who", "status"), [(auditor, 200), (administrator, 403), (operator, 403), (None, 302)])
def test_it_is_for_auditors_alone(who: Callable[[], Account] | None, status: int) -> None:
    client = signed_in(who()) if who else Client()
    assert client.get(reverse("audit:entries")).status_code == status
    assert Entry.objects.exists() == (status == 200)


def test_looking_is_recorded_with_what_was_asked_for_and_how_much_was_seen() -> None:
    reader = auditor()
    shown(signed_in(reader), act="audit.read", account="auditor", since="2026-01-01")
    entry = Entry.objects.get()
    assert (entry.act, entry.account, entry.office) == ("audit.read", reader.pk, reader.office_id)
    asked = {"act": "audit.read", "account": str(reader.pk), "since": "2026-01-01"}
    assert entry.details == {"count": 0, "page": 1, "filter": asked}


FILTERS = {
    "none, the newest first": ({}, [3, 2, 1]),
    "an act": ({"act": "keys.rotated"}, [2]),
    "a subject": ({"subject": "person:7"}, [1]),
    "another subject": ({"subject": "person:70"}, []),
    "an account": ({"account": "operator"}, [3, 1]),
    "from a day on": ({"since": "2020-01-01"}, [3, 2, 1]),
    "until a day": ({"until": "2020-01-01"}, []),
    "a login name nobody has": ({"account": "nobody"}, []),
    "a day that is none": ({"since": "yesterday"}, []),
    "a citizen number": ({"subject": "511102195001011234"}, []),
}


@pytest.mark.parametrize(("filters", "numbers"), FILTERS.values(), ids=FILTERS)
def test_filters_narrow_the_list(filters: dict[str, str], numbers: list[int]) -> None:
    by = operator()
    record(by, "person.read", subject="person:7", purpose="核实")
    record(None, "keys.rotated", versions={"field": 2})
    record(by, "person.read", subject="person:8")
    assert shown(signed_in(auditor()), **filters) == numbers
    assert "511102195001011234" not in str(Entry.objects.latest("number").details)


def test_a_countys_auditor_sees_what_its_own_offices_did() -> None:
    record(None, "keys.rotated")
    record(account(where=office("agency", OTHER)), "person.read", subject="person:7")
    record(account(where=office("village", "511102001001")), "person.read", subject="person:8")
    assert shown(signed_in(account(Role.AUDITOR, office("agency", OWN)))) == [3]
    assert shown(signed_in(account(Role.AUDITOR, office("agency", "511123")))) == []
    assert shown(signed_in(auditor()))[-3:] == [3, 2, 1]


@pytest.mark.parametrize(
    ("language", "texts"),
    [("zh-hans", ["审计记录", "更换密钥", "系统命令"]), ("en", ["Audit entries", "Keys rotated", "A command"])],
)
def test_it_reads_in_both_languages(language: str, texts: list[str]) -> None:
    record(None, "keys.rotated")
    body = signed_in(auditor(), language).get(reverse("audit:entries")).content.decode()
    assert [text for text in texts if text not in body] == []


def test_a_full_page_costs_no_more_queries_than_its_budget(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    """Session, account with its office, roles; count, entries, their accounts, filters that were saved; the entry of this
    look, with its lock.
    """
    client, by = signed_in(auditor()), operator()
    for number in range(60):
        record(by, "person.read", subject=f"person:{number}")
    with django_assert_max_num_queries(12 + TOLD):
        assert len(shown(client)) == 50


READ = {
    "zh-hans": ["领取人 7", "核实情形", "名单：待提醒；查到：3", "完整姓名和号码：否", "2026年11月", "更换密钥"],
    "en": ["beneficiary 7", "To remind", "November 2026", "Keys rotated"],
}


RECORDING = {"record", "audit.record", "_record", "changed"}


def details(body: str) -> str:
    """What the last two columns of the list say."""
    return " ".join(re.findall(r"<td[^>]*data-label=\"(?:目的|内容|Purpose|Details)\">.*?</td>", body))


@pytest.mark.parametrize("language", READ)
def test_what_stands_in_an_entry_is_read_in_words(language: str) -> None:
    by = operator()
    record(by, "person.revealed", subject="person:7", purpose="verify")
    record(by, "people.listed", list="remind", found=3)
    record(by, "certification.due_listed", found=1, whole=False)
    record(by, "report.opened", month=24322, line=0, person=None, papers=[])
    record(by, "export.taken", filter={"act": "keys.rotated"}, list="runs:verify", statuses=["read_again"])
    body = signed_in(auditor(), language).get(reverse("audit:entries")).content.decode()
    assert [text for text in READ[language] if text not in body] == []
    assert [
        raw for raw in ("False", "None", ": remind", "24322", "verify<", "read_again") if raw in details(body)
    ] == []


def test_every_part_of_details_that_is_recorded_has_a_name() -> None:
    """By the sources: a new part is named in `casework.audit.wording`."""
    calls = [call for path in SOURCE.rglob("*.py") for call in ast.walk(ast.parse(path.read_text("utf-8")))]
    recorded = [call for call in calls if isinstance(call, ast.Call) and ast.unparse(call.func) in RECORDING]
    parts = {keyword.arg for call in recorded for keyword in call.keywords} - {None, "subject", "purpose"}
    assert len(parts) > 40
    assert parts - set(PARTS) == set()
