"""Pages of people and of what runs found in a real browser, as a city operator sees them."""

from pathlib import Path

import pytest
import test_accessibility
from axe_playwright_python.sync_playwright import Axe
from django.http import HttpResponse
from staff import PLACES, at_desk, place
from test_accessibility import AXE, HOST, LOOKS, TOO_SMALL, TOUCHED, Look, browser

from casework.accounts.roles import Role
from casework.people.models import Person
from casework.runs import payments
from casework.runs.importing import import_run
from casework.runs.models import Candidate
from homes import DEATHS, LI, PAYMENTS, ZHANG, House, opened_house, who
from zige.running.paid import paid_of

REPORT = "证件号码,姓名,情形,发生日期"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """LI's death reported and in a row to assign, a question, and what ZHANG was paid."""
    for code in PLACES:
        place(code)
    made = opened_house(tmp_path / "house")
    wrong = LI.number[:-1] + ("0" if LI.number[-1] != "0" else "1")
    rows = f"{wrong},{LI.name},2026-01-20,2026-01-25", f"{who(ZHANG)},2026-01-20,2026-01-25"
    made.deliver("死亡.csv", "2026-02-03", DEATHS, *rows)
    made.deliver("基层月报.csv", "2026-02-03", REPORT, f"{who(LI)},失踪,2026-01-09")
    paid = (f"{ZHANG.benefit},{month},3000" for month in ("2025-10", "2025-11", "2026-01"))
    made.deliver("发放台账_202601.csv", "2026-02-04", PAYMENTS, *paid)
    import_run(made.home, made.run("2026-02"))
    monkeypatch.setattr(payments, "paid_of", lambda _, benefits: paid_of(made.home, benefits))
    return made


def drawn(look: Look) -> dict[str, HttpResponse]:
    """Every page, by its address; the one with what was written answers to a form."""
    client = at_desk(Role.CITY_OPERATOR, "agency", "511100")
    client.cookies["django_language"], client.cookies["type_size"] = look.language, look.size
    zhang, row = Person.objects.get(name=ZHANG.name), Candidate.objects.get()
    asked = [
        "/people/?text=zgf", f"/people/{zhang.pk}", "/runs/lists/verify?county=511102", "/runs/questions",
        "/runs/candidates", f"/runs/candidates/{row.pk}",
    ]  # fmt: skip
    shown = f"/runs/candidates/{row.pk}/written"
    return {address: client.get(address) for address in asked} | {shown: client.post(shown, {"purpose": "verify"})}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.width}-{look.language}-{look.size}")
def test_every_page_of_people_can_be_read_touched_and_kept_within_the_screen(
    house: House, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = drawn(look)
    pages = {address: (one.status_code, dict(one.headers), one.content) for address, one in answers.items()}
    assert {status for status, _, _ in pages.values()} == {200}
    monkeypatch.setattr(test_accessibility, "drawn", lambda _look: pages)
    with browser(look) as page:
        for address in pages:
            page.goto(HOST + address)
            found = Axe().run(page, options=AXE)
            assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
            assert page.evaluate(TOO_SMALL % TOUCHED, look.least) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= look.width, address
