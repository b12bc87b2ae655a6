"""The payment list of a month: what is told, what is told again, who approves, what the core system answers and pays."""

import csv
import json
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from decided import benefit, decided, determined, handler, reviewer, set_off
from django.conf import settings
from django.utils import timezone
from staff import OTHER, OWN, account, at_desk, office

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.cases.models import Kinship
from casework.decisions.models import Act, Decision
from casework.payments.acts.answer import answer
from casework.payments.acts.compare import compare
from casework.payments.acts.draw import draw, take_back
from casework.payments.acts.explain import explain
from casework.payments.acts.export import export
from casework.payments.acts.review import approve, give_back
from casework.payments.models import Line, Mismatch, PaymentList
from zige.errors import InputRefused, RequestRefused

pytestmark = pytest.mark.django_db
NOVEMBER = 2026 * 12 + 10
DECEMBER = NOVEMBER + 1


def lines(drawn: PaymentList) -> list[tuple[str, str, str, int | None, int]]:
    return list(drawn.lines.values_list("kind", "benefit_id", "standing", "monthly", "once"))


def approved(month: int = DECEMBER, by: Account | None = None) -> PaymentList:
    """A list that two people agreed on."""
    drawn = draw(by or handler(), month)
    explained = list(drawn.differences.values_list("pk", flat=True))
    if explained:
        explain(handler(), drawn, drawn.version, explained, "等下月核实")
        drawn.refresh_from_db()
    return approve(reviewer(), drawn, drawn.version)


def exported(month: int = DECEMBER) -> PaymentList:
    drawn = approved(month)
    export(handler(), drawn, drawn.version)
    drawn.refresh_from_db()
    return drawn


def answered(drawn: PaymentList, *rows: str) -> dict[str, int]:
    drawn.refresh_from_db()
    return answer(handler(), drawn, drawn.version, "回执.csv", ("HH,JG,SM\n" + "\n".join(rows) + "\n").encode())


@pytest.mark.parametrize("broken", ["x" * 200_000, "\0", '"' + "1,0,\n" * 50_000])
def test_an_answer_that_no_table_can_be_made_of_is_refused_in_a_sentence(broken: str) -> None:
    decided(benefit("B1"), Act.STOP, DECEMBER)
    drawn = exported()
    with pytest.raises((RequestRefused, InputRefused)):
        answered(drawn, f"7,0,{broken}")
    assert drawn.lines.get().answer == Line.Answer.WAITING


def test_what_the_core_system_says_is_kept_without_the_number_in_it() -> None:
    decided(benefit("B1"), Act.STOP, DECEMBER)
    drawn = exported()
    answered(drawn, "1,0,证件号码 511102195001011234 有误")
    assert drawn.lines.get().said == "证件号码 511102************ 有误"


@pytest.mark.parametrize(
    ("act", "standing", "told"),
    [
        (Act.SUSPEND, "continue", ("hold", "suspend", None)),
        (Act.STOP, "continue", ("stop", "stop", None)),
        (Act.STOP, "suspend", ("stop", "stop", None)),
        (Act.RESUME, "suspend", ("release", "continue", 100_000)),
        (Act.RESUME, "stop", ("release", "continue", 100_000)),
    ],
)
def test_an_act_that_changes_payment_is_a_line_of_the_next_list(
    act: Act, standing: str, told: tuple[str, str, int | None]
) -> None:
    one = benefit("B1", standing=standing)
    decision = decided(one, act, DECEMBER)
    line = draw(handler(), DECEMBER).lines.get()
    assert (line.kind, line.standing, line.monthly) == told
    assert (line.benefit_id, line.decision, line.since, line.position) == ("B1", decision, DECEMBER, 1)


@pytest.mark.parametrize("act", [Act.CONTINUE, Act.DEFER, Act.CERTIFY, Act.REVOKE, Act.RECOVER])
def test_an_act_that_changes_no_payment_is_no_line(act: Act) -> None:
    """Continuing changes nothing; deferring, certifying and revoking are facts, from which a run proposes; what is
    recovered comes by instalments."""
    decided(benefit("B1"), act, DECEMBER)
    assert lines(draw(handler(), DECEMBER)) == []


