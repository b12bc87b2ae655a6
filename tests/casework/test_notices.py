"""Notices: issued once with a number and a code, read by whom they concern, delivered on record, checked by anybody."""

import datetime as dt
import io
from itertools import count
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from notices import PHONE, contact, draft, reminder, told_of
from page_examples import EXAMPLES
from pypdf import PdfReader
from staff import OTHER, OWN, TOLD, account, at_desk, office, office_for, signed_in

from casework.accounts.database_scope import database_shows_all
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.cases.models import Review
from casework.decisions.kinds import Act, Basis
from casework.decisions.models import Decision, Objection
from casework.notices.issuing.decided import draft_of, draft_of_answer
from casework.notices.issuing.issue import issue, issue_all
from casework.notices.issuing.outstanding import issue_outstanding
from casework.notices.kinds import Kind
from casework.notices.models import Delivery, Message, Notice
from casework.notices.moving import follow_moves
from casework.notices.queries import content_of
from casework.notices.refusals import NoticeRefused
from casework.notices.writing.content import Decided
from casework.people.models import Benefit, Person
from casework.runs.models import Run as RunRow
from casework.runs.models import Signal

pytestmark = pytest.mark.django_db
BUDGET = 18
VILLAGE = "511102001001"
numbers = count(1)


def someone(county: str = OWN) -> Person:
    """Somebody of a county, with a benefit of its agency."""
    return Person.objects.get(pk=EXAMPLES["people:person"](county)["number"])


def neighbour(person: Person, number: int) -> Person:
    """Another one of the same village."""
    other = Person.objects.create(number=number, name=f"邻{number}", region=person.region)
    Benefit.objects.create(
        benefit_id=f"N{number}", person=other, kind="pension.enterprise", office=OWN, listed=True, standing="continue"
    )
    return other


def decision(person: Person, act: Act, **more: Any) -> Decision:
    """An approved decision on somebody's benefit."""
    handler, reviewer = account(Role.COUNTY_HANDLER), account(Role.COUNTY_REVIEWER)
    now = timezone.now()
    told = {
        "month": 2026 * 12 + 11,
        "clauses": "8.2.1.4",
        "grounds": "imprisoned",
        "basis": Basis.PERSON,
        "reason": "核实",
    }
    return Decision.objects.create(
        number=f"{OWN}-2026-D-{next(numbers):06d}", act=act, person=person, benefit=person.benefits.first(), office=OWN,
        region=person.region, handler=handler, proposed=now, reviewer=reviewer, reviewed=now,
        **told | {"state": Review.APPROVED} | more,
    )  # fmt: skip


def told_dead(person: Person, status: str = "pending") -> Signal:
    run = RunRow.objects.get_or_create(month=2026 * 12, number=1, defaults={"digest": "", "counts": {}})[0]
    return Signal.objects.create(
        fact_id=f"F{person.pk}-{status}", person=person, kind="death", start=dt.date(2026, 1, 3), status=status,
        department="police", opened=run,
    )  # fmt: skip


def text(browser: Client, address: str, status: int = 200, **said: str) -> str:
    answer = browser.get(address, said)
    assert answer.status_code == status
    return answer.content.decode()


def test_numbers_follow_each_other_in_each_office_and_year_and_codes_do_not() -> None:
    contact(OWN), contact(OTHER)
    mine, others = someone(), someone(OTHER)
    first, second = issue(draft(Kind.PAY_BACK, mine)), issue(draft(Kind.RESUME, mine))
    elsewhere = issue(draft(Kind.PAY_BACK, others))
    year = timezone.localdate().year
    assert [one.number for one in (first, second)] == [f"{OWN}-{year}-N-000001", f"{OWN}-{year}-N-000002"]
    assert elsewhere.number == f"{OTHER}-{year}-N-000001"
    assert content_of(first).code != content_of(second).code


