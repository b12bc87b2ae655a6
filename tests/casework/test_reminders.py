"""The reminder ladder of Art. 7: message, call, village, visit; each on its day, each with a record, and out with who certified."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from notices import contact, draft, reminder
from staff import OTHER, OWN, TOLD, account, at_desk, office_for, signed_in
from test_messages import Failing, Recording, a_run, reachable
from test_notices import PLACES, VILLAGE, neighbour, someone, text, told_dead

from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.cases.models import Case, Matter, Task
from casework.decisions.ladders import with_complete_ladder
from casework.notices.issuing.issue import issue
from casework.notices.kinds import Kind
from casework.notices.models import Message, Reminder
from casework.notices.models.reminder import Rung
from casework.notices.outbox.sending import send_waiting
from casework.notices.reminders.filling import fill
from casework.notices.reminders.ladder import days_before, ladder_complete
from casework.people.models import Benefit, Person
from casework.runs.models import Determination, Run
from zige.law.lawbook import load_lawbook

pytestmark = pytest.mark.django_db
DUE = 2026 * 12 + 11
END = dt.date(2026, 12, 31)
BUDGET = 14


def due(person: Person, month: int = DUE, standing: str = "continue", paid: str = "continue") -> Determination:
    """What the newest run says of somebody's benefit, which is in payment."""
    Benefit.objects.filter(person=person).update(standing=paid)
    run = Run.objects.first() or a_run()
    return Determination.objects.create(
        benefit=person.benefits.get(), standing=standing, action="none", due_month=month, settlement=0, opened=run
    )


def days_to(day: dt.date) -> int:
    return (END - day).days


def before(days: int) -> dt.date:
    return END - dt.timedelta(days=days)


def rungs(**said: Any) -> list[str]:
    return list(Reminder.objects.filter(**said).order_by("pk").values_list("rung", flat=True))


def test_the_days_are_those_of_the_rulebook() -> None:
    values = load_lawbook().rulebooks[-1].deadlines["certification_reminders"].values
    assert list(days_before(END).values()) == [*values, 0]


@pytest.mark.parametrize(
    ("days", "opened"),
    [
        (61, []),
        (60, ["message"]),
        (31, ["message"]),
        (30, ["message", "call"]),
        (8, ["message", "call"]),
        (7, ["message", "call", "village"]),
        (1, ["message", "call", "village"]),
        (0, ["message", "call", "village", "visit"]),
    ],
)
def test_each_rung_is_opened_on_its_day_and_not_before(days: int, opened: list[str]) -> None:
    due(reachable())
    fill(before(days))
    assert rungs() == opened


def test_the_same_again_changes_nothing() -> None:
    due(reachable())
    assert fill(before(30)).opened == 2
    assert fill(before(30)) == (0, 0, 0)
    assert Message.objects.count() == 1


def test_each_rung_writes_a_message_with_the_days_that_are_left_unless_one_was_written_just_now() -> None:
    due(reachable())
    gateway = Recording()
    for days in (60, 30, 7, 0):
        fill(before(days))
        send_waiting(gateway)
    assert ["还有60天" in gateway.taken[0].text, "还有30天" in gateway.taken[1].text] == [True, True]
    assert ["还有7天" in gateway.taken[2].text, "可申请延期" in gateway.taken[3].text] == [True, True]
    assert len(gateway.taken) == 4


def test_without_a_gateway_the_first_rung_is_climbed_in_vain_and_other_messages_wait() -> None:
    person = reachable()
    due(person)
    issue(draft(Kind.SUSPEND, person))
    fill(before(60))
    assert send_waiting() == {Message.State.FAILED: 1}
    assert Reminder.objects.get(rung="message").result == Reminder.Result.NOT_REACHED
    assert Message.objects.get(reminder=None).state == Message.State.WAITING
    assert send_waiting() == {}


def test_a_ladder_that_begins_late_opens_all_that_is_due_and_writes_once() -> None:
    due(reachable())
    fill(before(3))
    assert rungs() == ["message", "call", "village"]
    (message,) = Message.objects.all()
    assert "还有3天" in message.text


@pytest.mark.parametrize(
    ("standing", "paid", "reminded"),
    [
        ("continue", "continue", True),
        ("suspend", "continue", True),
        ("suspend", "suspend", False),
        ("stop", "continue", False),
    ],
)
def test_who_is_paid_is_reminded_and_who_is_not_is_not(standing: str, paid: str, reminded: bool) -> None:
    due(reachable(), standing=standing, paid=paid)
    fill(before(60))
    assert bool(rungs()) == reminded


@pytest.mark.parametrize(("status", "reminded"), [("pending", False), ("confirmed", False), ("refuted", True)])
def test_nobody_calls_the_family_of_somebody_who_is_told_dead(status: str, reminded: bool) -> None:
    person = reachable()
    due(person)
    told_dead(person, status)
    fill(before(0))
    assert bool(rungs()) == reminded


