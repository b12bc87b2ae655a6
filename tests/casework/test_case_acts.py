"""A case goes down, is received, comes back up; every step is there; who may not, may not; a stale page says so."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from case_people import (
    COUNTY,
    TOWN,
    VILLAGE,
    case_of,
    handler,
    late,
    offices,
    person,
    reviewer,
    town_worker,
    village_worker,
)  # fmt: skip
from django.db import connection
from django.utils import timezone
from staff import account, office

from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.cases.acts.assign import assign, assign_many
from casework.cases.acts.close import close
from casework.cases.acts.declare_kin import declare_kin
from casework.cases.acts.escalate import escalate
from casework.cases.acts.give_back import give_back
from casework.cases.acts.hand_over import hand_over, hand_over_all, hand_over_to_office
from casework.cases.acts.note import note
from casework.cases.acts.receive import receive
from casework.cases.acts.report_up import report_up
from casework.cases.acts.send_down import send_down
from casework.cases.acts.stop_clock import go_on, moved, stop_clock
from casework.cases.models import Case, ClockStop, Kinship, Matter, Origin, Step
from casework.cases.offering import targets_below
from casework.cases.ticking import escalate_late
from casework.cases.transitions import RECALLED, TRANSITIONS, CaseAct, Level
from casework.people.models import NUMBER, Benefit, Person
from casework.vault import blind
from identity.people import number

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case() -> Case:
    """At the county's agency, not yet received."""
    offices()
    return case_of(person())


def at_village(case: Case, by: Account) -> Case:
    case = receive(by, case, case.version)
    return send_down(by, case, case.version, office("village", VILLAGE), "请上门看看")


def refused(act: Callable[..., object], *given: object) -> str:
    """The sentence, after nothing has changed."""
    before = list(Case.objects.order_by("pk").values()), Step.objects.count()
    with pytest.raises(ActRefused) as found:
        act(*given)
    assert (list(Case.objects.order_by("pk").values()), Step.objects.count()) == before
    return str(found.value)


def acts_of(case: Case) -> list[str]:
    return list(Step.objects.filter(case=case).values_list("act", flat=True))


def test_down_and_up_again_with_a_receipt_at_each_step(case: Case) -> None:
    county, village, town = handler(), village_worker(), town_worker()
    assert case.at.number == COUNTY
    case = at_village(case, county)
    assert (case.at.number, case.received, case.handler) == (VILLAGE, None, None)
    case = receive(village, case, case.version)
    sent = Step.objects.get(case=case, act="sent")
    assert (sent.received, sent.to.number, sent.text) == (case.received, VILLAGE, "请上门看看")
    case = report_up(village, case, case.version, "人在家，身体好")
    assert case.at.number == TOWN
    case = report_up(town, receive(town, case, case.version), case.version + 1, "属实")
    assert case.at.number == COUNTY
    assert acts_of(case) == [
        "opened", "added", "received", "sent", "received", "reported", "received", "reported",
    ]  # fmt: skip
    told = list(Entry.objects.filter(subject=f"case:{case.pk}").order_by("number").values_list("act", flat=True))
    assert told[1:] == [
        "case.received", "case.sent", "case.received", "case.reported", "case.received", "case.reported",
    ]  # fmt: skip


def test_nothing_is_done_before_it_is_received(case: Case) -> None:
    by = handler()
    assert "签收" in refused(send_down, by, case, case.version, office("village", VILLAGE))
    case = receive(by, case, case.version)
    assert refused(receive, by, case, case.version)
    assert send_down(by, case, case.version, office("village", VILLAGE)).at.number == VILLAGE


@pytest.mark.parametrize(
    ("kind", "code", "seen"),
    [
        ("village", VILLAGE, True),
        ("town", TOWN, True),
        ("village", "511102001002", False),
        ("town", "511102002", False),
        ("town", "511111100", False),
        ("agency", "511111", False),
        ("employer", "511102", False),
    ],
)
def test_a_case_goes_down_to_the_places_of_the_person_alone(case: Case, kind: str, code: str, seen: bool) -> None:
    by = handler()
    case = receive(by, case, case.version)
    if seen:
        assert send_down(by, case, case.version, office(kind, code)).at == office(kind, code)
    else:
        assert refused(send_down, by, case, case.version, office(kind, code))