def test_a_notice_that_cannot_be_issued_takes_no_number() -> None:
    contact(OWN)
    with pytest.raises(NoticeRefused, match="evidence"):
        issue(draft(Kind.SUSPEND, someone(), evidence=()))
    assert issue(draft(Kind.SUSPEND, someone())).number.endswith("000001")


def test_an_office_that_names_no_contact_issues_nothing() -> None:
    with pytest.raises(NoticeRefused, match=OWN):
        issue(draft(Kind.PAY_BACK, someone()))
    assert not Notice.objects.exists()


def test_what_a_notice_says_is_sealed_and_stays_as_it_was() -> None:
    person = someone()
    contact(OWN)
    notice = issue(draft(Kind.SUSPEND, person))
    Person.objects.filter(pk=person.pk).update(name="改名后")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM notices_notice")
        (sealed,) = cursor.fetchone()
    assert "某某某".encode() not in bytes(sealed)
    again = content_of(Notice.objects.get(pk=notice.pk))
    assert (again.name, again.contact.phone) == ("某某某", PHONE)


def test_ten_are_issued_in_files_of_several_and_each_is_found_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.notices.issuing.issue.IN_A_FILE", 5)
    contact(OWN)
    person = someone()
    people = [neighbour(person, number) for number in range(10)]
    assert issue_all([draft(Kind.PAY_BACK, one) for one in people]) == 10
    notices = list(Notice.objects.order_by("number"))
    assert {notice.place for notice in notices} == set(range(5))
    assert len({notice.digest for notice in notices}) == 2
    browser = at_desk(Role.COUNTY_HANDLER, "agency", OWN)
    pdf = browser.get(f"/notices/{notices[3].number}/paper.pdf")
    (page,) = PdfReader(io.BytesIO(pdf.content)).pages
    assert f"{notices[3].person.name}" in page.extract_text()