def test_a_decision_of_a_later_month_waits_for_it() -> None:
    decided(benefit("B1"), Act.SUSPEND, DECEMBER)
    drawn = draw(handler(), NOVEMBER)
    assert lines(drawn) == []
    take_back(drawn.handler, drawn, drawn.version)
    assert len(lines(draw(handler(), DECEMBER))) == 1


@pytest.mark.parametrize("state", ["proposed", "returned", "withdrawn"])
def test_what_no_second_person_approved_is_not_told(state: str) -> None:
    decided(benefit("B1"), Act.SUSPEND, DECEMBER, state=state)
    assert lines(draw(handler(), DECEMBER)) == []


def test_a_lowered_amount_is_told_and_what_is_stopped_is_not_lowered() -> None:
    decided(benefit("B1"), Act.LOWER, DECEMBER, 80_000)
    stopped = benefit("B2", standing="stop")
    decided(stopped, Act.LOWER, DECEMBER, 80_000)
    decided(benefit("B3"), Act.LOWER, DECEMBER + 1, 80_000)
    assert lines(draw(handler(), DECEMBER)) == [("amount", "B1", "continue", 80_000, 0)]


def test_back_pay_and_set_off_are_sums_of_the_month() -> None:
    decided(benefit("B1"), Act.PAY_BACK, DECEMBER, 250_000, "2026-09|2026-10")
    set_off(benefit("B2"), NOVEMBER, 30_000, "2026-12-15")
    set_off(benefit("B3"), NOVEMBER, 30_000, "2027-01-01")
    set_off(benefit("B4", standing="stop"), NOVEMBER, 30_000, "2026-12-15")
    drawn = draw(handler(), DECEMBER)
    assert lines(drawn) == [("back_pay", "B1", "continue", None, 250_000), ("set_off", "B2", "continue", None, -30_000)]
    assert drawn.lines.get(kind="back_pay").months == "2026-09|2026-10"


def test_what_the_core_system_keeps_back_counts_as_repaid_once() -> None:
    taken, refused = (set_off(benefit(name), NOVEMBER, 30_000, "2026-12-15") for name in ("B1", "B2"))
    drawn = exported()
    answered(drawn, "1,1,", "2,0,账户不符")
    drawn.refresh_from_db()
    answered(drawn, "1,1,", "2,0,账户不符")
    repaid = taken.recovery.repayments.get()
    assert (repaid.amount, repaid.way, repaid.receipt) == (30_000, "set_off", f"{drawn.number}/1")
    taken.recovery.refresh_from_db()
    assert taken.recovery.closed is not None
    assert not refused.recovery.repayments.exists()


def test_arrears_of_a_resumption_are_told_beside_it() -> None:
    decided(benefit("B1", standing="suspend"), Act.RESUME, DECEMBER, 300_000, "2026-09|2026-10|2026-11")
    assert lines(draw(handler(), DECEMBER)) == [
        ("release", "B1", "continue", 100_000, 0), ("back_pay", "B1", "continue", None, 300_000),
    ]  # fmt: skip


def test_another_county_is_in_another_list() -> None:
    decided(benefit("B1"), Act.SUSPEND, DECEMBER)
    decided(benefit("B2", county=OTHER), Act.SUSPEND, DECEMBER)
    assert [row[1] for row in lines(draw(handler(), DECEMBER))] == ["B1"]
    assert [row[1] for row in lines(draw(handler(OTHER), DECEMBER))] == ["B2"]


def test_what_was_told_is_not_told_again_and_what_was_rejected_is() -> None:
    decided(benefit("B1"), Act.SUSPEND, DECEMBER)
    decided(benefit("B2"), Act.PAY_BACK, DECEMBER, 5_000)
    decided(benefit("B3"), Act.STOP, DECEMBER)
    decided(benefit("B4"), Act.LOWER, DECEMBER, 80_000)
    first = exported()
    assert [row[1] for row in lines(first)] == ["B1", "B3", "B4", "B2"]
    assert answered(first, "1,1,", "2,0,无此人", "3,失败,", "4,0,") == {"accepted": 1, "rejected": 3}
    assert [row[:2] for row in lines(draw(handler(), DECEMBER))] == [
        ("stop", "B3"),
        ("amount", "B4"),
        ("back_pay", "B2"),
    ]