def test_a_case_goes_to_no_office_that_is_disabled(case: Case) -> None:
    by = handler()
    case = receive(by, case, case.version)
    assert office("village", VILLAGE) in targets_below(case)
    Office.objects.filter(pk=office("village", VILLAGE).pk).update(is_active=False)
    assert office("village", VILLAGE) not in targets_below(case)
    assert "已停用" in refused(send_down, by, case, case.version, office("village", VILLAGE))
    assert send_down(by, case, case.version, office("town", TOWN)).at.number == TOWN


def test_a_case_goes_to_the_person_s_own_employer(case: Case) -> None:
    by = handler()
    Case.objects.filter(pk=case.pk).update(employer="E1")
    case = receive(by, case, case.version)
    assert refused(send_down, by, case, case.version, office("employer", COUNTY, "E2"))
    case = send_down(by, case, case.version, office("employer", COUNTY, "E1"))
    worker = account(Role.EMPLOYER, office("employer", COUNTY, "E1"))
    case = report_up(worker, receive(worker, case, case.version), case.version + 1, "本月退休金已停领")
    assert case.at.number == COUNTY


WHO = [
    (Role.COUNTY_HANDLER, "agency", COUNTY, True),
    (Role.COUNTY_REVIEWER, "agency", COUNTY, False),
    (Role.COUNTY_HANDLER, "agency", "511111", False),
    (Role.CITY_OPERATOR, "agency", "511100", False),
    (Role.TOWN, "town", TOWN, False),
    (Role.VILLAGE, "village", VILLAGE, False),
    (Role.INSPECTOR, "agency", "511100", False),
]


@pytest.mark.parametrize(("role", "kind", "code", "may"), WHO)
def test_only_who_works_where_the_case_is_receives_it(case: Case, role: Role, kind: str, code: str, may: bool) -> None:
    by = account(role, office(kind, code))
    if may:
        assert receive(by, case, case.version).received is not None
    else:
        assert refused(receive, by, case, case.version)


def test_what_came_to_the_wrong_office_goes_back_with_a_reason(case: Case) -> None:
    village = village_worker()
    case = at_village(case, handler())
    assert refused(give_back, village, case, case.version, "  ")
    case = give_back(village, case, case.version, "此人已搬走")
    assert (case.at.number, case.received) == (COUNTY, None)
    assert Step.objects.filter(case=case, act="returned").get().text == "此人已搬走"


def test_what_the_rules_sent_to_a_village_goes_back_to_the_town(case: Case) -> None:
    second = case_of(person(2), kind="death", ground="death")
    assert second.at.number == VILLAGE
    back = give_back(village_worker(), second, second.version, "不住本村")
    assert back.at.number == TOWN


def test_a_case_escalates_level_by_level_and_no_higher_than_the_city(case: Case) -> None:
    village, town, county = village_worker(), town_worker(), handler()
    case = receive(village, at_village(case, county), 4)
    case = receive(town, escalate(village, case, case.version, "家属不配合"), case.version + 1)
    case = receive(county, escalate(town, case, case.version, "镇里也办不了"), case.version + 1)
    case = escalate(county, case, case.version, "请市里协调公安")
    operator = account(Role.CITY_OPERATOR, office("agency", "511100"))
    case = receive(operator, case, case.version)
    assert case.at.number == "511100"
    assert refused(escalate, operator, case, case.version, "再上")
    assert send_down(operator, case, case.version, office("agency", COUNTY)).at.number == COUNTY


def test_the_agency_calls_up_what_lies_below_and_nobody_else_does(case: Case) -> None:
    county = handler()
    case = at_village(case, county)
    assert refused(escalate, handler("511111"), case, case.version, "别县")
    assert refused(send_down, county, case, case.version, office("town", TOWN))
    assert escalate(county, case, case.version, "村里三天没有回音").at.number == TOWN


def test_assigning_receives_and_takes_a_colleague_with_the_role_alone(case: Case) -> None:
    by, colleague = handler(), handler()
    gone = handler()
    Account.objects.filter(pk=gone.pk).update(is_active=False)
    gone.refresh_from_db()
    for other in (reviewer(), handler("511111"), village_worker(), gone):
        assert refused(assign, by, case, case.version, other)
    case = assign(by, case, case.version, colleague)
    assert (case.handler, case.received is None) == (colleague, False)


def test_many_are_assigned_at_once_and_one_refused_keeps_no_other(case: Case) -> None:
    by, colleague = handler(), handler()
    kin, stale = case_of(person(2)), case_of(person(3))
    Kinship.objects.create(account=colleague, person=kin.person, kind="blood", declared=timezone.now())
    found = assign_many(by, [(case, case.version), (kin, kin.version), (stale, stale.version + 1)], colleague)
    assert [one.pk for one in found.done] == [case.pk]
    assert [one.pk for one, _why in found.refused] == [kin.pk, stale.pk]
    assert Case.objects.filter(handler=colleague).count() == 1


