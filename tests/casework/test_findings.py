"""What is found is proposed by who may, with what follows shown; a second person approves it with evidence; the home is told."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from deciding import County, clerk, county_of
from django.db import connection
from django.utils import timezone
from staff import account, office

from casework.accounts.acts.lend_role import end_lending, lend_role
from casework.accounts.database_scope import database_shows
from casework.accounts.jurisdiction import jurisdiction_of
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.cases.acts.propose_finding import propose_fact, propose_finding
from casework.cases.acts.receive import receive
from casework.cases.acts.review_finding import approve_finding, return_finding, withdraw_finding
from casework.cases.delivering import deliver_findings
from casework.cases.evidence import checklist
from casework.cases.kin import is_kin
from casework.cases.models import Article9, Attachment, Case, Finding, Found, Kinship, Matter, Review, Step
from casework.cases.opening.after_run import cases_after_run
from casework.cases.opening.alive import open_alive
from casework.cases.proposal import Proposal
from casework.cases.settling import decided
from casework.people.models import Benefit, Person
from casework.runs.importing import import_run
from casework.runs.models import Candidate, Determination, Run, Signal
from casework.ui.rulebook import book_today
from homes import BORDER, CUSTODY, DEATHS, SUN, ZHANG, who
from zige.errors import RequestRefused

pytestmark = pytest.mark.django_db(transaction=True)
POSTGRESQL = connection.vendor == "postgresql"

DEAD = dt.date(2026, 1, 3)
ALL = [0, 1]
PAPERS = "死亡医学证明第12号"


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
    """The day is in February 2026; the run of January is there."""
    made = county_of(tmp_path / "house", monkeypatch, today="2026-02-10")
    for code in ("511100", "511111"):
        office("agency", code)
    office("town", "511102001")
    office("village", "511102001001")
    return made


def reported(county: County, *, alive: bool = False, detained: bool = False) -> Case:
    """ZHANG is told dead, perhaps seen alive after it, perhaps in custody; the case as the run opens it."""
    county.house.deliver("死亡_202601.csv", "2026-02-02", DEATHS, f"{who(ZHANG)},2026-01-03,2026-01-05")
    if alive:
        county.house.deliver("出入境_202601.csv", "2026-02-02", BORDER, f"B1,新增,{who(ZHANG)},2026-01-20,出境")
    if detained:
        county.house.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(ZHANG)},2026-01-03,,")
    run(county)
    return Case.objects.get(person__name=ZHANG.name)


def run(county: County, month: str = "2026-01") -> None:
    cases_after_run(import_run(county.house.home, county.house.run(month)).run)


def death(found: Found = Found.CONFIRMED, **said: object) -> Proposal:
    told = {"kind": "death", "start": DEAD, "evidence": ALL, "papers": PAPERS} | said
    return Proposal(found, Article9.PAPERS, "派出所和家属都证实", **told)  # type: ignore[arg-type]


def proposed(by: Account, case: Case, said: Proposal, task: str = "verify") -> Finding:
    case = Case.objects.get(pk=case.pk)
    return propose_finding(by, case, case.version, Matter.objects.get(case=case, task=task), said)


def state(case: Case) -> tuple[list[tuple[str, str]], bool]:
    """The matters with their states, and whether the case is closed."""
    matters = Matter.objects.filter(case=case).order_by("pk").values_list("task", "state")
    return list(matters), Case.objects.get(pk=case.pk).closed is not None


def test_a_death_confirmed_stops_the_benefit_and_waits_for_that_decision(county: County) -> None:
    case = reported(county)
    finding = proposed(county.handler, case, death())
    assert (finding.state, finding.office, finding.record) == ("proposed", "511102", f"F-{finding.pk:06d}")
    (benefit,) = finding.preview["benefits"]
    assert (benefit["benefit_id"], benefit["effective_month"]) == ("B001", "2026-02")
    assert benefit["following"]["after"]["action"] == "stop"
    assert len(finding.preview["receipt"]["digest"]) == 64
    finding = approve_finding(county.reviewer, finding, finding.version)
    assert (finding.state, finding.reviewer, finding.decision_due, finding.to_decide) == (
        "approved", county.reviewer, True, ["B001"],
    )  # fmt: skip
    assert state(case) == ([("verify", "settled")], False)
    decided(county.handler, case.person_id, "B001")
    assert state(case) == ([("verify", "settled")], True)
    acts = list(Step.objects.filter(case=case).values_list("act", flat=True))
    assert acts == ["opened", "added", "found", "agreed", "settled", "closed"]
    told = Entry.objects.filter(subject=f"case:{case.pk}").values_list("act", flat=True)
    assert list(told) == ["finding.proposed", "finding.approved"]


def test_a_death_refuted_changes_no_payment_and_the_case_closes(county: County) -> None:
    case = reported(county)
    finding = proposed(county.handler, case, death(Found.REFUTED, evidence=[], papers=""))
    approve_finding(county.reviewer, finding, finding.version)
    assert state(case) == ([("verify", "settled")], True)


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ({"evidence": ALL, "papers": PAPERS}, True),
        ({"evidence": [0], "papers": PAPERS}, False),
        ({"evidence": [], "papers": PAPERS}, False),
        ({"evidence": ALL, "papers": " "}, False),
    ],
)
def test_something_adverse_is_approved_with_every_item_and_a_paper_alone(
    county: County, said: dict[str, object], may: bool
) -> None:
    finding = proposed(county.handler, reported(county), death(**said))
    if may:
        assert approve_finding(county.reviewer, finding, finding.version).state == "approved"
    else:
        with pytest.raises(ActRefused, match="不能通过"):
            approve_finding(county.reviewer, finding, finding.version)
        assert Finding.objects.get().state == "proposed"


def test_an_attachment_of_the_case_is_something_in_writing(county: County) -> None:
    case = reported(county)
    finding = proposed(county.handler, case, death(papers=""))
    Attachment.objects.create(
        case=case, kind="photo", title="墓碑", digest="0" * 64, size=1, added=timezone.now(), by=county.handler,
        office=county.handler.office,
    )  # fmt: skip
    assert approve_finding(county.reviewer, finding, finding.version).state == "approved"


def test_the_list_of_evidence_is_that_of_every_ground_that_reads_the_fact() -> None:
    book = book_today()
    one = checklist(book, "imprisonment", ["pension.enterprise"])
    both = checklist(book, "imprisonment", ["pension.enterprise", "unemployment"])
    assert [item.number for item in both] == list(range(len(both)))
    assert {item.zh for item in one} <= {item.zh for item in both}
    assert {code for item in both for code in item.grounds} == {"imprisoned", "imprisoned_unemployed"}
    assert checklist(book, "detention", ["pension.civil"]) == []


def test_two_people_stand_behind_it(county: County) -> None:
    finding = proposed(county.handler, reported(county), death())
    both = clerk(Role.COUNTY_REVIEWER)
    Finding.objects.update(handler=both)
    with pytest.raises(ActRefused, match="自己"):
        approve_finding(both, finding, finding.version)
    for other in (county.handler, clerk(Role.COUNTY_REVIEWER, "511111"), clerk(Role.CITY_OPERATOR, "511100")):
        with pytest.raises(ActRefused, match="复核"):
            approve_finding(other, finding, finding.version)
    kin = clerk(Role.COUNTY_REVIEWER)
    Kinship.objects.create(account=kin, person=finding.person, kind="blood", declared=timezone.now())
    with pytest.raises(ActRefused, match="回避"):
        approve_finding(kin, finding, finding.version)
    Finding.objects.update(handler=kin)
    with pytest.raises(ActRefused, match="提出人申报过"):
        approve_finding(county.reviewer, finding, finding.version)
    Finding.objects.update(handler=county.handler)
    assert approve_finding(county.reviewer, finding, finding.version).reviewer == county.reviewer


def test_a_role_that_is_lent_reaches_no_relative_of_the_lender(county: County) -> None:
    """Who is on leave does not find about themselves by the hand of a colleague; the colleague's own role would."""
    case, colleague = reported(county), account(where=county.handler.office)
    today = timezone.localdate()
    lent = lend_role(county.handler, colleague, Role.COUNTY_HANDLER, today, today)
    kin = Kinship.objects.create(account=county.handler, person=case.person, kind="self", declared=timezone.now())
    with pytest.raises(ActRefused, match="委托您代办的人"):
        proposed(colleague, case, death())
    kin.delete()
    assert proposed(colleague, case, death()).handler == colleague
    end_lending(county.handler, lent)
    Kinship.objects.create(account=county.handler, person=case.person, kind="self", declared=timezone.now())
    assert not is_kin(colleague, case.person_id)