def test_what_an_objection_held_off_is_taken_back_and_told_anew_when_it_holds_again() -> None:
    decision = decided(benefit("B1"), Act.SUSPEND, DECEMBER)
    approved()
    Decision.objects.filter(pk=decision.pk).update(held_off=True)
    released = approved()
    assert lines(released) == [("release", "B1", "continue", 100_000, 0)]
    Decision.objects.filter(pk=decision.pk).update(held_off=False)
    assert [row[:3] for row in lines(draw(handler(), DECEMBER))] == [("hold", "B1", "suspend")]


def test_where_the_register_shows_the_decision_nothing_is_told() -> None:
    one = benefit("B1", standing="suspend")
    decided(one, Act.SUSPEND, NOVEMBER, before="continue", registered=DECEMBER)
    assert lines(draw(handler(), DECEMBER)) == []


def test_a_difference_is_where_the_newest_run_says_otherwise() -> None:
    agrees, undecided, contrary = benefit("B1"), benefit("B2"), benefit("B3")
    determined(agrees, "continue", NOVEMBER)
    determined(undecided, "suspend", NOVEMBER, "unconfirmed")
    determined(contrary, "continue", NOVEMBER)
    decided(contrary, Act.SUSPEND, DECEMBER)
    found = list(draw(handler(), DECEMBER).differences.values_list("kind", "benefit_id", "pays", "says", "grounds"))
    assert found == [
        ("contrary", "B3", "suspend", "continue", ""),
        ("undecided", "B2", "continue", "suspend", "unconfirmed"),
    ]


def test_a_list_is_approved_only_once_every_difference_is_explained() -> None:
    for name in ("B1", "B2"):
        determined(benefit(name), "suspend", NOVEMBER)
    drawn = draw(handler(), DECEMBER)
    first, second = drawn.differences.all()
    explain(handler(), drawn, drawn.version, [first.pk], "本月核实")
    drawn.refresh_from_db()
    with pytest.raises(ActRefused, match="1"):
        approve(reviewer(), drawn, drawn.version)
    explain(handler(), drawn, drawn.version, [second.pk], "本月核实")
    drawn.refresh_from_db()
    assert approve(reviewer(), drawn, drawn.version).state == "approved"


def test_nobody_explains_why_a_relative_is_paid_otherwise() -> None:
    determined(benefit("B1"), "suspend", NOVEMBER)
    by = handler()
    drawn = draw(by, DECEMBER)
    one = drawn.differences.get()
    kin = Kinship.objects.create(account=by, person=one.person, kind="self", declared=timezone.now())
    with pytest.raises(ActRefused, match="回避"):
        explain(by, drawn, drawn.version, [one.pk], "本月核实")
    kin.delete()
    assert explain(by, drawn, drawn.version, [one.pk], "本月核实") == 1


def test_an_empty_reason_or_choice_explains_nothing() -> None:
    determined(benefit("B1"), "suspend", NOVEMBER)
    drawn = draw(handler(), DECEMBER)
    with pytest.raises(ActRefused):
        explain(handler(), drawn, drawn.version, [drawn.differences.get().pk], "  ")
    with pytest.raises(ActRefused):
        explain(handler(), drawn, drawn.version, [], "本月核实")
    assert drawn.differences.get().reason == ""


def test_nobody_approves_a_list_of_their_own() -> None:
    both = account(Role.COUNTY_HANDLER, office("agency", OWN))
    drawn = draw(both, DECEMBER)
    with pytest.raises(ActRefused):
        approve(both, drawn, drawn.version)
    assert approve(reviewer(), drawn, drawn.version).reviewer != both