def test_the_paper_is_shown_as_it_was_kept_and_that_it_was_looked_at_is_recorded() -> None:
    contact(OWN)
    notice = issue(draft(Kind.PAY_BACK, someone()))
    answer = at_desk(Role.COUNTY_HANDLER, "agency", OWN).get(f"/notices/{notice.number}/paper.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    entry = Entry.objects.get(act="notice.printed")
    assert (entry.subject, entry.details) == (f"person:{notice.person_id}", {"notice": notice.number})


def test_every_decision_that_changes_something_is_told_once() -> None:
    contact(OWN)
    person = someone()
    acts = (Act.SUSPEND, Act.STOP, Act.RESUME, Act.PAY_BACK, Act.DEFER)
    months = {Act.RESUME: "24310|24311", Act.PAY_BACK: "24310"}
    for act in acts:
        decision(person, act, months=months.get(act, ""), amount=20_000 if act in months else None, until=24323)
    decision(person, Act.CONTINUE), decision(person, Act.SUSPEND, state=Review.PROPOSED)
    assert issue_outstanding() == (5, [])
    assert issue_outstanding() == (0, [])
    assert {notice.kind for notice in Notice.objects.all()} == {act.value for act in acts}


def test_the_same_decision_has_one_notice_even_if_two_issue_it_at_once() -> None:
    contact(OWN)
    told = draft_of(decision(someone(), Act.SUSPEND))
    issue(told)
    with pytest.raises(IntegrityError), transaction.atomic():
        issue(told)


def test_what_cannot_be_told_yet_holds_up_nobody_else_and_is_told_later() -> None:
    contact(OTHER)
    decision(someone(), Act.SUSPEND)
    decision(someone(OTHER), Act.SUSPEND)
    issued, refused = issue_outstanding()
    assert (issued, len(refused)) == (1, 1)
    contact(OWN)
    assert issue_outstanding() == (1, [])


@pytest.mark.parametrize(
    ("act", "more", "dead", "kind", "decided"),
    [
        (Act.SUSPEND, {"grounds": "unconfirmed", "basis": Basis.RULE}, "", Kind.SUSPEND_OVERDUE, Decided.RULE),
        (Act.SUSPEND, {"grounds": "imprisoned|unconfirmed"}, "", Kind.SUSPEND, Decided.PERSON),
        (Act.STOP, {"grounds": "death"}, "confirmed", Kind.STOP_DEATH, Decided.PERSON),
        (Act.STOP, {"grounds": "retired"}, "", Kind.STOP, Decided.PERSON),
        (Act.RECOVER, {"months": "24310", "amount": 100}, "confirmed", Kind.RECOVER_HEIRS, Decided.PERSON),
        (Act.RECOVER, {"months": "24310", "amount": 100}, "refuted", Kind.RECOVER, Decided.PERSON),
        (Act.LOWER, {"amount": 100, "amount_before": 200}, "", Kind.LOWER, Decided.PERSON),
    ],
)
def test_the_kind_of_a_notice_follows_from_act_ground_and_whether_somebody_lives(
    act: Act, more: dict[str, Any], dead: str, kind: Kind, decided: Decided
) -> None:
    person = someone()
    if dead:
        told_dead(person, dead)
    told = draft_of(decision(person, act, **more))
    assert (told.kind, told.told["decided"]) == (kind, decided)


@pytest.mark.parametrize(
    ("act", "more", "evidence"),
    [
        (Act.SUSPEND, {"grounds": "imprisoned"}, "生效判决书"),
        (Act.LOWER, {"grounds": "", "clauses": "other-law", "amount": 100, "amount_before": 200}, "发放台账"),
        (Act.RECOVER, {"grounds": "", "months": "24310", "amount": 100}, "发放台账"),
        (Act.STOP, {"grounds": "term_ended", "clauses": "other-law"}, "末次领取年月"),
    ],
)
def test_every_decision_is_told_with_a_kind_of_evidence(act: Act, more: dict[str, Any], evidence: str) -> None:
    contact(OWN)
    content = content_of(issue(draft_of(decision(someone(), act, **more))))
    assert evidence in "".join(kind.zh for kind in content.evidence)


def test_a_recovery_names_the_day_that_the_rulebook_counts_in_working_days() -> None:
    contact(OWN)
    told = decision(someone(), Act.RECOVER, months="24310|24311", amount=20_000)
    Decision.objects.filter(pk=told.pk).update(reviewed=dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC))
    content = content_of(issue(draft_of(Decision.objects.get(pk=told.pk))))
    assert content.deadline == dt.date(2026, 4, 14)
    assert (content.recover, content.months) == (20_000, (24310, 24311))


@pytest.mark.parametrize(
    ("result", "kind"),
    [(Objection.Result.UPHELD, Kind.OBJECTION_DISMISSED), (Objection.Result.REVOKED, Kind.OBJECTION_UPHELD)],
)
def test_an_objection_is_answered_in_writing_and_names_the_notice(result: str, kind: Kind) -> None:
    contact(OWN)
    told = decision(someone(), Act.SUSPEND)
    first = issue(draft_of(told))
    objection = Objection.objects.create(
        decision=told, kind=Objection.Kind.OBJECTION, filed=first.issued, text="不是我", taken_by=told.handler,
        result=result, answered=first.issued, answer="重新核查了判决书。", answered_by=told.reviewer,
    )  # fmt: skip
    answer = issue(draft_of_answer(objection))
    assert (answer.kind, content_of(answer).answers_to) == (kind, first.number)


def test_issuing_writes_the_message_too_but_none_to_the_family() -> None:
    contact(OWN)
    issue(draft(Kind.SUSPEND, someone())), issue(draft(Kind.STOP_DEATH, someone()))
    (message,) = Message.objects.all()
    assert message.kind == Kind.SUSPEND
    assert PHONE in message.text
    assert "某某某" not in message.text


PLACES = [
    (Role.CITY_OPERATOR, "agency", "511100", True),
    (Role.COUNTY_HANDLER, "agency", "511102", True),
    (Role.TOWN, "town", "511102001", True),
    (Role.VILLAGE, "village", VILLAGE, True),
    (Role.COUNTY_HANDLER, "agency", "511123", False),
    (Role.TOWN, "town", "511102002", False),
    (Role.VILLAGE, "village", "511102001002", False),
]


