"""The rules of routing and the case on a person's page in a real browser, as the city and a county see them."""

import pytest
import test_accessibility
from axe_playwright_python.sync_playwright import Axe
from case_people import COUNTY, case_of, late, offices, person
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from staff import at_desk
from test_accessibility import AXE, HOST, LOOKS, TOO_SMALL, TOUCHED, Look, browser

from casework.accounts.roles import Role
from casework.cases.routing.rules import PACKAGED


def everything() -> dict[str, tuple[Client, bytes | None]]:
    """Each page with who sees it, and the file that is tried on it."""
    offices()
    late(case_of(person(), kind="death", ground="death"))
    city = at_desk(Role.CITY_OPERATOR, "agency", "511100")
    other = PACKAGED.read_bytes().replace(b"first: village\n    days: 5", b"first: town\n    days: 8")
    return {
        "/cases/routing": (city, None),
        "/cases/routing?tried": (city, other),
        "/cases/routing?wrong": (city, b"rules: []"),
        "/people/1": (at_desk(Role.COUNTY_HANDLER, "agency", COUNTY), None),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.width}-{look.language}-{look.size}")
def test_rules_and_open_cases_can_be_read_touched_and_kept_within_the_screen(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {}
    for address, (client, file) in everything().items():
        client.cookies["django_language"], client.cookies["type_size"] = look.language, look.size
        given = None if file is None else {"file": SimpleUploadedFile("routing.yaml", file)}
        answer = client.get(address) if given is None else client.post(address, given)
        assert answer.status_code == 200
        pages[address] = (answer.status_code, dict(answer.headers), answer.content)
    monkeypatch.setattr(test_accessibility, "drawn", lambda _look: pages)
    with browser(look) as page:
        for address in pages:
            page.goto(HOST + address)
            found = Axe().run(page, options=AXE)
            assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
            assert page.evaluate(TOO_SMALL % TOUCHED, look.least) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= look.width, address
