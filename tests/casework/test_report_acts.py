"""Acts on monthly reports: who may, when, how often, and what stays of it (Arts. 13, 14)."""

import datetime as dt
from collections.abc import Callable

import pytest
from reporting import (
    DIED,
    OCTOBER,
    OVERDUE,
    SECOND,
    TODAY,
    VILLAGE,
    Desks,
    accepted,
    begun,
    countersigned,
    fresh,
    on,
    resident,
    signed,
    with_line,
)
from staff import account, give, office

from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.reports.acts.accept import BROKEN, NOT_NIL, accept, accept_nil
from casework.reports.acts.begin import NOT_NOW, NOT_REPORTING, begin
from casework.reports.acts.countersign import OWN_FIRST, countersign
from casework.reports.acts.lines import (
    BEFORE_BIRTH,
    NEXT_MONTH,
    NO_NUMBER,
    NOT_OF_PERSON,
    NOT_YET,
    TWICE,
    UNKNOWN_PAPER,
    WHICH_BENEFIT,
    Happened,
    Papers,
    add_line,
    change_line,
    from_document,
    from_register,
    remove_line,
    set_papers,
)
from casework.reports.acts.remind import NOBODY, NOT_YOURS, TOO_EARLY, remind
from casework.reports.acts.send_back import NO_REASON, send_back
from casework.reports.acts.sign import NOT_OVER, sign
from casework.reports.acts.take_back import take_back
from casework.reports.acts.taking import CHANGED, SAME_PERSON
from casework.reports.models import Line, Reminder, Report, Step
from casework.reports.signing import holds
from casework.reports.states import Act, State
from identity.people import number

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> Desks:
    on(monkeypatch, TODAY)
    return Desks()


def acts() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("act", flat=True))


def refused(act: Callable[..., object], *given: object) -> str:
    with pytest.raises(ActRefused) as refusal:
        act(*given)
    return str(refusal.value)


def test_a_nil_report_is_signed_like_any_other_and_says_that_there_is_nobody(desks: Desks) -> None:
    report = signed(desks.village)
    assert (report.state, report.edition, report.size, report.first_signed) == (State.SUBMITTED, 1, 0, TODAY)
    step = report.steps.get()
    assert holds(step)
    assert '"lines":[]' in str(step.content)
    assert acts() == ["report.opened", "report.signed"]


def test_a_report_goes_from_village_to_town_to_county(desks: Desks) -> None:
    with_line(desks.village, resident())
    report = signed(desks.village)
    countersigned(desks, report)
    assert fresh(report).state == State.COUNTERSIGNED
    assert accepted(desks, report).state == State.ACCEPTED
    assert [step.act for step in report.steps.all()] == [Act.SIGN, Act.COUNTERSIGN, Act.ACCEPT]
    assert all(map(holds, report.steps.all()))


def test_a_towns_own_and_an_employers_report_go_to_the_county(desks: Desks) -> None:
    for who in (desks.town, desks.employer):
        assert accepted(desks, signed(who)).state == State.ACCEPTED


def test_a_village_report_is_not_accepted_before_its_town_has_countersigned(desks: Desks) -> None:
    report = signed(desks.village)
    assert "月报已签名上报" in refused(accept, desks.handler, report, report.version)


def test_a_town_countersigns_only_when_its_own_report_is_signed(desks: Desks) -> None:
    report = signed(desks.village)
    assert refused(countersign, desks.town, OCTOBER, {report.pk: report.version}) == OWN_FIRST
    begun(desks.town)
    assert refused(countersign, desks.town, OCTOBER, {report.pk: report.version}) == OWN_FIRST


def test_a_town_countersigns_what_it_was_shown_as_a_whole(desks: Desks) -> None:
    first = signed(desks.village)
    signed(desks.town)
    shown = {first.pk: first.version}
    second = signed(desks.second)
    assert refused(countersign, desks.town, OCTOBER, shown) == CHANGED
    assert fresh(first).state == State.SUBMITTED
    assert countersign(desks.town, OCTOBER, {**shown, second.pk: second.version}) == 2
    steps = Step.objects.filter(act=Act.COUNTERSIGN)
    assert all(f'"report":{one.pk}' in str(step.content) for one in (first, second) for step in steps)


