"""Pages of decisions in a real browser: WCAG 2.2 AA, touch areas, no page wider than the screen."""

import datetime as dt
from pathlib import Path

import pytest
from deciding import County, county_of, everybody_reminded, request_of
from looking import Look, check_all, drawn, in_every_look, looking
from staff import signed_in

from casework.accounts.models import Account
from casework.cases.opening.alive import open_alive
from casework.decisions.acts.object import Taken, take
from casework.decisions.acts.overdue import draw
from casework.decisions.acts.plan import Part, plan
from casework.decisions.acts.write_off import propose_write_off
from casework.decisions.kinds import Act
from casework.decisions.models import Instalment, Objection, Recovery
from homes import SUN, ZHANG

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[Account, str]]:
    """A page each, by a name: who looks, and where."""
    county = county_of(tmp_path, monkeypatch)
    everybody_reminded(monkeypatch)
    return _addresses(county)


def _addresses(county: County) -> dict[str, tuple[Account, str]]:
    county.ledger(["2026-01", "2026-02"], ZHANG, SUN, day="2026-02-20")
    county.found(ZHANG, "death", "2026-01-03")
    county.decide(ZHANG, Act.STOP)
    county.month_passes("2027-01")
    asked = county.decide(ZHANG, Act.RECOVER)
    recovery = Recovery.objects.get(decision=asked)
    soon = Part(Instalment.Way.RETURNED, dt.date(2027, 3, 1), recovery.total)
    plan(request_of(county.handler), recovery.pk, recovery.version, [soon])
    propose_write_off(request_of(county.handler), recovery.pk, 2, 1000, "小额")
    group = draw(request_of(county.handler))
    waiting = county.propose(SUN, Act.SUSPEND)
    today = dt.date(2027, 1, 15)
    objection = take(request_of(county.handler), asked.pk, Taken(Objection.Kind.OBJECTION, today, today, "不是我领的"))
    open_alive(county.handler, ZHANG.number, "来电")
    handler, reviewer = county.handler, county.reviewer
    zhang, sun = (f"/decisions/for/{county.benefit(one).person_id}/{one.benefit}" for one in (ZHANG, SUN))
    return {
        "decide": (handler, sun),
        "decide-stopped": (handler, zhang),
        "form": (handler, f"{sun}?act=certify"),
        "defer": (handler, f"{sun}?act=defer"),
        "list": (reviewer, "/decisions/?list=all"),
        "review": (reviewer, f"/decisions/{waiting.pk}"),
        "recover": (reviewer, f"/decisions/{asked.pk}"),
        "groups": (handler, "/decisions/groups"),
        "group": (handler, f"/decisions/groups/{group.pk}"),
        "look": (handler, f"/decisions/groups/{group.pk}/{group.sample[0]}"),
        "deferral-new": (handler, "/decisions/deferrals/new"),
        "deferrals": (handler, "/decisions/deferrals"),
        "recoveries": (handler, "/decisions/recoveries"),
        "recovery": (reviewer, f"/decisions/recoveries/{recovery.pk}"),
        "plan": (handler, f"/decisions/recoveries/{recovery.pk}/plan?way=returned&first=2027-03-01&count=2"),
        "repay": (handler, f"/decisions/recoveries/{recovery.pk}/repayment"),
        "objections": (handler, "/decisions/objections"),
        "objection": (reviewer, f"/decisions/objections/{objection.pk}"),
        "object": (handler, f"/decisions/{asked.pk}/object"),
        "person": (handler, f"/people/{county.benefit(ZHANG).person_id}"),
    }


@in_every_look
def test_pages_of_decisions_are_read_touched_and_kept_within_the_screen(
    addresses: dict[str, tuple[Account, str]], look: Look
) -> None:
    told = {}
    for name, (who, address) in addresses.items():
        answer = looking(signed_in(who), look).get(address)
        assert answer.status_code == 200, address
        told[f"/{name}"] = drawn(answer)
    check_all(look, told)
