"""A home with rosters in it, officers of departments and a city operator before it, for tests of the exchange desk."""

import re
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from staff import account, office, operator, signed_in

from casework.accounts.models import Account, Office
from casework.accounts.roles import Role
from casework.exchange.models import Work
from homes import DEATHS, House, opened_house

NOW = "2026-06"
"""The month in which the tests of the desk take place; the days of rows lie before it."""


def house_of(folder: Path, settings: Any) -> House:
    """A home after the rosters of its opening month, which the pages use."""
    house = opened_house(folder)
    settings.HOME = house.home
    return house


def department(code: str) -> Office:
    """The office of a department."""
    made = office("department", "511102", f"dept-{code}")
    Office.objects.filter(pk=made.pk).update(department=code)
    made.refresh_from_db()
    return made


def officer(code: str = "police") -> Account:
    """A department's officer."""
    return account(Role.DEPARTMENT, department(code))


def at(code: str = "police") -> Client:
    """A browser in which a department's officer is signed in."""
    return signed_in(officer(code))


def of_city() -> Client:
    """A browser in which a city operator is signed in."""
    return signed_in(operator())


def number_in(page: HttpResponse) -> str:
    """The number that the form of a page carries."""
    found = re.search(r'name="number" value="([0-9a-f-]{36})"', page.content.decode())
    assert found
    return found[1]


def deliver(
    client: Client, name: str, content: str, dataset: str = "police.deaths", month: str = NOW, **said: Any
) -> Work:
    """Send a file by the plain form; what was asked of the home."""
    number = number_in(client.get("/exchange/deliver"))
    file = SimpleUploadedFile(name, content.encode())
    answer = client.post(
        "/exchange/deliver", {"number": number, "dataset": dataset, "month": month, "file": file, **said}
    )
    assert answer.status_code == 302, answer.content.decode()
    return Work.objects.get(pk=number)


def deaths(*rows: str, header: str = DEATHS) -> str:
    """A file of deaths."""
    return "\n".join([header, *rows]) + "\n"