@pytest.mark.parametrize(("role", "kind", "code", "seen"), PLACES)
def test_notices_are_listed_and_opened_by_own_offices_alone(role: Role, kind: str, code: str, seen: bool) -> None:
    contact(OWN)
    notice = issue(draft(Kind.PAY_BACK, someone()))
    browser, address = at_desk(role, kind, code), f"/notices/{notice.number}"
    assert (address in text(browser, "/notices/")) == seen
    assert browser.get(address).status_code == (200 if seen else 404)
    assert browser.get(f"{address}/paper.pdf").status_code == (
        {True: 200, False: 404}[seen] if role != Role.VILLAGE else 403
    )
    assert browser.get(f"{address}/delivery").status_code == (200 if seen else 404)


def test_a_village_delivers_what_it_does_not_read() -> None:
    contact(OWN)
    notice = issue(draft(Kind.SUSPEND, someone()))
    closed = text(at_desk(Role.VILLAGE, "village", VILLAGE), f"/notices/{notice.number}")
    assert "生效判决书" not in closed
    assert "登记送达" in closed
    assert "生效判决书" in text(at_desk(Role.TOWN, "town", VILLAGE[:9]), f"/notices/{notice.number}")


def test_who_moved_is_found_where_they_live_now() -> None:
    contact(OWN)
    person = someone()
    notice = issue(draft(Kind.PAY_BACK, person))
    Person.objects.filter(pk=person.pk).update(region="511102002001")
    assert follow_moves() == 2  # the message too
    assert follow_moves() == 0
    assert Notice.objects.get(pk=notice.pk).region == "511102002001"


def deliver(browser: Client, notice: Notice, **said: str) -> Any:
    told = {"way": "in_person", "result": "delivered", "day": timezone.localdate().isoformat(), "version": "1"}
    return browser.post(f"/notices/{notice.number}/delivery", told | said)


def test_each_attempt_is_kept_and_the_last_one_says_how_it_stands() -> None:
    contact(OWN)
    notice = issue(draft(Kind.PAY_BACK, someone()))
    browser = at_desk(Role.VILLAGE, "village", VILLAGE)
    assert deliver(browser, notice, way="post", result="returned").status_code == 302
    assert "/notices/" + notice.number in text(browser, "/notices/")
    assert deliver(browser, notice, version="2").status_code == 302
    notice.refresh_from_db()
    assert notice.state == Notice.State.DELIVERED
    assert [(one.way, one.result) for one in notice.deliveries.all()] == [
        ("post", "returned"),
        ("in_person", "delivered"),
    ]
    assert "/notices/" + notice.number not in text(browser, "/notices/")
    assert "/notices/" + notice.number in text(browser, "/notices/", state="delivered")
    assert Entry.objects.filter(act="notice.delivery_recorded").count() == 2


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"version": "7"}, "刚刚被别人登记过"),
        ({"day": "2000-01-01"}, "送达日期要在"),
        ({"day": "2999-01-01"}, "送达日期要在"),
        ({"way": "message"}, "选择一个有效的选项"),
    ],
)
def test_a_delivery_that_cannot_be_is_refused_and_nothing_is_kept(said: dict[str, str], sentence: str) -> None:
    contact(OWN)
    notice = issue(draft(Kind.PAY_BACK, someone()))
    answer = deliver(at_desk(Role.TOWN, "town", VILLAGE[:9]), notice, **said)
    assert sentence in answer.content.decode()
    assert not Delivery.objects.exists()


def test_what_is_delivered_is_not_delivered_again() -> None:
    contact(OWN)
    notice = issue(draft(Kind.PAY_BACK, someone()))
    browser = at_desk(Role.TOWN, "town", VILLAGE[:9])
    deliver(browser, notice)
    assert "已经送达或撤回" in deliver(browser, notice, version="2").content.decode()


