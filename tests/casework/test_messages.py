"""Messages: written once, sent once, tried again, never to the dead, with no link; against a gateway in another process."""

import datetime as dt
import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gateway_simulator
import pytest
from django.db import connection
from django.utils import timezone
from notices import PHONE, contact, draft
from staff import OTHER, OWN, at_desk
from test_notices import VILLAGE, decision, someone, told_dead

from casework.accounts.database_scope import database_shows_all
from casework.accounts.roles import Role
from casework.cases.models import Case, Finding, Found, Matter, Origin, Review, Task
from casework.decisions.kinds import Act
from casework.notices import jobs
from casework.notices.issuing.issue import issue
from casework.notices.kinds import Kind
from casework.notices.models import Message, Notice, Reminder
from casework.notices.outbox.certified import tell_certified
from casework.notices.outbox.gateway import Parcel, Refused, Unreachable
from casework.notices.outbox.http import HttpGateway
from casework.notices.outbox.sending import WAITS, gateway_of, send_waiting
from casework.notices.outbox.writing import put_out
from casework.notices.refusals import NoticeRefused
from casework.people.models import Benefit, Person
from casework.runs.models import Certification, Determination, Run
from zige.store.home import SETTINGS, make_home

pytestmark = pytest.mark.django_db
State = Message.State
PARCEL = Parcel("notice:1", "13900000000", "请在2026年12月底前认证。")