def test_who_certified_meanwhile_drops_out_and_is_not_written_to() -> None:
    person = reachable()
    stood = due(person)
    fill(before(30))
    stood.closed = a_run(number=2)
    stood.save()
    due(person, DUE + 12)
    assert fill(before(29)) == (0, 0, 2)
    assert {one.result for one in Reminder.objects.all()} == {Reminder.Result.FALLEN}
    assert Message.objects.get().state == Message.State.DROPPED
    assert send_waiting(Recording()) == {}


def test_whose_certification_was_false_is_back_on_the_same_rungs() -> None:
    person = reachable()
    stood = due(person)
    fill(before(30))
    Determination.objects.update(due_month=DUE + 12)
    fill(before(29))
    Determination.objects.filter(pk=stood.pk).update(due_month=DUE)
    assert fill(before(28)) == (0, 2, 0)
    assert rungs(result="") == ["message", "call"]
    assert send_waiting(Recording()) == {Message.State.SENT: 1}


@pytest.mark.parametrize(
    ("gateway", "phone", "result"),
    [
        (Recording(), "13900000000", Reminder.Result.SENT),
        (Recording(), None, Reminder.Result.WRONG_NUMBER),
    ],
)
def test_the_first_rung_is_recorded_by_what_becomes_of_its_message(
    gateway: Any, phone: str | None, result: str
) -> None:
    person = reachable()
    person.phone = phone
    person.save()
    due(person)
    fill(before(30))
    send_waiting(gateway)
    assert [one.result for one in Reminder.objects.order_by("pk")] == [result, ""]


def test_the_first_rung_stays_open_while_the_gateway_is_down() -> None:
    due(reachable())
    fill(before(60))
    send_waiting(Failing())
    assert rungs(result="") == ["message"]


def test_no_message_is_promised_by_an_office_that_cannot_be_called() -> None:
    person = someone()
    due(person)
    assert fill(before(30)).opened == 1
    assert rungs() == ["call"]
    contact(OWN)
    assert fill(before(30)).opened == 1


def climbed(person: Person) -> str:
    """Every rung with a record."""
    benefit = person.benefits.get().pk
    fill(before(0))
    Reminder.objects.filter(benefit_id=benefit).update(result=Reminder.Result.NOT_REACHED, ended=timezone.now())
    return benefit


def test_a_ladder_is_complete_when_every_rung_has_a_record() -> None:
    person = reachable()
    due(person)
    benefit = climbed(person)
    assert ladder_complete(benefit, DUE)
    assert not ladder_complete(benefit, DUE - 12)


def test_a_group_is_told_whose_ladders_are_complete_for_the_month_they_missed() -> None:
    person = reachable()
    others = [neighbour(person, number) for number in range(3)]
    due(person)
    for one in others:
        due(one)
    benefit = climbed(person)
    half, certified, whole = (climbed(one) for one in others)
    Reminder.objects.filter(benefit_id=half, rung=Rung.VISIT).update(result="", ended=None)
    Determination.objects.filter(benefit=certified).update(due_month=DUE + 12)
    asked = [benefit, half, certified, "B-of-nobody"]
    assert with_complete_ladder(asked, DUE + 1) == {benefit}
    assert with_complete_ladder([*asked, whole], DUE + 1) == {benefit, whole}
    assert with_complete_ladder(asked, DUE) == set()


@pytest.mark.parametrize("rung", Rung)
@pytest.mark.parametrize("result", ["", Reminder.Result.FALLEN])
def test_a_ladder_with_one_rung_without_a_record_is_not_complete(rung: Rung, result: str) -> None:
    person = reachable()
    due(person)
    benefit = climbed(person)
    ended = timezone.now() if result else None
    Reminder.objects.filter(rung=rung).update(result=result, ended=ended)
    assert not ladder_complete(benefit, DUE)


@pytest.mark.parametrize(("role", "kind", "code", "seen"), PLACES)
def test_a_reminder_is_listed_and_opened_by_own_offices_alone(role: Role, kind: str, code: str, seen: bool) -> None:
    one = reminder(OWN, someone().pk)
    browser, address = at_desk(role, kind, code), f"/reminders/{one.pk}"
    assert (address in text(browser, "/reminders/")) == seen
    assert browser.get(address).status_code == (200 if seen else 404)


def test_an_employer_reminds_its_own_people_alone() -> None:
    one = reminder(OWN, someone().pk)
    for county, seen in ((OWN, True), (OTHER, False)):
        browser = signed_in(account(Role.EMPLOYER, office_for(Role.EMPLOYER, county)))
        assert (f"/reminders/{one.pk}" in text(browser, "/reminders/")) == seen


def test_the_list_says_why_and_who_is_visited_at_once() -> None:
    person = someone()
    reminder(OWN, person.pk)
    old = Person.objects.filter(pk=person.pk)
    browser = at_desk(Role.VILLAGE, "village", VILLAGE)
    today = timezone.localdate()
    assert "还有" in text(browser, "/reminders/")
    for birth, mobility, told in (
        (dt.date(today.year - 80, 1, 1), "", "高龄"),
        (dt.date(today.year - 79, 1, 1), "", ""),
        (None, "卧床", "卧床"),
        (None, "正常", ""),
    ):
        old.update(birth_date=birth, mobility=mobility)
        shown = text(browser, "/reminders/")
        assert ("可直接上门" in shown) == bool(told)
        assert told in shown


