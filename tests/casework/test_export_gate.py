"""Lists leave through one gate: for a purpose, recorded, masked, capped, the large ones by two people, no formula in them."""

import csv
import io
from pathlib import Path
from urllib.parse import urlencode

import pytest
from decided import benefit, decided, determined
from decided import handler as made_by
from django.db import IntegrityError, transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook
from staff import account, administrator, at_desk, auditor, office, signed_in

from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.audit import record
from casework.audit.models import Entry
from casework.cases.opening.after_run import cases_after_run
from casework.config.pages import PAGES
from casework.decisions.models import Act
from casework.exports.acts import export as exporting
from casework.exports.models import Export, SavedFilter
from casework.exports.sheets import Sheet, _sheets, filters_in
from casework.exports.writing import harmless
from casework.payments.acts.draw import draw
from casework.people.models import Person
from casework.runs.importing import import_run
from casework.runs.models import Run
from homes import CUSTODY, DEATHS, LI, ZHANG, House, opened_house, who

pytestmark = pytest.mark.django_db(transaction=True)

VERIFY = "/exports/new?list_name=runs:verify"
BENEFITS = "/exports/new?list_name=runs:benefits"
SAID = {"purpose": "visit", "reason": "入户走访分工", "form": "csv"}


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Six people in three counties; ZHANG is told dead, LI is in custody elsewhere."""
    made = opened_house(tmp_path / "house")
    made.deliver("死亡_202601.csv", "2026-02-02", DEATHS, f"{who(ZHANG)},2026-01-03,2026-01-05")
    made.deliver("羁押_202601.csv", "2026-02-02", CUSTODY, f"K1,新增,{who(LI)},2026-01-03,,")
    for code in ("511100", "511102", "511123"):
        office("agency", code)
    import_run(made.home, made.run("2026-01"))
    return made


def handler(login: str = "handler", role: Role = Role.COUNTY_HANDLER) -> Client:
    return signed_in(account(role, office("agency", "511102"), login))


def lines(answer: HttpResponse) -> list[list[str]]:
    """The rows of a CSV file, its watermark first."""
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_list_leaves_masked_with_who_when_and_what_for_and_is_recorded(house: House) -> None:
    answer = handler().post(f"{VERIFY}&kind=pension.enterprise&page=2", SAID)
    (mark, heads, *rows) = lines(answer)
    assert "handler" in mark[0]
    assert "入户走访分工" in mark[0]
    assert timezone.localtime().strftime("%Y-%m-%d") in mark[0]
    assert heads[:2] == ["姓名", "待遇编号"]
    assert [row[:2] for row in rows] == [["张*芳", "B001"]]
    assert ZHANG.number not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    entry = Entry.objects.get(act="export.taken")
    made = Export.objects.get()
    assert (entry.subject, entry.purpose) == (made.number, "visit")
    told = {"list": "runs:verify", "count": 1, "filters": "kind=pension.enterprise", "whole": False, "form": "csv"}
    assert entry.details == told


def test_names_and_numbers_are_whole_only_when_asked_for(house: House) -> None:
    browser = handler()
    answer = browser.post(VERIFY, SAID | {"whole": "on"})
    (_, heads, row) = lines(answer)
    assert heads[-2:] == ["证件号码", "手机号"]
    assert (row[0], row[-2], row[-1]) == (ZHANG.name, ZHANG.number, "13900000000")
    assert Entry.objects.get(act="export.taken").details["whole"] is True
    assert ZHANG.number not in repr(list(Entry.objects.values()))


@pytest.mark.parametrize("lacking", ["purpose", "reason", "form"])
def test_without_a_purpose_nothing_leaves(house: House, lacking: str) -> None:
    answer = handler().post(VERIFY, {name: value for name, value in SAID.items() if name != lacking})
    assert "Content-Disposition" not in answer
    assert not Export.objects.exists()


@pytest.mark.parametrize("odd", [f"&x={ZHANG.number}", "&x=13812345678", f"&x={'a' * 500}"])
def test_a_list_narrowed_by_what_no_list_is_does_not_leave(house: House, odd: str) -> None:
    answer = handler().post(VERIFY + odd, SAID)
    assert "Content-Disposition" not in answer
    assert "重新筛选" in answer.content.decode()
    assert not Export.objects.exists()


def test_no_number_goes_into_the_reason(house: House) -> None:
    answer = handler().post(VERIFY, SAID | {"reason": f"找 {ZHANG.number}"})
    assert "Content-Disposition" not in answer
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("role", "kind", "code", "found"),
    [
        (Role.CITY_OPERATOR, "agency", "511100", {"B001", "B002"}),
        (Role.COUNTY_HANDLER, "agency", "511102", {"B001"}),
        (Role.VILLAGE, "village", "511102001001", {"B001"}),
        (Role.COUNTY_HANDLER, "agency", "511123", {"B002"}),
    ],
)
def test_what_leaves_is_what_is_seen(house: House, role: Role, kind: str, code: str, found: set[str]) -> None:
    (_, _, *rows) = lines(at_desk(role, kind, code).post(VERIFY, SAID))
    assert {row[1] for row in rows} == found


def test_who_may_not_open_the_list_cannot_export_it(house: House) -> None:
    for role in (Role.ADMIN, Role.FINANCE, Role.DEPARTMENT, Role.BANK):
        assert signed_in(account(role)).post(VERIFY, SAID).status_code == 403
    assert handler().post("/exports/new?list_name=people:person", SAID).status_code == 404
    assert not Export.objects.exists()


def test_an_empty_list_and_one_too_large_do_not_leave(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = handler()
    assert "名单是空的" in browser.post(f"{VERIFY}&kind=pension.resident", SAID).content.decode()
    monkeypatch.setattr(exporting, "MOST", 3)
    assert "一次最多导出" in browser.post(BENEFITS, SAID).content.decode()
    assert not Export.objects.exists()
    assert not Entry.objects.filter(act__startswith="export.").exists()


def test_a_large_list_waits_for_a_second_person_and_is_collected_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "LARGE", 3)
    asking, reviewing = handler(), handler("reviewer", Role.COUNTY_REVIEWER)
    assert asking.post(BENEFITS, SAID)["Location"] == "/exports/"
    made = Export.objects.get()
    assert made.state == "waiting"
    assert asking.post(f"/exports/{made.pk}/file")["Location"] == "/exports/"
    assert "待您同意的导出" in reviewing.get("/").content.decode()
    assert "入户走访分工" in reviewing.get("/exports/").content.decode()
    reviewing.post(f"/exports/{made.pk}/agree")
    assert reviewing.post(f"/exports/{made.pk}/file").status_code == 404
    assert len(lines(asking.post(f"/exports/{made.pk}/file"))) == 2 + 4
    assert asking.post(f"/exports/{made.pk}/file")["Location"] == "/exports/"
    acts = Entry.objects.filter(act__startswith="export.").order_by("number").values_list("act", flat=True)
    assert list(acts) == ["export.asked", "export.agreed", "export.taken"]


def test_nobody_agrees_to_their_own_or_another_places_or_without_the_role(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "LARGE", 3)
    reviewer = account(Role.COUNTY_REVIEWER, office("agency", "511102"), "reviewer")
    own = signed_in(reviewer)
    own.post(BENEFITS, SAID)
    made = Export.objects.get()
    elsewhere = at_desk(Role.COUNTY_REVIEWER, "agency", "511123")
    for browser in (own, elsewhere, handler()):
        browser.post(f"/exports/{made.pk}/agree")
        assert Export.objects.get().state == "waiting"
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.update(second=reviewer)
    at_desk(Role.CITY_OPERATOR, "agency", "511100").post(f"/exports/{made.pk}/refuse")
    assert Export.objects.get().state == "refused"
    assert own.post(f"/exports/{made.pk}/file")["Location"] == "/exports/"


def test_what_was_agreed_to_is_worth_nothing_after_three_days(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "LARGE", 3)
    asking = handler()
    asking.post(BENEFITS, SAID)
    second = account(Role.COUNTY_REVIEWER, office("agency", "511102"))
    long_ago = timezone.now() - exporting.GOOD_FOR
    Export.objects.update(state="agreed", second=second, answered=long_ago)
    assert asking.post(f"/exports/{Export.objects.get().pk}/file")["Location"] == "/exports/"
    Export.objects.update(answered=long_ago + exporting.GOOD_FOR / 2)
    assert asking.post(f"/exports/{Export.objects.get().pk}/file").status_code == 200


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"),
        ("＝1+1", "'＝1+1"), ("\n=1", "'\n=1"),
        ("张=三", "张=三"), ("", ""), (None, ""), (7, "7"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(text: object, cell: str) -> None:
    assert harmless(text) == cell


def test_a_name_that_is_a_formula_is_text_in_the_workbook(house: House) -> None:
    Person.objects.filter(name=ZHANG.name).update(name="=1+1")
    answer = handler().post(VERIFY, SAID | {"form": "xlsx", "whole": "on"})
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0].startswith(Export.objects.get().number)
    assert rows[2][0] == "'=1+1"
    assert b"<f>" not in answer.content


def test_filters_are_saved_under_a_name_of_ones_own_and_forgotten(house: House) -> None:
    browser, other = handler(), handler("other")
    save = {"list_name": "runs:verify", "filters": "kind=pension.enterprise&page=3", "name": "企业养老"}
    assert browser.post("/exports/filters/save", save)["Location"] == "/runs/lists/verify?kind=pension.enterprise"
    browser.post("/exports/filters/save", save)
    found = SavedFilter.objects.get()
    assert found.filters == "kind=pension.enterprise"
    link = '<a href="/runs/lists/verify?kind=pension.enterprise"'
    assert link in browser.get("/runs/lists/verify").content.decode()
    assert link not in browser.get("/runs/lists/remind").content.decode()
    assert link not in other.get("/runs/lists/verify").content.decode()
    assert other.post(f"/exports/filters/{found.pk}/forget").status_code == 404
    browser.post(f"/exports/filters/{found.pk}/forget")
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("said", [{"name": ""}, {"name": "x" * 31}, {"filters": ""}, {"filters": "page=2"}])
def test_a_filter_without_a_name_or_a_condition_is_not_saved(house: House, said: dict[str, str]) -> None:
    save = {"list_name": "runs:verify", "filters": "kind=pension.enterprise", "name": "企业养老"}
    handler().post("/exports/filters/save", save | said)
    assert not SavedFilter.objects.exists()


def test_what_an_address_says_beside_filters_is_left_out() -> None:
    assert filters_in(QueryDict("page=2&kind=&region=511102&choose=all&list_name=x")).urlencode() == "region=511102"


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "导出：待核实"), ("en", "Export")])
def test_the_gate_is_drawn_in_both_languages(house: House, language: str, words: str) -> None:
    browser = handler()
    browser.cookies["django_language"] = language
    assert words in browser.get(VERIFY).content.decode()
    assert browser.get("/exports/").status_code == 200
    assert Account.objects.exists()


def _opens_by_itself(sheet: Sheet) -> bool:
    """For a handler, without naming anything."""
    roles = PAGES[sheet.page]
    assert isinstance(roles, frozenset)
    return Role.COUNTY_HANDLER in roles and not sheet.argument


def test_every_list_offered_opens_for_a_handler_and_leaves_or_says_that_it_is_empty(house: House) -> None:
    """Each with all of its columns, whole; the desk has a case, a flag and a benefit."""
    cases_after_run(Run.objects.get())
    browser = handler()
    left = []
    for page in sorted(page for page, sheet in _sheets.items() if _opens_by_itself(sheet)):
        answer = browser.post(f"/exports/new?list_name={page}", SAID | {"whole": "on"})
        assert answer.status_code == 200, page
        if "Content-Disposition" in answer:
            assert len(lines(answer)) > 2, page
            left.append(page)
        else:
            assert "名单是空的" in answer.content.decode(), page
    assert {"cases:cases", "runs:benefits", "runs:verify"} <= set(left)


def test_the_page_of_every_list_offered_leads_to_its_export(house: House) -> None:
    cases_after_run(Run.objects.get())
    browser = handler()
    assert 'href="/exports/new?list_name=cases%3Acases"' in browser.get("/cases/").content.decode()
    address = "/runs/lists/verify?kind=pension.enterprise"
    assert "/exports/new?list_name=runs%3Averify&amp;kind=pension.enterprise" in browser.get(address).content.decode()


def exported(browser: Client, page: str, **said: str) -> list[list[str]]:
    """The rows of a list as CSV, without its watermark."""
    return lines(browser.post(f"/exports/new?{urlencode({'list_name': page, **said})}", SAID))[1:]


def test_administrators_export_what_they_see_and_nobody_else_does() -> None:
    made = account(Role.COUNTY_HANDLER, office("agency", "511102"), "hand")
    heads, *rows = exported(signed_in(administrator()), "accounts:list", role="county_handler")
    assert [heads[1], rows] == ["登录名", [["某某", "hand", made.office.name, "县级经办", "在用", ""]]]
    of_county = signed_in(account(Role.ADMIN, office("agency", "511102")))
    assert [row[3] for row in exported(of_county, "accounts:offices")[1:]] == ["511102"]
    reader = signed_in(auditor())
    heads, *rows = exported(reader, "audit:entries", act="export.taken")
    assert [row[2:5] for row in rows] == [["导出名单", f"E-{number:06d}", str(by)] for number, by in _taken()]
    assert "名单：账号；" in rows[-1][7]
    for browser, page in ((handler("other"), "accounts:list"), (handler("third"), "audit:entries")):
        assert browser.post(f"/exports/new?list_name={page}", SAID).status_code == 403


def test_a_countys_auditor_takes_the_entries_of_its_own_offices_alone() -> None:
    record(account(where=office("agency", "511111")), "person.opened", "person:7")
    record(account(where=office("agency", "511102")), "person.opened", "person:8")
    reader = signed_in(account(Role.AUDITOR, office("agency", "511102")))
    assert [row[3] for row in exported(reader, "audit:entries")[1:]] == ["person:8"]


def _taken() -> list[tuple[int, Account]]:
    found = Export.objects.exclude(page="audit:entries").select_related("account").order_by("-pk")
    return [(one.pk, one.account) for one in found]


def test_the_tabs_of_a_payment_list_are_exported_each_of_its_own_list() -> None:
    november = 2026 * 12 + 10
    decided(benefit("B1"), Act.SUSPEND, november)
    determined(benefit("B2"), "suspend", november, "unconfirmed")
    drawn = draw(made_by(), november)
    browser = handler()
    page = browser.get(f"/payments/{drawn.pk}?kind=hold").content.decode()
    assert f"/exports/new?list_name=payments%3Alist&amp;kind=hold&amp;drawn={drawn.pk}" in page
    assert [row[:5] for row in exported(browser, "payments:list", drawn=str(drawn.pk))] == [
        ["行号", "姓名", "待遇编号", "类别", "起始年月"], ["1", "某*某", "B1", "暂停发放", "2026-11"],
    ]  # fmt: skip
    assert exported(browser, "payments:differences", drawn=str(drawn.pk))[1][1:4] == ["B2", "续发", "暂停"]
    address = f"/exports/new?list_name=payments:list&drawn={drawn.pk}"
    assert f'href="/payments/{drawn.pk}?"' in browser.get(address).content.decode()
    assert at_desk(Role.COUNTY_HANDLER, "agency", "511111").post(address, SAID).status_code == 404
    for wrong in ("", "&drawn=", "&drawn=x", f"&drawn={drawn.pk + 1}", f"&drawn={'9' * 30}", f"&drawn={'9' * 5000}"):
        assert browser.get(f"/exports/new?list_name=payments:list{wrong}").status_code == 404


def test_a_filter_of_a_payment_list_is_kept_for_all_of_them() -> None:
    decided(benefit("B1"), Act.SUSPEND, 2026 * 12 + 10)
    drawn, browser = draw(made_by(), 2026 * 12 + 10), handler()
    said = {"list_name": "payments:list", "name": "暂停", "filters": f"kind=hold&drawn={drawn.pk}"}
    assert browser.post("/exports/filters/save", said)["Location"] == f"/payments/{drawn.pk}?kind=hold"
    kept = SavedFilter.objects.get()
    assert kept.filters == "kind=hold"
    forgotten = browser.post(f"/exports/filters/{kept.pk}/forget", {"filters": f"drawn={drawn.pk}"})
    assert forgotten["Location"] == f"/payments/{drawn.pk}?"


def test_offices_that_have_not_reported_are_exported_for_a_month(house: House) -> None:
    village = office("village", "511102001001")
    heads, row, *_ = exported(handler(), "reports:offices", standing="missing", kind="grassroots")
    assert heads[:4] == ["机构", "类别", "所在地", "状态"]
    assert row == [village.name, "村社便民服务机构", "泊水街道 肖公嘴社区", "未上报", "", "", ""]