WHO = [
    (Role.COUNTY_HANDLER, "511102", "agency", True),
    (Role.COUNTY_REVIEWER, "511102", "agency", False),
    (Role.COUNTY_HANDLER, "511111", "agency", False),
    (Role.TOWN, "511102001", "town", False),
    (Role.VILLAGE, "511102001001", "village", True),
    (Role.CITY_OPERATOR, "511100", "agency", False),
    (Role.INSPECTOR, "511100", "agency", False),
]


@pytest.mark.parametrize(("role", "code", "kind", "may"), WHO)
def test_the_agency_finds_and_whoever_has_the_case_on_the_spot(
    county: County, role: Role, code: str, kind: str, may: bool
) -> None:
    """The rules send a death to the village."""
    case, by = reported(county), clerk(role, code, kind)
    if kind == "village":
        with pytest.raises(ActRefused, match="签收"):
            proposed(by, case, death())
        receive(by, case, case.version)
    if may:
        assert proposed(by, case, death()).office == "511102"
    else:
        with pytest.raises(ActRefused):
            proposed(by, case, death())


def test_nobody_finds_anything_about_a_relative(county: County) -> None:
    case = reported(county)
    Kinship.objects.create(account=county.handler, person=case.person, kind="self", declared=timezone.now())
    with pytest.raises(ActRefused, match="回避"):
        proposed(county.handler, case, death())