@pytest.mark.parametrize("act", [approve, lambda by, drawn, version: give_back(by, drawn, version, "漏项"), take_back])
def test_another_agency_touches_no_list(act: object) -> None:
    drawn = draw(handler(), DECEMBER)
    with pytest.raises(ActRefused):
        act(reviewer(OTHER), drawn, drawn.version)  # type: ignore[operator]
    drawn.refresh_from_db()
    assert drawn.state == "proposed"


def test_a_page_grown_stale_says_so() -> None:
    drawn = draw(handler(), DECEMBER)
    shown = drawn.version
    give_back(reviewer(), drawn, shown, "漏项")
    with pytest.raises(ActRefused):
        approve(reviewer(), drawn, shown)


def test_a_list_given_back_frees_its_lines_for_the_next() -> None:
    decided(benefit("B1"), Act.PAY_BACK, DECEMBER, 5_000)
    drawn = draw(handler(), DECEMBER)
    with pytest.raises(ActRefused):
        draw(handler(), DECEMBER)
    give_back(reviewer(), drawn, drawn.version, "请补充")
    again = draw(handler(), DECEMBER)
    assert (drawn.lines.count(), len(lines(again)), again.number) == (0, 1, f"{OWN}-202612-P02")


def test_the_file_is_the_one_that_was_approved() -> None:
    one = benefit("B1")
    decided(one, Act.STOP, DECEMBER)
    decided(one, Act.PAY_BACK, DECEMBER, 123_45, "2026-09|2026-10")
    drawn = approved()
    one.person.name = "改名"
    one.person.save()
    with ZipFile(BytesIO(export(handler(), drawn, drawn.version))) as archive:
        content = archive.read(f"{drawn.number}.csv")
        manifest = json.loads(archive.read(f"{drawn.number}.json"))
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert [row["AAC003 姓名"] for row in rows] == ["某某某", "某某某"]
    assert [(row["AAE140 险种类型"], row["AAE116 待遇发放状态"], row["BGLB 变更类别"]) for row in rows] == [
        ("110", "3", "03"),
        ("110", "3", "05"),
    ]
    assert [(row["AAE019 金额"], row["QSNY 起始年月"], row["SJNY 所涉年月"]) for row in rows] == [
        ("", "202612", ""),
        ("123.45", "202612", "202609;202610"),
    ]
    assert (manifest["lines"], manifest["sum"], manifest["sha256"]) == (2, "123.45", drawn.digest)


def test_an_unapproved_list_is_not_exported() -> None:
    drawn = draw(handler(), DECEMBER)
    with pytest.raises(ActRefused):
        export(handler(), drawn, drawn.version)


def test_an_answer_counts_once_for_each_line() -> None:
    decided(benefit("B1"), Act.SUSPEND, DECEMBER)
    decided(benefit("B2"), Act.SUSPEND, DECEMBER)
    drawn = exported()
    assert answered(drawn, "1,1,") == {"accepted": 1, "rejected": 0}
    drawn.refresh_from_db()
    assert drawn.answered is None
    assert answered(drawn, "1,1,", "2,0,账号无效") == {"accepted": 1, "rejected": 1}
    drawn.refresh_from_db()
    assert drawn.answered is not None
    assert drawn.lines.get(position=2).said == "账号无效"
    with pytest.raises(ActRefused):
        answered(drawn, "1,0,")


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"HH,JG\n3,1\n", "line 2"),
        (b"HH,JG\nx,1\n", "line 2"),
        (b"HH,JG\n1,1\n1,1\n", "line 3"),
        (b"HH,JG\n1,7\n", "'7'"),
    ],
)
def test_a_row_that_answers_nothing_is_refused_with_its_place_and_nothing_is_kept(file: bytes, says: str) -> None:
    decided(benefit("B1"), Act.SUSPEND, DECEMBER)
    drawn = exported()
    with pytest.raises(InputRefused, match=says):
        answer(handler(), drawn, drawn.version, "a.csv", file)
    assert drawn.lines.get().answer == Line.Answer.WAITING


