"""Pages of people and of what runs found in a real browser, as a city operator sees them."""

from pathlib import Path

import pytest
from looking import Drawn, Look, check_all, drawn, in_every_look, looking
from staff import PLACES, at_desk, place

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


def pages(look: Look) -> dict[str, Drawn]:
    """Every page, by its address; the one with what was written answers to a form."""
    client = looking(at_desk(Role.CITY_OPERATOR, "agency", "511100"), look)
    zhang, row = Person.objects.get(name=ZHANG.name), Candidate.objects.get()
    asked = [
        "/people/?text=zgf", f"/people/{zhang.pk}", "/runs/lists/verify?county=511102", "/runs/questions",
        "/runs/candidates", f"/runs/candidates/{row.pk}",
    ]  # fmt: skip
    shown = f"/runs/candidates/{row.pk}/written"
    answers = {address: client.get(address) for address in asked}
    answers[shown] = client.post(shown, {"purpose": "verify"})
    return {address: drawn(answer) for address, answer in answers.items()}


@pytest.mark.django_db(transaction=True)
@in_every_look
def test_every_page_of_people_can_be_read_touched_and_kept_within_the_screen(house: House, look: Look) -> None:
    told = pages(look)
    assert {one.status for one in told.values()} == {200}
    check_all(look, told)