def test_what_cannot_be_determined_suspends_a_pension_after_review(county: County) -> None:
    case = reported(county)
    finding = proposed(county.handler, case, death(Found.UNCONFIRMABLE, evidence=[]))
    assert (finding.kind, finding.start) == ("unconfirmable", timezone.localdate())
    finding = approve_finding(county.reviewer, finding, finding.version)
    assert (finding.delivered, finding.to_decide) == (None, ["B001"])
    assert state(case)[0] == [("verify", "settled")]


def test_what_cannot_be_determined_of_another_benefit_stays_pending_and_goes_up(county: County) -> None:
    Benefit.objects.filter(pk="B001").update(kind="injury.care")
    case = reported(county)
    Benefit.objects.filter(pk="B001").update(kind="injury.care")
    finding = proposed(county.handler, case, death(Found.UNCONFIRMABLE, evidence=[]))
    assert (finding.kind, finding.preview) == ("death", {})
    at = Case.objects.get(pk=case.pk).at
    finding = approve_finding(county.reviewer, finding, finding.version)
    assert finding.delivered == 0
    assert state(case) == ([("verify", "open")], False)
    assert (at.kind, Case.objects.get(pk=case.pk).at.kind) == ("village", "town")
    assert deliver_findings(county.house.home).findings == 0


def test_what_cannot_be_determined_needs_something_in_writing(county: County) -> None:
    finding = proposed(county.handler, reported(county), death(Found.UNCONFIRMABLE, papers=""))
    with pytest.raises(ActRefused, match="不能通过"):
        approve_finding(county.reviewer, finding, finding.version)