def test_several_are_handed_to_the_villages_of_their_people_and_the_rest_is_told() -> None:
    contact(OWN)
    office("village", VILLAGE)
    person = someone()
    stray = neighbour(person, 77)
    Person.objects.filter(pk=stray.pk).update(region="511102001999")
    stray.refresh_from_db()
    notices = [issue(draft(Kind.PAY_BACK, one)) for one in (person, stray)]
    others = issue(draft(Kind.PAY_BACK, someone(OTHER))) if contact(OTHER) else None
    chosen = [str(one.pk) for one in (*notices, others)]
    answer = at_desk(Role.COUNTY_HANDLER, "agency", OWN).post(
        "/notices/", {"do": "hand", "chosen": chosen}, follow=True
    )
    assert "已交村社 1 份" in answer.content.decode()
    assert "1 份没有交出" in answer.content.decode()
    (handed,) = Delivery.objects.all()
    assert (handed.notice, handed.to.number, handed.result) == (notices[0], VILLAGE, "on_way")
    assert [one.state for one in Notice.objects.order_by("pk")] == ["on_way", "issued", "issued"]


def test_chosen_notices_are_printed_into_one_file_and_a_village_prints_none() -> None:
    contact(OWN)
    person = someone()
    chosen = [str(issue(draft(kind, person)).pk) for kind in (Kind.PAY_BACK, Kind.REMINDER)]
    pdf = at_desk(Role.COUNTY_HANDLER, "agency", OWN).post("/notices/", {"do": "print", "chosen": chosen})
    assert len(PdfReader(io.BytesIO(pdf.content)).pages) == 2
    refused = at_desk(Role.VILLAGE, "village", VILLAGE).post("/notices/", {"do": "print", "chosen": chosen})
    assert refused.status_code == 302


def test_nothing_ticked_is_said_and_nothing_done() -> None:
    answer = at_desk(Role.COUNTY_HANDLER, "agency", OWN).post("/notices/", {"do": "hand"}, follow=True)
    assert "请先选择" in answer.content.decode()


def test_anybody_sees_whether_a_notice_is_real_and_nothing_of_the_person() -> None:
    cache.clear()
    contact(OWN)
    notice = issue(draft(Kind.SUSPEND, someone()))
    code = content_of(notice).code
    for written in (code, code.lower(), f"{code[:4]}-{code[4:]}"):
        shown = text(Client(), f"/check/{written}")
        assert "这份通知是真的" in shown
        assert notice.number in shown
        assert "某某某" not in shown
        assert str(notice.person_id) not in shown.replace(notice.number, "")
    assert "没有这份通知" in text(Client(), f"/check/{code[:-1]}{'0' if code[-1] != '0' else '1'}")
    assert Client().get("/check", {"code": f" {code.lower()} "})["Location"] == f"/check/{code}"
    assert "16 位字母和数字" in text(Client(), "/check", code="12345")


def test_who_guesses_is_slowed_down_and_who_holds_a_notice_is_not() -> None:
    cache.clear()
    contact(OWN)
    code = content_of(issue(draft(Kind.PAY_BACK, someone()))).code
    guesses = [Client().get(f"/check/{at:016d}").status_code for at in range(31)]
    assert (guesses[:30], guesses[30]) == ([200] * 30, 429)
    assert "这份通知是真的" in text(Client(), f"/check/{code}")


def test_a_withdrawn_notice_says_so_and_its_message_is_not_sent() -> None:
    contact(OWN)
    notice = issue(draft(Kind.SUSPEND, someone()))
    browser = at_desk(Role.COUNTY_HANDLER, "agency", OWN)
    told = browser.post(f"/notices/{notice.number}/withdrawal", {"reason": "已问过 13812345678", "version": "1"})
    assert "这里不能写身份证号" in told.content.decode()
    answer = browser.post(f"/notices/{notice.number}/withdrawal", {"reason": "打错了人", "version": "1"})
    assert answer.status_code == 302
    assert "这份通知已经撤回" in text(Client(), f"/check/{content_of(notice).code}")
    assert Message.objects.get().state == Message.State.DROPPED
    again = browser.post(f"/notices/{notice.number}/withdrawal", {"reason": "再来", "version": "1"})
    assert "刚刚被别人改过" in again.content.decode()