@pytest.mark.parametrize("file", [b"JG\n1\n", b"HH\n1\n", b"HH,JG\n", b"", b"\xff\xff\xff\xff"])
def test_a_file_that_is_no_answer_is_refused(file: bytes) -> None:
    decided(benefit("B1"), Act.SUSPEND, DECEMBER)
    drawn = exported()
    with pytest.raises(RequestRefused):
        answer(handler(), drawn, drawn.version, "a.csv", file)


def test_an_answer_is_found_by_code_or_name_in_either_encoding() -> None:
    decided(benefit("B1"), Act.SUSPEND, DECEMBER)
    drawn = exported()
    told = answer(handler(), drawn, drawn.version, "a.csv", "HH 行号,JG,SM\n1,成功,已暂停\n".encode("gb18030"))
    assert told == {"accepted": 1, "rejected": 0}


def test_a_list_that_never_went_out_has_no_answer() -> None:
    decided(benefit("B1"), Act.SUSPEND, DECEMBER)
    drawn = approved()
    with pytest.raises(ActRefused):
        answered(drawn, "1,1,")


def really_paid(monkeypatch: pytest.MonkeyPatch, **paid: int) -> None:
    """The ledger of the month, as the home would have it."""
    import polars as pl

    table = pl.DataFrame(
        {"benefit_id": list(paid), "amount": list(paid.values())}, {"benefit_id": pl.String, "amount": pl.Int64}
    )
    monkeypatch.setattr("casework.payments.acts.compare.paid_in", lambda *_: table)