def test_a_contradiction_refutes_one_side(county: County) -> None:
    case = reported(county, alive=True)
    sign = Proposal(Found.REFUTED, Article9.SHARED, "持证出境的是他人", "life.border", dt.date(2026, 1, 20))
    assert proposed(county.handler, case, sign, "contradiction").found == "refuted"
    Finding.objects.all().delete()
    for wrong in (
        Proposal(Found.CONFIRMED, Article9.SHARED, "在世", "life.border", dt.date(2026, 1, 20)),
        Proposal(Found.REFUTED, Article9.SHARED, "别的", "detention", DEAD),
    ):
        with pytest.raises(ActRefused, match="一边"):
            proposed(county.handler, case, wrong, "contradiction")
    finding = proposed(county.handler, case, death(Found.REFUTED), "contradiction")
    approve_finding(county.reviewer, finding, finding.version)
    assert state(case) == ([("contradiction", "settled"), ("verify", "settled")], True) or state(case) == (
        [("verify", "settled"), ("contradiction", "settled")],
        True,
    )


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (death(kind="detention"), "别的情形"),
        (death(kind=""), "种类"),
        (death(benefit_id="B002"), "待遇编号"),
        (death(goes_on=DEAD), "否定一个事实时"),
        (death(Found.REFUTED, goes_on=dt.date(2026, 1, 2)), "不能早于"),
        (death(pending=True), "归属"),
        (Proposal(Found.CONFIRMED, Article9.PAPERS, " ", "death", DEAD), "依据"),
        (death(end=dt.date(2026, 1, 1)), "结束日期早于"),
    ],
)
def test_what_does_not_answer_the_question_is_refused(county: County, said: Proposal, why: str) -> None:
    case = reported(county)
    with pytest.raises(ActRefused, match=why):
        proposed(county.handler, case, said)
    assert Finding.objects.count() == 0


def test_a_refutation_names_the_day_of_what_it_refutes_but_for_deaths(county: County) -> None:
    case = reported(county, detained=True)
    custody = Matter.objects.get(case=case, key__startswith="detention")

    def of(day: dt.date) -> Finding:
        now = Case.objects.get(pk=case.pk)
        told = Proposal(Found.REFUTED, Article9.SHARED, "看守所回函", "detention", day)
        return propose_finding(county.handler, now, now.version, custody, told)

    with pytest.raises(ActRefused, match="2026"):
        of(dt.date(2026, 1, 4))
    assert of(DEAD).kind == "detention"
    other_day = death(Found.REFUTED, start=dt.date(2026, 1, 5))
    now = Case.objects.get(pk=case.pk)
    told_dead = Matter.objects.get(case=case, key__startswith="death")
    assert propose_finding(county.handler, now, now.version, told_dead, other_day).kind == "death"


def test_a_matter_has_one_finding_under_review_at_a_time_and_another_after_it_was_returned(county: County) -> None:
    case = reported(county)
    finding = proposed(county.handler, case, death())
    with pytest.raises(ActRefused, match="待复核"):
        proposed(county.handler, case, death())
    with pytest.raises(ActRefused, match="写明"):
        return_finding(county.reviewer, finding, finding.version, " ")
    finding = return_finding(county.reviewer, finding, finding.version, "缺火化证明编号")
    assert (finding.state, finding.review_note, finding.reviewer) == ("returned", "缺火化证明编号", county.reviewer)
    again = proposed(county.handler, case, death())
    with pytest.raises(ActRefused, match="撤回"):
        withdraw_finding(county.reviewer, again, again.version)
    again = withdraw_finding(county.handler, again, again.version)
    assert again.state == "withdrawn"
    with pytest.raises(ActRefused, match="已经复核"):
        approve_finding(county.reviewer, again, again.version)
    assert state(case) == ([("verify", "open")], False)


def test_a_case_does_not_close_while_a_finding_is_under_review(county: County) -> None:
    case = reported(county, detained=True)
    now = Case.objects.get(pk=case.pk)
    finding = propose_finding(
        county.handler, now, now.version, Matter.objects.get(case=case, key__startswith="death"), death(Found.REFUTED)
    )
    Matter.objects.filter(case=case, key__startswith="detention").update(state="settled", ended=timezone.localdate())
    approve_finding(county.reviewer, finding, finding.version)
    assert state(case)[1]


def test_a_stale_page_approves_nothing_and_two_reviewers_at_once_approve_once(county: County) -> None:
    finding = proposed(county.handler, reported(county), death())
    with pytest.raises(Stale):
        approve_finding(county.reviewer, finding, finding.version + 1)
    second, together, told = clerk(Role.COUNTY_REVIEWER), threading.Barrier(2), []

    def click(by: Account) -> None:
        try:
            together.wait()
            approve_finding(by, finding, finding.version)
            told.append("done")
        except Stale:
            told.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=(by,)) for by in (county.reviewer, second)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(told) == ["done", "stale"]
    assert Step.objects.filter(act="agreed").count() == 1