@pytest.mark.parametrize("where", ["511102002", "511111100"])
def test_another_town_does_not_countersign(desks: Desks, where: str) -> None:
    report = signed(desks.village)
    other = account(Role.TOWN, office("town", where), "other")
    signed(other)
    assert "没有等待会签" in refused(countersign, other, OCTOBER, {report.pk: report.version})


@pytest.mark.parametrize(("role", "kind", "where"), [
    (Role.COUNTY_REVIEWER, "agency", "511102"), (Role.COUNTY_HANDLER, "agency", "511111"),
    (Role.COUNTY_HANDLER, "agency", "511100"), (Role.TOWN, "town", "511102001"), (Role.VILLAGE, "village", VILLAGE),
])  # fmt: skip
def test_only_the_countys_own_handler_accepts_and_returns(desks: Desks, role: Role, kind: str, where: str) -> None:
    report = signed(desks.employer)
    other = account(role, office(kind, where), "other")
    assert "不在您的岗位上" in refused(accept, other, report, report.version)
    assert "不在您的岗位上" in refused(send_back, other, report, report.version, "请补材料")


def test_an_employer_of_the_city_reports_to_the_citys_own_agency(desks: Desks) -> None:
    employer = account(Role.EMPLOYER, office("employer", "511100", "E9"), "e9")
    report = signed(employer)
    assert "不在您的岗位上" in refused(accept, desks.handler, report, report.version)
    accept(account(Role.COUNTY_HANDLER, office("agency", "511100"), "city"), report, report.version)
    assert fresh(report).state == State.ACCEPTED


def test_nobody_signs_for_another_office_or_without_the_role(desks: Desks) -> None:
    report = begun(desks.village)
    for who in (desks.second, desks.town, desks.handler, account(None, desks.village.office, "plain")):
        assert "不在您的岗位上" in refused(sign, who, report, report.version)
    assert refused(begin, desks.handler, OCTOBER) == NOT_REPORTING
    assert refused(begin, account(None, desks.village.office, "none"), OCTOBER) == NOT_REPORTING


def test_who_signed_does_not_accept_even_from_another_desk(desks: Desks) -> None:
    """Somebody who moved from the employer to the county's agency."""
    report = signed(desks.employer)
    mover = desks.employer
    mover.office = desks.handler.office
    mover.save()
    give(mover, Role.COUNTY_HANDLER, TODAY)
    assert refused(accept, mover, report, report.version) == SAME_PERSON
    assert accepted(desks, report).state == State.ACCEPTED