class Simulated:
    """The gateway in its own process, and what it was given."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"

    def gateway(self, seconds: float = 10, token: str = gateway_simulator.TOKEN) -> HttpGateway:
        return HttpGateway(f"{self.address}/messages", token, seconds)

    def behave(self, *behaviour: str) -> None:
        body = json.dumps(behaviour).encode()
        self.asked("/behave", body)

    def taken(self) -> list[dict[str, Any]]:
        return self.asked("/taken")

    def asked(self, path: str, body: bytes | None = None) -> Any:
        with urllib.request.urlopen(self.address + path, body) as answer:  # noqa: S310 - the simulator's
            return json.loads(answer.read())


@pytest.fixture
def simulated() -> Iterator[Simulated]:
    program = [sys.executable, gateway_simulator.__file__]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Simulated(int(process.stdout.readline()))
        finally:
            process.terminate()


class Recording:
    """A gateway that takes everything, in this process."""

    def __init__(self) -> None:
        self.taken: list[Parcel] = []

    def send(self, parcel: Parcel) -> str:
        self.taken.append(parcel)
        return "R"


class Failing:
    """A gateway that is never there."""

    def send(self, _parcel: Parcel) -> str:
        raise Unreachable("no answer")


def reachable(county: str = OWN) -> Person:
    """Somebody with a phone, and an office that can be called."""
    contact(county)
    person = someone(county)
    person.phone = "13900000000"
    person.save()
    return person


def test_what_the_gateway_takes_is_sent_with_its_key_and_receipt(simulated: Simulated) -> None:
    assert simulated.gateway().send(PARCEL) == "R-notice:1"
    assert simulated.taken() == [{"key": "notice:1", "phone": "13900000000", "text": PARCEL.text, "times": 1}]


def test_what_was_taken_before_is_taken_for_sent(simulated: Simulated) -> None:
    gateway = simulated.gateway()
    assert gateway.send(PARCEL) == gateway.send(PARCEL)
    assert [one["times"] for one in simulated.taken()] == [2]


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [
        ("500", Unreachable), ("503", Unreachable), ("429", Unreachable), ("garbled", Unreachable),
        ("lost", Unreachable), ("302", Refused), ("400", Refused),
    ],
)  # fmt: skip
def test_what_fails_is_tried_later_or_given_up(simulated: Simulated, behaviour: str, failure: type[Exception]) -> None:
    simulated.behave(behaviour)
    with pytest.raises(failure):
        simulated.gateway().send(PARCEL)


def test_a_gateway_that_is_slow_or_gone_or_refuses_our_token(simulated: Simulated) -> None:
    simulated.behave("slow")
    with pytest.raises(Unreachable):
        simulated.gateway(seconds=0.2).send(PARCEL)
    with pytest.raises(Refused, match="401"):
        simulated.gateway(10, "wrong").send(PARCEL)
    with pytest.raises(Unreachable):
        HttpGateway("http://127.0.0.1:9/messages", "").send(PARCEL)


def test_a_message_whose_answer_was_lost_is_sent_once(simulated: Simulated) -> None:
    issue(draft(Kind.SUSPEND, reachable()))
    simulated.behave("lost")
    assert send_waiting(simulated.gateway()) == {State.WAITING: 1}
    Message.objects.update(next_try=timezone.now())
    assert send_waiting(simulated.gateway()) == {State.SENT: 1}
    (taken,) = simulated.taken()
    assert taken["times"] == 2
    message = Message.objects.get()
    assert (message.receipt, message.attempts) == (f"R-{message.key}", 2)


def test_what_went_out_is_on_the_notices_record_and_delivers_nothing_yet() -> None:
    notice = issue(draft(Kind.SUSPEND, reachable()))
    gateway = Recording()
    assert send_waiting(gateway) == {State.SENT: 1}
    assert send_waiting(gateway) == {}
    assert [(one.phone, one.key) for one in gateway.taken] == [("13900000000", f"notice:{notice.number}")]
    notice.refresh_from_db()
    assert notice.state == Notice.State.ON_WAY
    (delivery,) = notice.deliveries.all()
    assert (delivery.way, delivery.result, delivery.by) == ("message", "on_way", None)


def test_it_waits_longer_after_each_failure_and_is_given_up_in_the_end() -> None:
    issue(draft(Kind.SUSPEND, reachable()))
    waits = []
    for _ in WAITS:
        before = timezone.now()
        assert send_waiting(Failing()) == {State.WAITING: 1}
        assert send_waiting(Failing()) == {}
        waits.append(Message.objects.get().next_try - before)
        Message.objects.update(next_try=timezone.now())
    assert [round(wait / dt.timedelta(minutes=1)) for wait in waits] == [1, 5, 30, 180, 720, 1440]
    assert send_waiting(Failing()) == {State.FAILED: 1}
    assert Message.objects.get().problem == "no answer"


def dead_by_signal(status: str) -> Callable[[Person], object]:
    return lambda person: told_dead(person, status)


def cleared(person: Person) -> None:
    told_dead(person, "confirmed")
    person.signals.update(outcome="cleared", end=dt.date(2026, 2, 1))


def closed(person: Person) -> None:
    signal = told_dead(person, "pending")
    signal.closed = Run.objects.get()
    signal.save()


def in_custody(person: Person) -> None:
    told_dead(person, "confirmed")
    person.signals.update(kind="detention")


def found_dead(person: Person, found: str = Found.CONFIRMED) -> None:
    handler, reviewer = (signed.id for signed in two_officers())
    now = timezone.now()
    Finding.objects.create(
        person=person, found=found, kind="death", start=dt.date(2026, 1, 3), source="9.4", basis="死亡证明",
        record=f"r{person.pk}", state=Review.APPROVED, handler_id=handler, reviewer_id=reviewer, proposed=now, reviewed=now,
    )  # fmt: skip


def two_officers() -> list[Any]:
    from staff import account

    return [account(Role.COUNTY_HANDLER), account(Role.COUNTY_REVIEWER)]


def found_alive(person: Person) -> None:
    found_dead(person, Found.REFUTED)


def said_dead(person: Person, state: str = Matter.State.OPEN) -> None:
    from staff import office

    case = Case.objects.create(
        number="c1", person=person, origin=Origin.REPORT, at=office("agency", OWN), opened=timezone.now()
    )
    ended = None if state == Matter.State.OPEN else timezone.localdate()
    Matter.objects.create(
        case=case, task=Task.VERIFY, key="said-dead-1", origin=Origin.REPORT, state=state, opened=timezone.localdate(),
        ended=ended,
    )  # fmt: skip


def said_dead_settled(person: Person) -> None:
    said_dead(person, Matter.State.SETTLED)


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        (dead_by_signal("pending"), False),
        (dead_by_signal("confirmed"), False),
        (dead_by_signal("refuted"), True),
        (cleared, True),
        (closed, True),
        (in_custody, True),
        (found_dead, False),
        (found_alive, True),
        (said_dead, False),
        (said_dead_settled, True),
    ],
)
def test_nothing_is_sent_to_somebody_of_whom_a_death_is_told(told: Callable[[Person], object], sent: bool) -> None:
    """Told after the message was written; to a neighbour it is sent all the same."""
    person, neighbour = reachable(), reachable(OTHER)
    issue(draft(Kind.SUSPEND, person)), issue(draft(Kind.SUSPEND, neighbour))
    told(person)
    gateway = Recording()
    send_waiting(gateway)
    assert len(gateway.taken) == 1 + sent
    assert Message.objects.get(person=person).state == (State.SENT if sent else State.STOPPED)


def test_who_has_no_phone_or_wants_no_messages_is_not_written_to() -> None:
    person = reachable()
    issue(draft(Kind.SUSPEND, person))
    browser, address = at_desk(Role.VILLAGE, "village", VILLAGE), f"/notices/messages/{person.pk}"
    assert browser.post(address, {"wanted": "no"}, follow=True).status_code == 200
    assert "本人不要短信" in browser.get(address).content.decode()
    assert send_waiting(Recording()) == {State.UNWANTED: 1}
    browser.post(address, {"wanted": "yes"})
    issue(draft(Kind.RESUME, person))
    Person.objects.filter(pk=person.pk).update(phone=None)
    assert send_waiting(Recording()) == {State.NO_PHONE: 1}


def test_a_text_with_anything_to_open_never_enters_the_outbox() -> None:
    person, now = reachable(), timezone.now()
    told = {"person": person, "kind": Kind.DUE, "written": now, "next_try": now}
    with pytest.raises(NoticeRefused):
        put_out([Message(key="a", text="请打开 http://x.cn", **told)])
    assert not Message.objects.exists()
    assert put_out([Message(key="a", text="请致电12333", **told)]) == 1


def certified(person: Person, run: Run, day: str, by: str = "life.inpatient", **more: Any) -> Certification:
    return Certification.objects.create(
        person=person, day=dt.date.fromisoformat(day), by=by, opened=run, **{"silently": True} | more
    )


def stands(person: Person, run: Run, due: int | None = 2027 * 12 + 5) -> Determination:
    return Determination.objects.create(
        benefit=person.benefits.get(), standing="continue", action="none", due_month=due, settlement=0, opened=run
    )


def a_run(month: int = 2026 * 12 + 5, number: int = 1) -> Run:
    return Run.objects.create(month=month, number=number, digest="", counts={})


def test_after_a_silent_certification_somebody_is_told_the_kind_of_record_and_the_new_date_once() -> None:
    person, run = reachable(), a_run()
    stands(person, run)
    certified(person, run, "2026-05-20"), certified(person, run, "2026-06-20")
    assert tell_certified() == 1
    assert tell_certified() == 1  # the same message, which is there
    message = Message.objects.get()
    assert "住院" in message.text
    assert "2026年6月20日" in message.text
    assert "2027年6月底" in message.text
    assert PHONE in message.text


@pytest.mark.parametrize(
    "changed",
    [
        {"silently": False},
        {"silently": None},
        {"day": "2026-04-30"},
        {"by": ""},
    ],
)
def test_nobody_is_told_of_a_certification_they_made_or_of_one_long_ago(changed: dict[str, Any]) -> None:
    person, run = reachable(), a_run()
    stands(person, run)
    certified(person, run, **{"day": "2026-06-20"} | changed)
    assert tell_certified() == 0


def test_nobody_is_told_again_by_the_next_run() -> None:
    person, run = reachable(), a_run()
    stands(person, run)
    certified(person, run, "2026-06-20")
    tell_certified()
    a_run(number=2)
    assert tell_certified() == 0


def test_a_message_after_a_certification_goes_to_no_office_that_cannot_be_called() -> None:
    person, run = someone(), a_run()
    stands(person, run)
    certified(person, run, "2026-06-20")
    assert tell_certified() == 0


def test_the_list_of_messages_is_seen_by_the_office_alone() -> None:
    issue(draft(Kind.SUSPEND, reachable()))
    for county, seen in ((OWN, True), (OTHER, False)):
        shown = at_desk(Role.COUNTY_HANDLER, "agency", county).get("/notices/messages").content.decode()
        assert (PHONE in shown) == seen
        assert "13900000000" not in shown


def test_the_page_says_that_no_gateway_is_named() -> None:
    """Else messages that wait would look as if they were about to go."""
    page = at_desk(Role.COUNTY_HANDLER, "agency", OWN).get("/notices/messages").content.decode()
    assert "还没有设置短信网关" in page


def test_the_gateway_of_the_settings_and_its_token(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", "乐山市", "511100", "2026-01")
    assert gateway_of(home) is None
    settings = home.path / SETTINGS
    settings.write_text(
        settings.read_text("utf-8").replace('gateway = ""', 'gateway = "https://m.example/send"'), "utf-8"
    )
    assert isinstance(gateway_of(make_again(home.path)), HttpGateway)
    assert send_waiting() == {}


def make_again(path: Path) -> Any:
    from zige.store.home import open_home

    return open_home(path)


def test_the_worker_sees_what_waits_though_nobody_told_the_database(told_nothing: None) -> None:
    with database_shows_all():
        issue(draft(Kind.SUSPEND, reachable()))
    assert Message.objects.exists() == (connection.vendor != "postgresql")
    assert send_waiting(Recording()) == {State.SENT: 1}


def test_the_worker_issues_and_reminds_though_nobody_told_the_database(told_nothing: None) -> None:
    with database_shows_all():
        person, run = reachable(), a_run()
        stands(person, run, due=2026 * 12)
        Benefit.objects.filter(person=person).update(standing="continue")
        decision(person, Act.SUSPEND)
    jobs.remind.call()
    jobs.issue_notices.call()
    with database_shows_all():
        assert (Reminder.objects.count(), Notice.objects.count(), Message.objects.count()) == (4, 1, 2)
