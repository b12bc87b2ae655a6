"""Pages of payment lists: own agencies alone, masked, in both languages, with what each person may do."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from decided import benefit, decided, determined, handler, reviewer, set_off
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from staff import OTHER, OWN, TOLD, at_desk, signed_in

from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.cases.models import Finding, Found, Review
from casework.decisions.models import Act, Decision
from casework.payments.acts.draw import draw
from casework.payments.models import PaymentList
from casework.runs.models import Evidence, Run, Signal

pytestmark = pytest.mark.django_db
NOVEMBER = 2026 * 12 + 10
BUDGET = 24


def drawn() -> PaymentList:
    """One line of each kind and two differences."""
    decided(benefit("B1"), Act.SUSPEND, NOVEMBER)
    decided(benefit("B2", standing="suspend"), Act.RESUME, NOVEMBER, 20_000, "2026-10")
    decided(benefit("B3"), Act.LOWER, NOVEMBER, 80_000)
    set_off(benefit("B4"), NOVEMBER, 5_000, "2026-11-02")
    for name in ("B5", "B6"):
        determined(benefit(name), "suspend", NOVEMBER, "unconfirmed")
    return draw(handler(), NOVEMBER)


def text(browser: Client, address: str, **said: str) -> str:
    answer = browser.get(address, said)
    assert answer.status_code == 200, address
    return answer.content.decode()


def told_after(browser: Client, address: str, **said: object) -> str:
    return browser.post(address, said, follow=True).content.decode()


@pytest.mark.parametrize("tab", ["", "/differences", "/mismatches"])
def test_a_list_is_seen_by_its_agency_and_the_city_alone(tab: str) -> None:
    address = f"/payments/{drawn().pk}{tab}"
    for role, code, seen in [
        (Role.COUNTY_HANDLER, OWN, 200), (Role.COUNTY_REVIEWER, OWN, 200), (Role.CITY_OPERATOR, "511100", 200),
        (Role.COUNTY_HANDLER, OTHER, 404), (Role.COUNTY_REVIEWER, OTHER, 404),
    ]:  # fmt: skip
        assert at_desk(role, "agency", code).get(address).status_code == seen, (role, code)
    assert at_desk(Role.TOWN, "town", "511102001").get(address).status_code == 403


def test_all_lists_are_those_of_the_agencies_seen() -> None:
    own = drawn()
    other = draw(handler(OTHER), NOVEMBER)
    page = text(at_desk(Role.COUNTY_HANDLER, "agency", OWN), "/payments/")
    assert own.number in page
    assert other.number not in page
    assert other.number in text(at_desk(Role.CITY_OPERATOR, "agency", "511100"), "/payments/")


def test_names_are_masked_and_the_reading_is_recorded() -> None:
    one = drawn()
    browser = at_desk(Role.COUNTY_REVIEWER, "agency", OWN)
    page = text(browser, f"/payments/{one.pk}")
    assert "某某某" not in page
    assert Entry.objects.filter(act="people.listed", subject=f"payments:{one.number}").count() == 1


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "抵扣"), ("en", "Set off")])
def test_a_list_is_told_in_both_languages(language: str, said: str) -> None:
    page = text(signed_in(reviewer(), language), f"/payments/{drawn().pk}")
    assert said in page
    assert ("发放清单" in page) == (language == "zh-hans")


def test_lines_are_narrowed_by_kind() -> None:
    one, browser = drawn(), at_desk(Role.COUNTY_HANDLER, "agency", OWN)
    page = text(browser, f"/payments/{one.pk}", kind="hold")
    assert "<div>B1</div>" in page
    assert "<div>B2</div>" not in page


def test_from_drawing_to_export() -> None:
    """As two people do it in the browser."""
    decided(benefit("B1"), Act.SUSPEND, NOVEMBER)
    determined(benefit("B2"), "suspend", NOVEMBER)
    maker, checker = signed_in(handler()), signed_in(reviewer())
    page = maker.post("/payments/new", {"month": NOVEMBER}, follow=True)
    one = PaymentList.objects.get()
    assert page.redirect_chain[-1][0] == f"/payments/{one.pk}"
    refused = told_after(checker, f"/payments/{one.pk}/approve", version=one.version)
    assert "没有说明原因" in refused
    chosen = one.differences.get().pk
    assert "已说明 1 项差异" in told_after(
        maker, f"/payments/{one.pk}/explain", version=one.version, chosen=chosen, reason="等核实"
    )
    assert "已被他人更改" in told_after(checker, f"/payments/{one.pk}/approve", version=one.version)
    one.refresh_from_db()
    assert "复核通过" in told_after(checker, f"/payments/{one.pk}/approve", version=one.version)
    one.refresh_from_db()
    answer = maker.post(f"/payments/{one.pk}/download", {"version": one.version})
    assert answer["Content-Type"] == "application/zip"
    assert ZipFile(BytesIO(answer.content)).namelist() == [f"{one.number}.csv", f"{one.number}.json"]
    one.refresh_from_db()
    file = BytesIO(b"HH,JG,SM\n1,1,\n")
    file.name = "回执.csv"
    assert "接受 1 行" in told_after(maker, f"/payments/{one.pk}/answer", version=one.version, file=file)
    one.refresh_from_db()
    assert "还没有收到" in told_after(maker, f"/payments/{one.pk}/compare", version=one.version)


def test_a_list_returned_says_why() -> None:
    one = drawn()
    page = told_after(signed_in(reviewer()), f"/payments/{one.pk}/give-back", version=one.version, note="请核对B2")
    assert "请核对B2" in page
    assert "这份清单不再有效" in page
    assert PaymentList.objects.get().state == Review.RETURNED


def test_the_maker_is_not_offered_to_approve() -> None:
    one = drawn()
    approve = f'action="/payments/{one.pk}/approve"'
    assert approve in text(signed_in(reviewer()), f"/payments/{one.pk}")
    assert approve not in text(signed_in(one.handler), f"/payments/{one.pk}")


def test_the_fields_are_explained() -> None:
    page = text(at_desk(Role.COUNTY_HANDLER, "agency", OWN), "/payments/fields")
    assert "AAE140" in page
    assert "110 = 企业职工基本养老金" in page


@pytest.mark.parametrize("tab", ["", "/differences", "/mismatches"])
def test_a_longer_list_asks_no_more_of_the_database(tab: str) -> None:
    one, browser = drawn(), at_desk(Role.COUNTY_HANDLER, "agency", OWN)
    with CaptureQueriesContext(connection) as asked:
        text(browser, f"/payments/{one.pk}{tab}")
    assert len(asked) <= BUDGET + TOLD


def verified(found: Found, day: str = "2026-11-20", dataset: str = "monitoring.findings", county: str = OWN) -> Finding:
    """A suspicion of monitoring that two people looked into."""
    from casework.cases.models import Case, Matter

    one = benefit(f"M{Finding.objects.count()}", county=county)
    run, _ = Run.objects.get_or_create(month=NOVEMBER, number=1, defaults={"digest": "0" * 64, "counts": {}})
    signal = Signal.objects.create(
        fact_id=f"F{one.pk}", person=one.person, kind="death", status="pending", opened=run, department="monitoring"
    )
    Evidence.objects.create(signal=signal, batch=1, line=2, place=0, dataset=dataset, opened=run)
    by, also, moment = (
        handler(county),
        reviewer(county),
        timezone.make_aware(timezone.datetime.fromisoformat(f"{day}T10:00")),
    )
    case = Case.objects.create(
        number=f"C{one.pk}", person=one.person, origin="run", at=by.office, opened=moment, office=county
    )
    matter = Matter.objects.create(case=case, task="verify", key=signal.pk, origin="run", opened=day)
    return Finding.objects.create(
        matter=matter, case=case, person=one.person, office=county, found=found, kind="death", start="2026-11-02", source="9.5",
        basis="入户", record=f"R{one.pk}", handler=by, proposed=moment, reviewer=also, reviewed=moment, state="approved",
    )  # fmt: skip


def test_verified_results_go_back_to_monitoring() -> None:
    confirmed = verified(Found.CONFIRMED)
    Decision.objects.filter(pk=decided(benefit("D1"), Act.STOP, NOVEMBER).pk).update(finding=confirmed)
    verified(Found.REFUTED)
    verified(Found.REFUTED, dataset="police.deaths")
    verified(Found.REFUTED, day="2026-10-31")
    verified(Found.REFUTED, county=OTHER)
    browser = at_desk(Role.COUNTY_HANDLER, "agency", OWN)
    assert "某某某" not in text(browser, "/payments/monitoring", month=str(NOVEMBER))
    answer = browser.post("/payments/monitoring/file", {"month": NOVEMBER})
    rows = [row.split(",") for row in answer.content.decode("utf-8-sig").splitlines()]
    assert [row[3:] for row in rows] == [
        ["疑点", "发生日期", "核实结果", "核实日期", "处理"],
        ["死亡", "2026-11-02", "属实", "2026-11-20", "停止发放"],
        ["死亡", "2026-11-02", "不属实", "2026-11-20", ""],
    ]
    assert Entry.objects.filter(act="monitoring.reported_back").count() == 1