def test_what_follows_otherwise_than_was_shown_is_not_approved(county: County) -> None:
    finding = proposed(county.handler, reported(county), death())
    county.house.deliver("经办_202601.csv", "2026-02-09", "证件号码,姓名,类型,起,止,结果,状态,依据",
                         f"{who(ZHANG)},other_stop,2025-12-01,,,confirmed,另有规定")  # fmt: skip
    with pytest.raises(ActRefused, match="已经变化"):
        approve_finding(county.reviewer, finding, finding.version)


def test_a_candidate_is_this_person_s_or_not(county: County) -> None:
    run(county)
    zhang, imported = Person.objects.get(name=ZHANG.name), Run.objects.order_by("-pk").first()
    for line in (1, 2, 3):
        Candidate.objects.create(
            key=f"7-{line}-1", person=zhang, dataset="police.deaths", batch=7, line=line, opened=imported
        )
    cases_after_run(imported)
    case = Case.objects.get(person=zhang)

    def found(line: int, said: Proposal) -> Finding:
        now = Case.objects.get(pk=case.pk)
        matter = Matter.objects.get(case=case, key=f"7-{line}-1")
        one = propose_finding(county.handler, now, now.version, matter, said)
        return approve_finding(county.reviewer, one, one.version)

    other = found(1, Proposal(Found.REFUTED, Article9.FOUND, "住址和亲属都不符"))
    assert (other.kind, other.delivered) == ("", 0)
    hers = found(2, death(pending=True, evidence=[], papers=""))
    assert (hers.delivered, hers.to_decide) == (None, [])
    with pytest.raises(ActRefused, match="种类"):
        found(3, Proposal(Found.CONFIRMED, Article9.FOUND, "是本人"))
    delivered = deliver_findings(county.house.home)
    assert (delivered.findings, delivered.rows, delivered.set_aside) == (1, 1, {})
    run(county)
    assert Signal.objects.get(person=zhang, kind="death").status == "pending"
    asked = Matter.objects.filter(case=case, state="open").exclude(key="7-3-1")
    assert [matter.task for matter in asked] == ["verify"]


def test_approved_findings_reach_the_home_once_and_the_next_run(county: County) -> None:
    case = reported(county)
    finding = proposed(county.handler, case, death())
    assert deliver_findings(county.house.home).findings == 0
    approve_finding(county.reviewer, finding, finding.version)
    delivered = deliver_findings(county.house.home)
    assert (delivered.findings, delivered.rows) == (1, 1)
    finding.refresh_from_db()
    assert finding.delivered == delivered.batch
    assert deliver_findings(county.house.home).batch is None
    run(county, "2026-02")
    assert Signal.objects.get(kind="death").status == "confirmed"
    assert Determination.objects.get(benefit="B001", closed=None).standing == "stop"
    assert state(case)[0] == [("verify", "settled")]