def test_every_benefit_is_compared_with_what_was_paid(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("B1", "B2", "B3", "B4", "B5"):
        benefit(name)
    decided(benefit("B6"), Act.SUSPEND, DECEMBER)
    decided(benefit("B7"), Act.STOP, DECEMBER)
    benefit("B8", county=OTHER)
    set_off(benefit("B9"), NOVEMBER, 30_000, "2026-12-15")
    drawn = exported()
    answered(drawn, *(f"{line.position},1," for line in drawn.lines.all()))
    drawn.refresh_from_db()
    really_paid(monkeypatch, B1=100_000, B2=99_999, B4=100_001, B5=100_000, B6=100_000, B9=70_000)
    assert compare(handler(), drawn, drawn.version) == 4
    found = list(drawn.mismatches.values_list("benefit_id", "kind", "due", "paid").order_by("benefit_id"))
    assert found == [
        ("B2", Mismatch.Kind.OTHER_AMOUNT, 100_000, 99_999), ("B3", Mismatch.Kind.NOT_PAID, 100_000, 0),
        ("B4", Mismatch.Kind.OTHER_AMOUNT, 100_000, 100_001), ("B6", Mismatch.Kind.PAID_THOUGH_HELD, 0, 100_000),
    ]  # fmt: skip


def test_finance_is_shown_sums_of_its_place_and_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists that two people approved; before they are compared nothing is said of what was paid."""
    decided(benefit("B1"), Act.SUSPEND, DECEMBER)
    decided(benefit("B2", standing="suspend"), Act.RESUME, DECEMBER, 20_000, "2026-11")
    set_off(benefit("B3"), NOVEMBER, 5_000, "2026-12-15")
    drawn, page = exported(), at_desk(Role.FINANCE, "finance", "511100")
    told = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.get("/").content.decode()))
    assert "2026年12月 4 200.00 −50.00 已导出，等回执 —" in told
    really_paid(monkeypatch, B1=100_000, B2=100_000, B3=90_000)
    compare(handler(), drawn, drawn.version)
    told = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.get("/").content.decode()))
    assert "已与实发核对 2 份，多付 1,000.00 元，少付 100.00 元" in told
    assert "某某某" not in told
    other = at_desk(Role.FINANCE, "finance", OTHER, "F2").get("/").content.decode()
    assert drawn.number not in other
    assert "还没有复核过的发放清单" in other
    assert drawn.number not in at_desk(Role.BANK, "bank", OWN).get("/").content.decode()


def test_what_is_not_approved_is_no_sum_yet() -> None:
    decided(benefit("B1"), Act.SUSPEND, DECEMBER)
    drawn = draw(handler(), DECEMBER)
    assert drawn.number not in at_desk(Role.FINANCE, "finance", "511100").get("/").content.decode()


def test_a_month_without_a_ledger_is_not_compared() -> None:
    drawn = exported()
    with pytest.raises(ActRefused):
        compare(handler(), drawn, drawn.version)
    assert drawn.compared is None


def test_every_act_is_recorded_and_names_nobody() -> None:
    one = benefit("B1")
    decided(one, Act.SUSPEND, DECEMBER)
    exported()
    acts = list(Entry.objects.filter(act__startswith="payments.").order_by("number").values_list("act", flat=True))
    assert acts == ["payments.drawn", "payments.approved", "payments.exported"]
    told = " ".join(str(entry.details) + entry.subject for entry in Entry.objects.all())
    assert one.person.id_number not in told
    assert one.person.name not in told


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("holds: line}", "holds: line2}"), "columns"),
        (('{continue: "1", ', "{"), "continue"),
        (('suspend: "2", stop: "3"', 'suspend: "2", stop: "2"'), "2"),
        (("code: AAC003", "code: AAC002"), "AAC002"),
        (("  - {code: AAE019, name: 金额, holds: amount}\n", ""), "amount"),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_place(change: tuple[str, str], says: str) -> None:
    from casework.payments.core import mapping
    from zige.errors import FileRefused

    text = (mapping.Path(mapping.__file__).parent / mapping.FILE).read_text("utf-8")
    own = settings.HOME.path / mapping.FILE
    assert change[0] in text or change[1] == ""
    own.write_text(text.replace(*change), "utf-8")
    try:
        with pytest.raises(FileRefused, match=says):
            mapping.load_mapping()
    finally:
        own.unlink()


def test_a_list_is_not_approved_once_something_else_has_been_decided() -> None:
    one = benefit("B1")
    decided(one, Act.SUSPEND, DECEMBER)
    drawn = draw(handler(), DECEMBER)
    decided(one, Act.RESUME, DECEMBER, before="suspend")
    with pytest.raises(ActRefused, match="编制以后"):
        approve(reviewer(), drawn, drawn.version)
    give_back(reviewer(), drawn, drawn.version, "重新编制")
    assert lines(approved()) == []


def test_a_sum_decided_after_the_list_was_drawn_makes_it_wait_and_one_of_another_county_does_not() -> None:
    drawn = draw(handler(), DECEMBER)
    decided(benefit("B2", county=OTHER), Act.PAY_BACK, DECEMBER, 5_000)
    assert approve(reviewer(), drawn, drawn.version).state == "approved"
    drawn = draw(handler(), DECEMBER)
    decided(benefit("B1"), Act.PAY_BACK, DECEMBER, 5_000)
    with pytest.raises(ActRefused, match="编制以后"):
        approve(reviewer(), drawn, drawn.version)


def test_a_difference_that_came_after_the_list_was_drawn_is_explained_first() -> None:
    one = benefit("B1")
    drawn = draw(handler(), DECEMBER)
    determined(one, "stop", NOVEMBER, "death")
    with pytest.raises(ActRefused, match="编制以后"):
        approve(reviewer(), drawn, drawn.version)


def test_a_list_with_every_kind_of_line_is_approved_as_it_was_drawn() -> None:
    decided(benefit("B1"), Act.SUSPEND, DECEMBER)
    decided(benefit("B2"), Act.LOWER, DECEMBER, 80_000)
    decided(benefit("B3"), Act.PAY_BACK, DECEMBER, 5_000)
    set_off(benefit("B4"), NOVEMBER, 30_000, "2026-12-15")
    assert approved().lines.count() == 4


def test_a_sum_that_missed_the_list_of_its_month_is_told_once_in_the_next() -> None:
    decided(benefit("B1"), Act.PAY_BACK, NOVEMBER, 5_000)
    decided(benefit("B2"), Act.PAY_BACK, NOVEMBER - 1, 5_000)
    assert [row[:2] for row in lines(approved(DECEMBER))] == [("back_pay", "B1")]
    assert lines(draw(handler(), DECEMBER)) == []