def test_an_office_says_whom_its_notices_name_and_a_stale_page_is_told() -> None:
    browser = at_desk(Role.COUNTY_HANDLER, "agency", OWN)
    told = {"phone": "0833-1", "address": "路", "reconsideration": "府", "court": "院", "version": "0"}
    assert browser.post("/notices/contact", told).status_code == 302
    assert "刚刚被别人改过" in browser.post("/notices/contact", told).content.decode()
    assert browser.post("/notices/contact", told | {"version": "1", "phone": "0833-2"}).status_code == 302
    assert content_of(issue(draft(Kind.PAY_BACK, someone()))).contact.phone == "0833-2"


def test_the_person_page_tells_every_notice_and_how_it_arrived() -> None:
    contact(OWN)
    person = someone()
    notice = issue(draft(Kind.PAY_BACK, person))
    browser = at_desk(Role.COUNTY_HANDLER, "agency", OWN)
    deliver(browser, notice)
    shown = text(browser, f"/people/{person.pk}")
    assert f"/notices/{notice.number}" in shown
    assert "当面：送达" in shown


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_keep_to_their_budget_of_queries_in_either_language(language: str) -> None:
    contact(OWN)
    person = someone()
    made = [issue(draft(Kind.SUSPEND, one)) for one in (person, *(neighbour(person, at) for at in range(6)))]
    browser = signed_in(account(Role.COUNTY_HANDLER, office_for(Role.COUNTY_HANDLER)), language)
    pages = ["/notices/", f"/notices/{made[0].number}", "/notices/messages", "/notices/texts", "/notices/texts/suspend"]
    for address in pages:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        assert len(asked) <= BUDGET + TOLD, (address, len(asked))


@pytest.mark.parametrize("kind", Kind)
def test_every_text_can_be_looked_at_before_anybody_is_sent_it(kind: Kind) -> None:
    browser = at_desk(Role.CITY_OPERATOR, "agency", "511100")
    shown = text(browser, f"/notices/texts/{kind.value}")
    assert 'lang="zh-CN"' in shown
    assert 'lang="en"' in shown
    for language in ("zh", "en"):
        assert browser.get(f"/notices/texts/{kind.value}/{language}.pdf").content.startswith(b"%PDF")


def test_a_text_that_does_not_exist_is_not_there() -> None:
    assert at_desk(Role.CITY_OPERATOR, "agency", "511100").get("/notices/texts/nothing").status_code == 404


def test_postgresql_shows_notices_to_nobody_who_was_not_told(told_nothing: None) -> None:
    with database_shows_all():
        contact(OWN)
        issue(draft(Kind.PAY_BACK, someone()))
        assert Notice.objects.count() == Message.objects.count() == 1
    seen = connection.vendor != "postgresql"
    assert Notice.objects.exists() == Message.objects.exists() == seen


def test_samples_name_nobody_of_the_register() -> None:
    assert "name" not in told_of(Kind.SUSPEND)


@pytest.mark.parametrize(("page", "told"), [("notices:list", "补发待遇"), ("notices:today", "电话")])
def test_lists_leave_through_the_gate_with_the_rows_of_ones_own_place(page: str, told: str) -> None:
    for county in (OWN, OTHER):
        contact(county)
        issue(draft(Kind.PAY_BACK, someone(county)))
        reminder(county, someone(county).pk)
    answer = at_desk(Role.COUNTY_HANDLER, "agency", OWN).post(
        f"/exports/new?list_name={page}", {"purpose": "visit", "reason": "送达分工", "form": "csv"}
    )
    written = answer.content.decode("utf-8-sig")
    assert written.count(told) == 1
    assert "某*某" in written
    assert f"B{OTHER}" not in written
    assert f"{OTHER}-" not in written