def test_messages_and_rungs_of_another_day_are_on_no_list() -> None:
    person = someone()
    sent, later = reminder(OWN, person.pk, Rung.MESSAGE), reminder(OWN, person.pk, Rung.VISIT)
    Reminder.objects.filter(pk=later.pk).update(day=timezone.localdate() + dt.timedelta(1))
    shown = text(at_desk(Role.VILLAGE, "village", VILLAGE), "/reminders/")
    assert f"/reminders/{sent.pk}" not in shown
    assert f"/reminders/{later.pk}" not in shown


def test_of_a_ladder_that_began_late_the_next_rung_alone_is_listed() -> None:
    """Nobody is visited whom a call has not been tried for; once it was, the visit is next."""
    person = someone()
    today = timezone.localdate()
    call, visit = reminder(OWN, person.pk), reminder(OWN, person.pk, Rung.VISIT)
    Reminder.objects.filter(pk=call.pk).update(day=today - dt.timedelta(2))
    browser = at_desk(Role.VILLAGE, "village", VILLAGE)
    assert f"/reminders/{call.pk}" in text(browser, "/reminders/")
    assert f"/reminders/{visit.pk}" not in text(browser, "/reminders/")
    record(browser, call, "not_reached")
    assert f"/reminders/{visit.pk}" in text(browser, "/reminders/")


def test_the_phone_is_shown_to_who_asks_for_it_and_that_is_recorded() -> None:
    person = reachable()
    one = reminder(OWN, person.pk)
    browser, address = at_desk(Role.VILLAGE, "village", VILLAGE), f"/reminders/{one.pk}"
    assert "13900000000" not in text(browser, address)
    shown = browser.post(address, {"step": "reveal"})
    assert 'href="tel:13900000000"' in shown.content.decode()
    assert person.name in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    entry = Entry.objects.get(act="reminder.phone_seen")
    assert (entry.subject, entry.purpose) == (f"person:{person.pk}", "contact")


def record(browser: Client, one: Reminder, result: str, version: str = "1", note: str = "") -> Any:
    return browser.post(f"/reminders/{one.pk}", {"result": result, "version": version, "note": note})


def followed(browser: Client, answer: Any) -> str:
    assert answer.status_code == 302
    return text(browser, answer["Location"])


def test_a_result_is_recorded_once_with_who_and_when() -> None:
    one = reminder(OWN, someone().pk)
    browser = at_desk(Role.VILLAGE, "village", VILLAGE)
    assert record(browser, one, "reached", note="周三上门").status_code == 302
    assert "刚刚被别人登记过" in followed(browser, record(browser, one, "refused"))
    one.refresh_from_db()
    assert (one.result, one.note, one.by.office.number) == ("reached", "周三上门", VILLAGE)
    assert f"/reminders/{one.pk}" not in text(browser, "/reminders/")
    assert Entry.objects.get(act="reminder.recorded").details == {"rung": "call", "result": "reached"}


@pytest.mark.parametrize("result", ["sent", "fallen", "nonsense", ""])
def test_what_comes_by_itself_is_not_recorded_by_hand(result: str) -> None:
    one = reminder(OWN, someone().pk)
    assert record(at_desk(Role.VILLAGE, "village", VILLAGE), one, result).status_code == 200
    one.refresh_from_db()
    assert one.result == ""


def test_who_is_said_to_have_died_goes_to_the_county_and_is_written_to_no_more() -> None:
    person = reachable()
    due(person)
    for place in (OWN, "511100"):
        contact(place)
    office_for(Role.TOWN), office_for(Role.VILLAGE)
    one = reminder(OWN, person.pk)
    answer = record(at_desk(Role.VILLAGE, "village", VILLAGE), one, "said_dead", note="邻居说上月去世")
    assert answer.status_code == 302
    (matter,) = Matter.objects.all()
    assert (matter.task, matter.case) == (Task.VERIFY, Case.objects.get(person=person))
    assert fill(before(0)).opened == 0


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_keep_to_their_budget_of_queries_in_either_language(language: str) -> None:
    person = someone()
    made = [reminder(OWN, person.pk)]
    for number in range(8):
        other = neighbour(person, number)
        made.append(reminder_of(other))
    browser = signed_in(account(Role.VILLAGE, office_for(Role.VILLAGE)), language)
    for address in ("/reminders/", f"/reminders/{made[0].pk}"):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        assert len(asked) <= BUDGET + TOLD, (address, len(asked))


def reminder_of(person: Person) -> Reminder:
    today = timezone.localdate()
    return Reminder.objects.create(
        benefit_id=person.benefits.get().pk, person=person, region=person.region, office=OWN,
        due_month=today.year * 12 + today.month - 1, rung=Rung.CALL, day=today,
    )  # fmt: skip