def test_what_was_taken_in_before_a_crash_is_only_marked_afterwards(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = proposed(county.handler, reported(county), death())
    approve_finding(county.reviewer, finding, finding.version)

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("casework.cases.delivering.audit.record", crash)
        with pytest.raises(KeyboardInterrupt):
            deliver_findings(county.house.home)
    assert Finding.objects.get().delivered is None
    batches = sorted(path.name for path in county.house.home.batches.iterdir())
    delivered = deliver_findings(county.house.home)
    assert Finding.objects.get().delivered == delivered.batch
    assert sorted(path.name for path in county.house.home.batches.iterdir()) == batches


def test_while_another_command_writes_nothing_is_delivered(county: County) -> None:
    from zige.errors import HomeHeld
    from zige.store.lock import held

    finding = proposed(county.handler, reported(county), death())
    approve_finding(county.reviewer, finding, finding.version)
    with held(county.house.home.path, "zige run"), pytest.raises(HomeHeld):
        deliver_findings(county.house.home)
    assert Finding.objects.get().delivered is None


def test_alive_refutes_the_death_and_what_is_still_investigated_goes_on_as_pending(county: County) -> None:
    case = reported(county)
    elsewhere = clerk(Role.VILLAGE, "511111100201", "village")
    open_alive(elsewhere, ZHANG.number, "持身份证到场")
    refuted = death(Found.REFUTED, evidence=[], goes_on=dt.date(2026, 1, 5))
    finding = proposed(elsewhere, case, refuted, "alive")
    assert finding.office == "511102"
    approve_finding(county.reviewer, finding, finding.version)
    assert sorted(state(case)[0]) == [("alive", "settled"), ("verify", "open")]
    assert deliver_findings(county.house.home).rows == 2
    run(county)
    facts = Signal.objects.filter(person=case.person, kind="death").order_by("status")
    assert [(fact.status, fact.start) for fact in facts] == [("pending", dt.date(2026, 1, 5)), ("refuted", DEAD)]
    assert sorted(state(case)[0]) == [("alive", "settled"), ("verify", "fallen"), ("verify", "open")]
    assert Matter.objects.get(case=case, state="open").key == facts[0].pk
    assert not state(case)[1]


def test_elsewhere_is_shown_by_the_database_what_it_needs_and_no_more(county: County) -> None:
    """On SQLite, which has no row-level security, all is shown."""
    case, elsewhere = reported(county), clerk(Role.VILLAGE, "511111100201", "village")
    seen = jurisdiction_of(elsewhere, elsewhere.roles_on(timezone.localdate()))
    everything = shown()
    with database_shows(seen):
        assert shown() == ((0, 0, 0) if POSTGRESQL else everything)
        open_alive(elsewhere, ZHANG.number, "持身份证到场")
        assert shown() == ((1, 1, 0) if POSTGRESQL else everything)
        assert Case.objects.select_related("person").get(pk=case.pk).person.name == ZHANG.name
        assert proposed(elsewhere, case, death(Found.REFUTED, evidence=[]), "alive").office == "511102"


def shown() -> tuple[int, int, int]:
    """People, cases and benefits that the database shows."""
    return Person.objects.count(), Case.objects.count(), Benefit.objects.count()


def test_a_later_finding_undoes_an_earlier_one_and_what_it_asked_to_decide(county: County) -> None:
    case = reported(county)
    first = proposed(county.handler, case, death())
    first = approve_finding(county.reviewer, first, first.version)
    other = propose_fact(county.handler, case.person, death(Found.REFUTED, start=dt.date(2026, 1, 4)))
    other = approve_finding(county.reviewer, other, other.version)
    first.refresh_from_db()
    assert (first.undone_by, first.decision_due, first.state) == (other, False, "approved")
    same = propose_fact(county.handler, case.person, death(Found.REFUTED))
    same = approve_finding(county.reviewer, same, same.version)
    other.refresh_from_db()
    assert other.undone_by is None


def test_elsewhere_finds_nothing_where_nobody_came_to_it(county: County) -> None:
    case, elsewhere = reported(county), clerk(Role.VILLAGE, "511111100201", "village")
    with pytest.raises(ActRefused):
        proposed(elsewhere, case, death(Found.REFUTED))


def test_a_fact_without_a_case_is_found_by_the_person_s_own_agency(county: County) -> None:
    person = Person.objects.get(name=SUN.name)
    seen = Proposal(Found.CONFIRMED, Article9.FOUND, "窗口现场认证", "certification", dt.date(2026, 2, 9))
    finding = propose_fact(county.handler, person, seen)
    assert (finding.case, finding.office) == (None, "511102")
    assert approve_finding(county.reviewer, finding, finding.version).state == Review.APPROVED
    with pytest.raises(ActRefused):
        propose_fact(clerk(Role.COUNTY_HANDLER, "511111"), person, seen)
    assert deliver_findings(county.house.home).findings == 1


def test_somebody_the_register_lost_is_named_and_nothing_is_delivered(county: County) -> None:
    finding = proposed(county.handler, reported(county), death())
    approve_finding(county.reviewer, finding, finding.version)
    stranger = Person.objects.create(number=99_999)
    Finding.objects.update(person=stranger)
    with pytest.raises(RequestRefused):
        deliver_findings(county.house.home)
    assert Finding.objects.get().delivered is None