def test_all_of_somebody_who_leaves_goes_to_a_colleague(case: Case) -> None:
    leaving, stays, by = handler(), handler(), handler()
    second, other = case_of(person(2)), case_of(person(3))
    for one, to in ((case, leaving), (second, leaving), (other, by)):
        assign(by, one, one.version, to)
    found = hand_over_all(by, leaving, stays, "调离")
    assert len(found.done) == 2
    assert set(Case.objects.filter(handler=stays)) == {case, second}
    assert refused(hand_over, by, case, Case.objects.get(pk=case.pk).version, village_worker(), "给村里")


def test_a_case_at_a_disabled_office_goes_up_at_once_and_another_stays(case: Case) -> None:
    case, other = at_village(case, handler()), case_of(person(2))
    assert escalate_late() == 0
    Office.objects.filter(pk=case.at_id).update(is_active=False)
    assert escalate_late() == 1
    case.refresh_from_db()
    other.refresh_from_db()
    assert (case.at.number, other.at.number) == (TOWN, COUNTY)


def test_a_case_follows_somebody_who_moved_to_another_place_of_the_same_level(case: Case) -> None:
    county, village = handler(), village_worker()
    case = receive(village, at_village(case, county), 4)
    there = office("village", "511102001002")
    assert refused(hand_over_to_office, village, case, case.version, there, "搬走")
    Person.objects.update(region="511102001002")
    assert refused(hand_over_to_office, village, case, case.version, office("town", TOWN), "搬走")
    case = hand_over_to_office(village, case, case.version, there, "搬到竹公溪")
    assert (case.at, case.region, case.received) == (there, "511102001002", None)


def test_a_case_goes_to_the_agency_of_another_benefit_of_the_person_alone(case: Case) -> None:
    county, there = handler(), office("agency", "511111")
    case = receive(county, case, case.version)
    assert refused(hand_over_to_office, county, case, case.version, there, "待遇转移")
    Benefit.objects.create(benefit_id="B9", person=case.person, kind="injury.care", office="511111", listed=True)
    case = hand_over_to_office(county, case, case.version, there, "待遇转移")
    assert (case.at, case.office) == (there, "511111")


def test_a_note_is_a_step_and_says_something(case: Case) -> None:
    by = reviewer()
    case = note(by, case, case.version, "家属来电，人在外地")
    assert Step.objects.get(case=case, act="noted").text == "家属来电，人在外地"
    assert refused(note, by, case, case.version, " ")


def test_the_clock_stands_still_with_a_reason_and_what_was_left_is_left(case: Case) -> None:
    by = handler()
    case = receive(by, case, case.version)
    assert refused(stop_clock, by, case, case.version, "")
    case = stop_clock(by, case, case.version, "等看守所回函")
    assert refused(stop_clock, by, case, case.version, "再停")
    due = Matter.objects.get(case=case).due
    ClockStop.objects.update(since=timezone.localdate() - dt.timedelta(days=14))
    Matter.objects.update(due=due - dt.timedelta(days=14))
    case = go_on(by, case, case.version)
    assert (case.due, Matter.objects.get(case=case).due) == (due, due)
    assert refused(go_on, by, case, case.version)
    assert acts_of(case)[-2:] == ["stopped", "went_on"]


def test_periods_move_by_working_days_and_what_was_past_stays_past() -> None:
    day = dt.date.fromisoformat
    assert moved(day("2026-09-30"), day("2026-09-28"), day("2026-09-30")) == day("2026-10-09")
    assert moved(day("2026-09-28"), day("2026-09-28"), day("2026-09-30")) == day("2026-09-28")


def test_an_urgent_case_never_stops(case: Case) -> None:
    by = handler()
    case = receive(by, case, case.version)
    Case.objects.update(urgent=True)
    assert refused(stop_clock, by, case, case.version, "等回函")


def test_what_lies_too_long_goes_up_by_itself_and_each_level_has_its_days(case: Case) -> None:
    late(at_village(case, handler()))
    today = timezone.localdate()
    assert escalate_late(today) == 1
    case = Case.objects.get(pk=case.pk)
    assert (case.at.number, case.escalated, case.received) == (TOWN, today, None)
    assert escalate_late(today) == 0
    assert escalate_late(today + dt.timedelta(days=3)) == 0
    for place in (COUNTY, "511100"):
        today += dt.timedelta(days=14)
        assert escalate_late(today) == 1
        assert Case.objects.get(pk=case.pk).at.number == place
    assert escalate_late(today + dt.timedelta(days=14)) == 0
    step = Step.objects.filter(case=case, act="escalated").first()
    assert (step.by, step.office.number, step.to.number) == (None, VILLAGE, TOWN)
    assert Entry.objects.filter(act="cases.escalated").count() == 3