def test_a_month_is_signed_when_it_is_over_and_written_down_before(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = begun(desks.village, OCTOBER + 1)
    add_line(desks.village, report, 1, from_register(resident()), Happened("other", dt.date(2026, 11, 3)))
    assert refused(sign, desks.village, report, fresh(report).version) == NOT_OVER
    assert refused(begin, desks.village, OCTOBER + 2) == NOT_NOW
    on(monkeypatch, dt.date(2026, 12, 1))
    line = report.lines.get()
    set_papers(desks.village, line, fresh(report).version, Papers([], "", "家属正在补办"))
    assert signed(desks.village, OCTOBER + 1).size == 1


@pytest.mark.parametrize(("what", "sentence"), [
    (Happened("death", dt.date(2026, 11, 6)), NOT_YET), (Happened("death", dt.date(2026, 11, 1)), NEXT_MONTH),
    (Happened("death", dt.date(1950, 3, 4)), BEFORE_BIRTH), (Happened("duplicate", dt.date(2026, 10, 1)), "没有这种情形"),
])  # fmt: skip
def test_a_day_that_cannot_be_and_a_situation_that_is_not_reported_here_are_refused(
    desks: Desks, what: Happened, sentence: str
) -> None:
    report, person = begun(desks.village), from_register(resident())
    assert str(sentence) in refused(add_line, desks.village, report, report.version, person, what)
    assert not Line.objects.exists()


@pytest.mark.parametrize("day", [dt.date(2026, 10, 31), dt.date(1950, 3, 5), dt.date(2025, 1, 1)])
def test_days_up_to_the_end_of_the_month_are_reported_however_late(desks: Desks, day: dt.date) -> None:
    with_line(desks.village, resident(), Happened("death", day))
    assert signed(desks.village).size == 1


def test_one_situation_of_one_person_stands_once_in_a_report(desks: Desks) -> None:
    line = with_line(desks.village, resident())
    report = fresh(line.report)
    again = from_document("张桂芳", str(line.id_number))
    assert refused(add_line, desks.village, report, report.version, again, DIED) == TWICE
    other = add_line(desks.village, report, report.version, again, Happened("missing", DIED.day))
    change = (desks.village, other, fresh(report).version, DIED)
    assert refused(change_line, *change) == TWICE
    assert report.lines.count() == 2


@pytest.mark.parametrize("wrong", ["", "51110219500305001", "511102195003050018", "511102195013050019", "张桂芳"])
def test_a_number_that_is_none_is_refused_and_a_sound_one_taken_however_written(wrong: str) -> None:
    assert refused(from_document, "赵某", wrong) == NO_NUMBER
    sound = number("511102", "19500305", 1)
    assert from_document(" 赵某 ", f" {sound[:6]} {sound[6:]}") == ("赵某", sound, None)


def test_a_duplicate_names_a_benefit_of_the_person(desks: Desks) -> None:
    report, person = begun(desks.employer), resident(employer="E1")
    other = resident(2)
    for benefit, sentence in (("", WHICH_BENEFIT), (f"B00{other.pk}", NOT_OF_PERSON)):
        what = Happened("duplicate", DIED.day, benefit)
        assert refused(add_line, desks.employer, report, 1, from_register(person), what) == sentence
    line = add_line(desks.employer, report, 1, from_register(person), Happened("duplicate", DIED.day, "B001"))
    assert line.benefit_id == "B001"


def test_neither_paper_nor_remark_is_not_signed(desks: Desks) -> None:
    report = begun(desks.village)
    line = add_line(desks.village, report, 1, from_register(resident()), DIED)
    assert "有 1 人" in refused(sign, desks.village, report, fresh(report).version)
    set_papers(desks.village, line, fresh(report).version, Papers(["cremation"], "", ""))
    assert signed(desks.village).state == State.SUBMITTED


def test_a_paper_that_does_not_belong_to_the_situation_is_refused(desks: Desks) -> None:
    line = with_line(desks.village, resident())
    given = (desks.village, line, fresh(line.report).version)
    assert refused(set_papers, *given, Papers(["judgment"], "", "")) == UNKNOWN_PAPER
    assert Line.objects.get(pk=line.pk).papers == ["certificate"]


def test_another_situation_has_other_papers(desks: Desks) -> None:
    line = with_line(desks.village, resident())
    change_line(desks.village, line, fresh(line.report).version, Happened("missing", DIED.day))
    assert Line.objects.get(pk=line.pk).papers == []


def test_a_stale_page_is_told_so_and_changes_nothing(desks: Desks) -> None:
    line = with_line(desks.village, resident())
    stale = fresh(line.report).version - 1
    person = from_register(resident(2))
    for act in (
        lambda: sign(desks.village, line.report, stale),
        lambda: remove_line(desks.village, line, stale),
        lambda: add_line(desks.village, line.report, stale, person, DIED),
    ):
        assert refused(act) == CHANGED
    assert line.report.lines.count() == 1
    assert fresh(line.report).state == State.OPEN


def test_a_double_click_signs_once(desks: Desks) -> None:
    report = begun(desks.village)
    sign(desks.village, report, 1)
    assert "月报已签名上报" in refused(sign, desks.village, report, 1)
    assert report.steps.count() == 1


def test_a_report_taken_back_is_signed_again_as_a_new_edition_and_the_first_stays_readable(desks: Desks) -> None:
    line = with_line(desks.village, resident())
    report = signed(desks.village)
    take_back(desks.village, report, report.version)
    remove_line(desks.village, line, fresh(report).version)
    report = signed(desks.village)
    assert (report.edition, report.size) == (2, 0)
    first, _back, second = report.steps.all()
    assert holds(first)
    assert holds(second)
    assert str(line.id_number) in str(first.content)
    assert str(line.id_number) not in str(second.content)
    assert Step.objects.filter(content__isnull=False).count() == 2


def test_what_was_countersigned_is_not_taken_back(desks: Desks) -> None:
    report = signed(desks.village)
    countersigned(desks, report)
    assert "镇街已会签" in refused(take_back, desks.village, fresh(report), fresh(report).version)


def test_a_report_is_returned_with_a_reason_and_comes_again(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    report = signed(desks.village)
    assert refused(send_back, desks.town, report, report.version, "  ") == NO_REASON
    send_back(desks.town, report, report.version, "少报一人，请核对")
    assert fresh(report).state == State.RETURNED
    assert report.steps.last().reason == "少报一人，请核对"
    on(monkeypatch, OVERDUE)
    again = signed(desks.village)
    assert (again.edition, again.first_signed) == (2, TODAY)
    countersigned(desks, again)
    send_back(desks.handler, again, fresh(again).version, "材料不齐")
    assert fresh(again).state == State.RETURNED


def test_what_no_longer_is_what_was_signed_is_not_accepted(desks: Desks) -> None:
    """A line changed in the database, past every act."""
    with_line(desks.employer, resident(employer="E1"))
    report = signed(desks.employer)
    Line.objects.filter(report=report).update(day=dt.date(2026, 9, 1))
    assert refused(accept, desks.handler, report, report.version) == BROKEN
    Line.objects.filter(report=report).update(day=DIED.day)
    assert accepted(desks, report).state == State.ACCEPTED


@pytest.mark.parametrize("column", ["account", "edition", "at", "content"])
def test_a_signature_holds_for_who_when_and_what(desks: Desks, column: str) -> None:
    step = signed(desks.village).steps.get()
    assert holds(step)
    setattr(step, column, {
        "account": desks.second, "edition": 2, "at": step.at + dt.timedelta(microseconds=1),
        "content": str(step.content).replace('"kind":"village"', '"kind":"town"'),
    }[column])  # fmt: skip
    assert not holds(step)


def test_nil_reports_are_accepted_together_and_none_where_one_has_lines(desks: Desks) -> None:
    nil, town = signed(desks.employer), signed(desks.town)
    other = account(Role.EMPLOYER, office("employer", "511102", "E2"), "e2")
    with_line(other, resident(employer="E2"))
    full = signed(other)
    chosen = [(one, one.version) for one in (nil, town, full)]
    assert refused(accept_nil, desks.handler, chosen) == NOT_NIL
    assert fresh(nil).state == State.SUBMITTED
    assert accept_nil(desks.handler, chosen[:2]) == 2
    assert {fresh(nil).state, fresh(town).state} == {State.ACCEPTED}


def test_who_has_not_reported_is_reminded_once_a_day(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    signed(desks.village)
    both = [desks.village.office, desks.second.office]
    assert remind(desks.town, both, OCTOBER) == 1
    assert Reminder.objects.get().office == desks.second.office
    assert refused(remind, desks.town, both, OCTOBER) == NOBODY
    assert refused(remind, desks.town, both, OCTOBER + 1) == TOO_EARLY
    assert refused(remind, desks.village, both, OCTOBER) == NOT_YOURS
    on(monkeypatch, OVERDUE)
    assert remind(desks.handler, both, OCTOBER) == 1


def test_every_act_is_recorded_and_no_entry_names_anybody(desks: Desks) -> None:
    line = with_line(desks.village, resident())
    report = signed(desks.village)
    take_back(desks.village, report, report.version)
    report = signed(desks.village)
    countersigned(desks, report)
    send_back(desks.handler, report, fresh(report).version, "请补材料")
    report = signed(desks.village)
    countersign(desks.town, OCTOBER, {report.pk: report.version})
    accepted(desks, report)
    assert acts() == [
        "report.opened", "report.line_added", "report.line_changed", "report.signed", "report.taken_back",
        "report.signed", "report.opened", "report.signed", "report.countersigned", "report.returned", "report.signed",
        "report.countersigned", "report.accepted",
    ]  # fmt: skip
    written = repr(list(Entry.objects.values()))
    assert "张桂芳" not in written
    assert str(line.id_number) not in written


def test_names_and_numbers_of_lines_stand_sealed(desks: Desks) -> None:
    with_line(desks.village, resident())
    signed(desks.village)
    stored = list(Line.objects.values_list("name", "id_number")) + list(Step.objects.values_list("content"))
    assert all("张桂芳".encode() not in bytes(value) for row in stored for value in row)


def test_one_office_has_one_report_a_month(desks: Desks) -> None:
    assert begun(desks.village) == begun(desks.village)
    assert begun(desks.village, OCTOBER - 1) != begun(desks.village)
    assert Report.objects.count() == 2
    assert begun(desks.second).region == SECOND