def test_what_is_due_today_or_stands_still_does_not_go_up(case: Case) -> None:
    case = late(case, days=0)
    assert escalate_late() == 0
    case = stop_clock(handler(), receive(handler(), case, case.version), case.version + 1, "等回函")
    late(case, days=3)
    assert escalate_late() == 0


def test_a_case_that_a_run_asks_about_is_not_closed_by_hand(case: Case) -> None:
    by = handler()
    case = receive(by, case, case.version)
    assert refused(close, by, case, case.version, "没事")
    tip = case_of(person(2), kind="report", origin=Origin.TIP)
    tip = at_office(tip)
    assert refused(close, by, tip, tip.version, "")
    tip = close(by, tip, tip.version, "举报人认错了人")
    assert (tip.closed is None, Matter.objects.get(case=tip).state) == (False, "settled")
    assert refused(note, by, tip, tip.version, "结案以后")


def at_office(case: Case) -> Case:
    """The same case, received at the county's agency."""
    Case.objects.filter(pk=case.pk).update(at=office("agency", COUNTY), received=timezone.now())
    return Case.objects.get(pk=case.pk)


def test_who_declared_a_relative_does_nothing_with_the_case(case: Case) -> None:
    by, text = handler(), number("511102", "19500305", 1)
    (index,) = blind([text], NUMBER)
    Person.objects.filter(pk=case.person_id).update(id_number_blind=index)
    declare_kin(by, text, Kinship.Kind.SPOUSE)
    declare_kin(by, text, Kinship.Kind.SPOUSE)
    assert Kinship.objects.count() == Entry.objects.filter(act="kin.declared").count() == 1
    assert "回避" in refused(receive, by, case, case.version)
    assert refused(note, by, case, case.version, "我知道情况")
    assert refused(declare_kin, by, number("511102", "19770305", 1), Kinship.Kind.SELF)


def test_a_stale_page_is_told_so_and_a_double_click_does_it_once(case: Case) -> None:
    by, version = handler(), case.version
    receive(by, case, version)
    with pytest.raises(Stale):
        receive(by, case, version)
    with pytest.raises(Stale):
        note(by, case, version, "旧页面")
    assert acts_of(case).count("received") == 1


def test_two_officers_at_once_one_does_it_the_other_is_told(case: Case) -> None:
    first, second = handler(), handler()
    together, told = threading.Barrier(2), []

    def click(by: Account) -> None:
        try:
            together.wait()
            assign(by, case, case.version, by)
            told.append("done")
        except Stale:
            told.append("stale")
        finally:
            connection.close()

    at_once([lambda: click(first), lambda: click(second)])
    assert sorted(told) == ["done", "stale"]
    assert acts_of(case).count("assigned") == 1


def test_cases_opened_at_once_have_numbers_without_gap_or_twin(case: Case) -> None:
    people, by, together = [person(at) for at in range(10, 14)], handler(), threading.Barrier(4)

    def open_one(who: Person) -> None:
        try:
            together.wait()
            case_of(who, by=by)
        finally:
            connection.close()

    at_once([lambda who=who: open_one(who) for who in people])
    assert sorted(int(one[-6:]) for one in Case.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_a_case_of_one_person_opened_twice_at_once_is_one(case: Case) -> None:
    who, by, together = person(20), handler(), threading.Barrier(2)

    def open_it() -> None:
        try:
            together.wait()
            case_of(who, by=by)
        finally:
            connection.close()

    at_once([open_it, open_it])
    assert Case.objects.filter(person=who).count() == Matter.objects.filter(case__person=who).count() == 1


def at_once(acts: list[Callable[[], None]]) -> None:
    """Each in a thread of its own."""
    threads = [threading.Thread(target=act) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_the_table_names_every_act_and_leads_from_every_level_that_has_cases() -> None:
    assert set(TRANSITIONS) == set(CaseAct)
    assert set(RECALLED) < set(CaseAct)
    for level in Level:
        assert any(level in ways for ways in TRANSITIONS.values())
    assert Office.Kind.VILLAGE.value in set(Level)
