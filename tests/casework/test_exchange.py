"""The exchange desk: each department its own, rows mended and withdrawn by the door of all, months run as reviewed."""

import io
import json
import re
import time
import uuid
import zipfile
from pathlib import Path
from typing import Any

import at_once
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from exchange_desk import NOW, at, deaths, deliver, department, house_of, number_in, of_city, officer
from python_calamine import CalamineWorkbook
from staff import TOLD, account, office, signed_in

from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.cases.models import Case
from casework.exchange import around_runs, parts
from casework.exchange.home_work.job import do_work
from casework.exchange.models import State, Work
from casework.exchange.queries import month_before, month_now
from casework.exchange.tidying import remove_left_over
from casework.jobs.working import work_off
from casework.runs.models import Run, Signal
from homes import BORDER, DEATHS, LI, SUN, ZHANG, House, held_batch, of, reopened, who
from zige.store.batches import Batch, all_batches, batch_called
from zige.store.lock import held
from zige.store.runs import runs_of

pytestmark = pytest.mark.django_db

DEAD = f"{who(ZHANG)},2026-03-02,2026-03-05"
NAMELESS = f"{LI.number},,2026-03-02,2026-03-05"
RECORDED = f"记录编号,记录状态,{DEATHS}"


@pytest.fixture(autouse=True)
def _forms_offer_the_months_of_these_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever they are run."""
    monkeypatch.setattr("casework.exchange.queries.MONTHS", 120)
    at_once.put_off.clear()


@pytest.fixture
def house(tmp_path: Path, settings: Any) -> House:
    return house_of(tmp_path, settings)


def last(house: House) -> Batch:
    return all_batches(house.home)[-1]


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def change_settings(house: House, settings: Any, old: str, new: str) -> None:
    """Of the home, which is opened anew."""
    toml = house.home.path / "zige.toml"
    toml.write_text(toml.read_text("utf-8").replace(old, new, 1), "utf-8")
    settings.HOME = reopened(house).home


# --- sending ---------------------------------------------------------------------------------------------------------


def test_a_file_sent_by_the_plain_form_becomes_a_batch_with_a_receipt_in_words(house: House) -> None:
    client = at()
    work = deliver(client, "死亡.csv", deaths(DEAD, NAMELESS))
    assert (work.state, last(house).dataset, last(house).month) == (State.DONE, "police.deaths", "2026-06")
    page = text(client, f"/exchange/work/{work.pk}")
    assert "没有姓名：请填写" in page
    assert "在表格中改正" in text(client, f"/exchange/batches/{last(house).number}")
    assert not parts.folder_of(work.pk).exists()
    acts = list(Entry.objects.filter(subject=f"work:{work.pk}").order_by("number").values_list("act", flat=True))
    assert acts == ["delivery.sent", "delivery.received"]


def test_a_second_click_sends_nothing_and_leads_to_the_first(house: House) -> None:
    client = at()
    work = deliver(client, "死亡.csv", deaths(DEAD))
    before = house.content()
    again = client.post("/exchange/deliver", {"number": work.pk, "dataset": "police.deaths", "month": "2026-06"})
    assert again["Location"] == f"/exchange/work/{work.pk}"
    assert (Work.objects.count(), house.content()) == (1, before)


def test_a_department_delivers_no_dataset_of_another_nor_what_officers_decide(house: House) -> None:
    client = at()
    for dataset in ("roster.persons", "civil.cremations", "casework.facts"):
        number = number_in(client.get("/exchange/deliver"))
        answer = client.post("/exchange/deliver", {"number": number, "dataset": dataset, "month": "2026-06"})
        assert answer.status_code == 200
    assert not Work.objects.exists()
    assert "casework.facts" not in text(of_city(), "/exchange/deliver")


def test_content_of_another_department_makes_nothing_hold_again(house: House) -> None:
    roster = next(house.files.glob("领取人员名册*")).read_text("utf-8")
    before = house.content()
    work = deliver(at(), "死亡.csv", roster)
    assert work.result["receipts"][0]["status"] == "refused"
    assert house.content() == before


def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(house: House) -> None:
    work = deliver(at(), "死亡.csv", deaths(header="证件号码,姓名"))
    (receipt,) = work.result["receipts"]
    assert receipt["status"] == "refused"


def test_the_list_says_at_once_what_came_of_a_file(house: House) -> None:
    """A file that was refused, or of which rows came back, is not called done."""
    client = at()
    for name, content, said in (
        ("a.csv", deaths(DEAD), "已完成"),
        ("b.csv", "a,b\n1,2\n", "已拒收"),
        ("c.csv", deaths(NAMELESS), "有退回的行"),
        ("d.csv", deaths(DEAD), "已收到过"),
    ):
        work = deliver(client, name, content)
        assert said in text(client, f"/exchange/work/{work.pk}")
        assert re.findall(r"</i>([^<]+)</span>", text(client, "/exchange/work"))[0] == said


def test_a_dataset_is_chosen_and_not_left_at_the_first(house: House) -> None:
    client = at()
    page = text(client, "/exchange/deliver")
    assert re.search(r'<option value="" selected>请选择</option>', page)
    file = SimpleUploadedFile("a.csv", b"x")
    sent = {"number": number_in(client.get("/exchange/deliver")), "month": NOW, "file": file}
    assert "请选择数据集。" in text_of_summary(client.post("/exchange/deliver", sent))
    assert not Work.objects.exists()


def text_of_summary(answer: Any) -> str:
    """What the summary of errors says."""
    assert answer.status_code == 200
    found = re.search(r'<div class="summary".*?</div>', answer.content.decode(), re.DOTALL)
    return found[0] if found else ""


def begun(client: Client, content: bytes, **said: Any) -> dict[str, Any]:
    number = number_in(client.get("/exchange/deliver"))
    asked = {"number": number, "dataset": "police.deaths", "month": "2026-06", "name": "死亡.csv", "size": len(content)}
    answer = client.post("/exchange/deliver/begin", asked | said)
    return json.loads(answer.content) | {"status": answer.status_code}


def send(client: Client, told: dict[str, Any], offset: int, piece: bytes) -> tuple[int, dict[str, Any]]:
    answer = client.post(
        told["piece"], piece, content_type="application/octet-stream", headers={"X-Offset": str(offset)}
    )
    return answer.status_code, json.loads(answer.content)


def test_a_broken_upload_goes_on_where_it_was(house: House) -> None:
    client, content = at(), deaths(DEAD).encode()
    told = begun(client, content)
    assert send(client, told, 0, content[:40]) == (200, {"offset": 40})
    assert send(client, told, 0, content[:40]) == (409, {"offset": 40})
    again = begun(client, content)
    assert (again["offset"], again["piece"]) == (40, told["piece"])
    assert client.post(told["finish"]).status_code == 422
    assert send(client, again, 40, content[40:]) == (200, {"offset": len(content)})
    page = json.loads(client.post(told["finish"]).content)["page"]
    assert json.loads(client.post(told["finish"]).content)["page"] == page
    assert last(house).receipt["matched"] == 1
    assert Entry.objects.filter(act="delivery.sent").count() == 1


def test_parts_are_for_nobody_elses_eyes_and_nobody_else_sends_them(house: House) -> None:
    client, content = at(), deaths(DEAD).encode()
    told = begun(client, content)
    send(client, told, 0, content[:40])
    (file,) = (path for path in (house.home.path / "incoming").rglob("*.csv"))
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    colleague = signed_in(account(Role.DEPARTMENT, department("police"), "colleague"))
    answer = colleague.post(told["piece"], b"x", content_type="application/octet-stream", headers={"X-Offset": "40"})
    assert answer.status_code == 404


def test_more_than_was_announced_is_not_written(house: House) -> None:
    client = at()
    told = begun(client, b"12345")
    assert send(client, told, 0, b"123456") == (409, {"offset": 0})


def test_one_account_cannot_fill_the_disk(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client = at()
    monkeypatch.setattr(parts, "MOST_OF_ONE", 100)
    assert begun(client, b"x" * 60)["status"] == 200
    refused = begun(client, b"x" * 50, name="另一个.csv")
    assert (refused["status"], "没传完" in refused["problem"]) == (422, True)
    assert begun(client, b"x" * 40, name="另一个.csv")["status"] == 200
    monkeypatch.setattr(parts, "MOST", 10)
    assert begun(client, b"x" * 11, name="第三个.csv")["status"] == 422


def test_a_form_that_is_too_large_is_not_taken_in(house: House, settings: Any) -> None:
    settings.UPLOAD_LIMITS = {"exchange:deliver": 100}
    client = at()
    number = number_in(client.get("/exchange/deliver"))
    asked = {"number": number, "dataset": "police.deaths", "month": "2026-06", "file": io.BytesIO(b"x" * 200)}
    assert client.post("/exchange/deliver", asked).status_code == 400
    assert Client().post("/sign-in", {"file": io.BytesIO(b"x" * (2 << 20))}).status_code == 400


def test_what_was_not_sent_to_its_end_is_removed_after_a_day(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client, content = at(), deaths(DEAD).encode()
    told = begun(client, content)
    send(client, told, 0, content[:40])
    work = Work.objects.get()
    now = time.time()
    for hours, is_there in ((23, True), (25, False)):
        monkeypatch.setattr(parts.time, "time", lambda hours=hours: now + hours * 3600)
        remove_left_over.call()
        assert parts.folder_of(work.pk).exists() is is_there
    work.refresh_from_db()
    assert work.state == State.REFUSED


def test_a_name_with_folders_in_it_leads_nowhere(house: House) -> None:
    client = at()
    told = begun(client, b"12345", name="../../keys/seal-1")
    assert told["status"] == 200
    assert Work.objects.get().asked["name"] == "seal-1"


def test_while_another_holds_the_home_the_file_waits_and_says_so(house: House) -> None:
    client = at()
    with held(house.home.path, "zige run"):
        work = deliver(client, "死亡.csv", deaths(DEAD))
        assert (work.state, len(at_once.put_off)) == (State.WAITING, 1)
        assert "轮到时自动开始，不必重新提交" in text(client, f"/exchange/work/{work.pk}")
    do_work.call(str(work.pk))
    work.refresh_from_db()
    assert (work.state, work.said, last(house).dataset) == (State.DONE, {}, "police.deaths")


def test_a_manifest_that_does_not_fit_refuses_the_file(house: House) -> None:
    manifest = io.BytesIO("文件名,摘要,行数\n死亡.csv,,7\n".encode())
    manifest.name = "清单.csv"
    work = deliver(at(), "死亡.csv", deaths(DEAD), manifest=manifest)
    assert work.result["receipts"][0]["status"] == "refused"


# --- whose it is -----------------------------------------------------------------------------------------------------


def test_another_departments_batch_is_not_there(house: House) -> None:
    work = deliver(at(), "死亡.csv", deaths(DEAD, NAMELESS))
    number, other = last(house).number, at("civil")
    for page in ("", "/quarantine", "/quarantine.xlsx", "/withdraw"):
        text(other, f"/exchange/batches/{number}{page}", 404)
    text(other, f"/exchange/work/{work.pk}", 404)
    assert "死亡注销户口" not in text(other, "/exchange/batches") + text(other, "/exchange/work") + text(
        other, "/exchange/"
    )
    assert other.get("/exchange/template/police.deaths").status_code == 404


def test_a_roster_is_the_citys_and_its_departments_alone(house: House) -> None:
    assert text(at("hrss"), "/exchange/batches/1")
    assert text(of_city(), "/exchange/batches/1")
    text(at(), "/exchange/batches/1", 404)


def test_a_department_without_its_code_sees_nothing(house: House) -> None:
    client = at("")
    text(client, "/exchange/batches/1", 404)
    assert "没有您能报送的数据集" in text(client, "/exchange/")


def test_an_officer_sees_no_months_no_lists_and_releases_nothing(house: House) -> None:
    client = at()
    for page in ("/months/", "/outgoing/", "/exchange/batches/1/release"):
        text(client, page, 403)


# --- rows that were set aside ----------------------------------------------------------------------------------------


def mended(client: Client, number: int, **values: str) -> Any:
    page = client.get(f"/exchange/batches/{number}/quarantine")
    return client.post(f"/exchange/batches/{number}/quarantine", {"number": number_in(page), **values})


def rows_of(batch: Batch) -> str:
    """The page of its rows that came back."""
    return f"/exchange/batches/{batch.number}/quarantine"


def test_a_row_corrected_in_the_table_ends_as_an_accepted_row(house: House) -> None:
    client = at()
    deliver(client, "死亡.csv", deaths(DEAD, NAMELESS, f"{SUN.number},,2026-03-02,2026-03-05"))
    first = last(house)
    answer = mended(client, first.number, r3c1=LI.name)
    work = Work.objects.get(pk=answer["Location"].rpartition("/")[2])
    assert (work.state, last(house).number) == (State.DONE, first.number + 1)
    assert (last(house).dataset, last(house).month, last(house).receipt["matched"]) == ("police.deaths", "2026-06", 1)
    page = text(client, f"/exchange/batches/{first.number}/quarantine")
    assert "还有 1 行没有改正送出" in page
    assert page.count("没有姓名：请填写") == 1
    assert "没有使用的列" not in text(client, answer["Location"])
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{rows_of(first)}.xlsx").content))
    assert [row[0] for row in workbook.get_sheet_by_index(1).to_python()[1:]] == [SUN.number]
    mended(client, first.number, r4c1=SUN.name)
    assert "都已改正送出" in client.get(f"{rows_of(first)}.xlsx", follow=True).content.decode()
    assert all_batches(house.home)[-3].receipt == first.receipt
    assert Entry.objects.filter(act="quarantine.corrected").earliest("number").details == {
        "dataset": "police.deaths",
        "rows": 1,
    }


def test_a_row_that_is_still_wrong_is_not_sent_and_says_why(house: House) -> None:
    client = at()
    deliver(client, "死亡.csv", deaths(DEAD, NAMELESS))
    number = last(house).number
    page = mended(client, number, r3c1=LI.name, r3c3="2026-13-05").content.decode()
    assert "日期不存在或无法识别" in page
    assert 'value="2026-13-05"' in page
    assert last(house).number == number


def test_nothing_changed_is_nothing_sent(house: House) -> None:
    client = at()
    deliver(client, "死亡.csv", deaths(DEAD, NAMELESS))
    assert "没有改动任何一行" in mended(client, last(house).number).content.decode()


def test_the_same_form_twice_sends_once_and_a_row_is_not_sent_by_two(house: House) -> None:
    client = at()
    deliver(client, "死亡.csv", deaths(DEAD, NAMELESS))
    number = last(house).number
    address = f"/exchange/batches/{number}/quarantine"
    mine, theirs = (number_in(client.get(address)) for _ in range(2))
    first, again = (client.post(address, {"number": mine, "r3c1": LI.name}) for _ in range(2))
    assert first["Location"] == again["Location"]
    assert "没有改动任何一行" in client.post(address, {"number": theirs, "r3c1": "别人"}).content.decode()
    assert last(house).number == number + 1


def test_looking_at_rows_and_fetching_them_is_recorded_without_a_word_of_them(house: House) -> None:
    client = at()
    deliver(client, "死亡.csv", deaths(DEAD, NAMELESS))
    number = last(house).number
    text(client, f"/exchange/batches/{number}/quarantine")
    answer = client.get(f"/exchange/batches/{number}/quarantine.xlsx")
    assert "no-store" in answer["Cache-Control"]
    assert zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    told = Entry.objects.filter(subject=f"batch:{number}").order_by("number")
    assert [one.act for one in told] == ["quarantine.opened", "quarantine.downloaded"]
    assert all(one.details["rows"] == 1 for one in told)


def test_a_corrected_workbook_comes_back_as_a_file(house: House) -> None:
    client = at()
    deliver(client, "死亡.csv", deaths(DEAD, NAMELESS))
    header = f"{DEATHS},原文件行号,退回原因"
    work = deliver(client, "退回.csv", deaths(f"{who(LI)},2026-03-02,2026-03-05,3,", header=header))
    assert work.result["receipts"][0]["matched"] == 1


def test_who_must_sign_mends_no_row_on_a_page(house: House, settings: Any) -> None:
    client = at()
    deliver(client, "死亡.csv", deaths(DEAD, NAMELESS))
    number = last(house).number
    key = house.home.partners / "police.pem"
    key.write_text("")
    change_settings(house, settings, "[signatures]", '[signatures]\npolice = ["police.pem"]')
    assert "须有签名" in mended(client, number, r3c1=LI.name).content.decode()
    assert last(house).number == number


# --- records withdrawn -----------------------------------------------------------------------------------------------


def test_a_withdrawn_record_ends_as_a_withdrawn_fact(house: House) -> None:
    client = at()
    deliver(client, "死亡.csv", deaths(f"D1,新增,{DEAD}", f"D2,新增,{who(LI)},2026-03-02,2026-03-05", header=RECORDED))
    number = last(house).number
    assert of(house.run("2026-06"), ZHANG)["attention"] == "verify"
    address = f"/exchange/batches/{number}/withdraw"
    form = {"number": number_in(client.get(address)), "numbers": "D1\n\nD1"}
    page = client.post(address, {**form, "step": "review"}).content.decode()
    assert "D1" in page
    assert "2026-03-05" in page
    assert ZHANG.name not in page
    assert ZHANG.number not in page
    answer = client.post(address, {**form, "step": "confirm"})
    assert Work.objects.get(pk=form["number"]).result["receipts"][0]["accepted"] == 1
    assert client.post(address, {**form, "step": "confirm"})["Location"] == answer["Location"]
    assert last(house).number == number + 1
    assert "撤回记录：死亡注销户口" in text(client, answer["Location"])
    another = {"number": number_in(client.get(address)), "numbers": "D1\nD2", "step": "confirm"}
    assert "已经撤回过：D1。" in client.post(address, another).content.decode()
    run = house.run("2026-06")
    assert [of(run, each)["attention"] for each in (ZHANG, LI)] == [None, "verify"]
    assert Entry.objects.filter(act="records.withdrawn").count() == 1


def test_a_record_that_is_not_there_is_named_and_nothing_is_withdrawn(house: House) -> None:
    client = at()
    deliver(client, "死亡.csv", deaths(f"D1,新增,{DEAD}", f"D2,新增,{NAMELESS}", header=RECORDED))
    number = last(house).number
    address = f"/exchange/batches/{number}/withdraw"
    for step in ("review", "confirm"):
        form = {"number": number_in(client.get(address)), "numbers": "D1\nD2", "step": step}
        assert "这个批次接收的行里没有：D2" in client.post(address, form).content.decode()
    assert last(house).number == number


def test_a_batch_without_record_numbers_offers_no_withdrawal(house: House) -> None:
    client = at()
    deliver(client, "死亡.csv", deaths(DEAD))
    assert "撤回本批次的记录" not in text(client, f"/exchange/batches/{last(house).number}")


def test_the_start_page_says_what_is_to_be_sent_corrected_and_released(house: House) -> None:
    """Of the present month, as the calendar and the list of batches have it."""
    client = at()
    deliver(client, "死亡.csv", deaths(DEAD, NAMELESS), month=month_before(month_now()))
    found = dict(re.findall(r"<p>([^<]+)</p>\s*<p class=\"figure\"><a href=\"[^\"]+\">([0-9]+)", text(client, "/")))
    assert found[f"{month_before(month_now())} 的数据：有退回行的批次"] == "1"
    overdue = text(client, "/exchange/").count("逾期未到")
    assert found["逾期未到的数据集"] == str(overdue)
    held_batch(house)
    assert "挂起待放行的批次" not in text(client, "/")
    address = re.search(r'href="([^"]+)">1', text(of_city(), "/"))
    assert address
    assert address[1] == "/exchange/batches?state=held"


def test_what_is_due_in_a_month_is_the_data_of_the_month_before(house: House) -> None:
    """So says the form, and the calendar's link to it."""
    before = month_before(month_now())
    assert f'<option value="{before}" selected>' in text(at(), "/exchange/deliver")
    page = text(at(), "/exchange/?month=2026-01")
    assert "2026-01 应到 8 个数据集，一般是 2025-12 的数据。" in page
    assert "?dataset=police.deaths&amp;month=2025-12" in page
    assert '<option value="2025-12" selected>' in text(at(), "/exchange/deliver?dataset=police.deaths&month=2025-12")


# --- the city --------------------------------------------------------------------------------------------------------


def test_a_held_batch_is_released_with_a_reason_and_its_reasons_are_told(house: House) -> None:
    batch, client = batch_called(house.home, held_batch(house)), of_city()
    assert "往期通常" in text(client, f"/exchange/batches/{batch.number}")
    assert "已挂起" in text(client, "/exchange/batches?state=held")
    address = f"/exchange/batches/{batch.number}/release"
    form = {"number": number_in(client.get(address)), "why": ""}
    assert batch.held
    assert client.post(address, form).status_code == 200
    for _ in range(2):
        assert client.post(address, {**form, "why": "与部门电话核对无误"}).status_code == 302
    assert batch.released is not None
    assert batch.released["why"] == "与部门电话核对无误"
    entry = Entry.objects.get(act="batch.released")
    assert (entry.purpose, entry.subject) == ("与部门电话核对无误", f"batch:{batch.number}")
    page = text(client, f"/exchange/batches/{batch.number}")
    assert "已放行" in page
    assert "</i>已挂起" not in page
    late = {"number": str(uuid.uuid4()), "why": "再放行一次"}
    assert "没有挂起" in client.post(address, late).content.decode()


def test_a_reason_with_a_number_of_a_person_is_refused(house: House) -> None:
    batch, client = batch_called(house.home, held_batch(house)), of_city()
    address = f"/exchange/batches/{batch.number}/release"
    form = {"number": number_in(client.get(address)), "why": f"{ZHANG.number} 已核对"}
    assert "不能写身份证号" in client.post(address, form).content.decode()
    assert batch.held


def test_the_calendar_says_what_is_there_late_and_missing(house: House) -> None:
    house.deliver("死亡_202605.csv", "2026-05-05", DEATHS, DEAD)
    page = text(of_city(), "/exchange/?month=2026-01")
    assert "领取人员名册" in page
    assert page.count("按时到达") == 2
    assert "逾期未到" in text(at(), "/exchange/?month=2026-04")
    assert "领取人员名册" not in text(at(), "/exchange/?month=2026-01")


def test_the_city_sees_on_which_level_rows_were_matched(house: House) -> None:
    other = f"{LI.number},另一人,2026-03-02,2026-03-05"
    deliver(at(), "死亡.csv", deaths(DEAD, other))
    address = f"/exchange/batches/{last(house).number}"
    page = text(of_city(), address)
    assert "1 级：号码和姓名都相符" in page
    assert "3 级：号码相符，姓名不同" in page
    assert "1 级" not in text(at(), address)


def tried(client: Client, month: str = "2026-06") -> Work:
    number = number_in(client.get("/months/"))
    assert client.post("/months/", {"number": number, "month": month}).status_code == 302
    return Work.objects.get(pk=number)


def run_reviewed(client: Client, work: Work, **said: str) -> Any:
    address = f"/months/try/{work.pk}"
    return client.post(address, {"number": number_in(client.get(address)), "reviewed": "on", **said})


def test_a_dry_run_writes_nothing_and_shows_who_changes_by_number_of_the_benefit(house: House) -> None:
    house.run("2026-03")
    before, client = house.content(), of_city()
    work = tried(client, "2026-04")
    after = {name: content for name, content in house.content().items() if not name.startswith("incoming/")}
    assert after == before
    page = text(client, f"/months/try/{work.pk}")
    assert LI.benefit in page
    assert ZHANG.benefit not in page
    assert LI.name not in page
    assert (work.result["by_action"], work.result["by_ground"]) == ({"suspend": 1}, {"unconfirmed": 1})
    header, row = client.get(f"/months/try/{work.pk}/differences.csv").content.decode("utf-8-sig").splitlines()
    assert header == "待遇编号,处理,原状态,现状态,原情形,现情形,原清算（元）,现清算（元）"
    assert row.startswith(f"{LI.benefit},暂停,续发,暂停,")
    assert runs_of(house.home, "2026-04") == []


def test_what_was_reviewed_is_run_once_and_then_taken_over(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(around_runs, "steps_after", [lambda _home, run: done.append(f"{run.month}/{run.number}")])
    monkeypatch.setattr("casework.exchange.home_work.months.steps_after", around_runs.steps_after)
    client = of_city()
    work = tried(client)
    address = f"/months/try/{work.pk}"
    assert client.post(address, {"number": number_in(client.get(address))}).status_code == 200
    answer = run_reviewed(client, work)
    (run,) = runs_of(house.home, "2026-06")
    assert (run.number, done) == (1, ["2026-06/1"])
    assert "第 1 次运行已完成" in text(client, answer["Location"])
    assert "已经提交运行" in run_reviewed(client, work).content.decode()
    assert len(runs_of(house.home, "2026-06")) == 1


def test_if_data_have_come_since_it_is_not_run(house: House) -> None:
    client = of_city()
    work = tried(client)
    house.deliver("死亡.csv", "2026-06-05", DEATHS, DEAD)
    answer = run_reviewed(client, work)
    assert "请重新试算并核对" in text(client, answer["Location"])
    assert runs_of(house.home, "2026-06") == []


def test_only_the_newest_trial_of_a_month_is_run(house: House) -> None:
    client = of_city()
    first, _second = tried(client), tried(client)
    assert "后来又试算过" in run_reviewed(client, first).content.decode()


def test_lists_go_out_until_they_are_acknowledged(house: House, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    change_settings(house, settings, "[signatures]", '[consumers.finance]\nexport = "monitoring"\n\n[signatures]')
    house.run("2026-06")
    client = of_city()
    page = client.get("/outgoing/")
    asked = {"number": number_in(page), "consumer": "finance"}
    for _ in range(2):
        answer = client.post("/outgoing/offer", asked)
    work = Work.objects.get()
    assert work.result["offers"] == ["finance-0001"]
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"/outgoing/{work.pk}.zip").content))
    assert sorted(archive.namelist()) == ["finance-0001-monitoring-2026-06.csv", "清单.csv"]
    assert "finance-0001" in text(client, "/outgoing/")
    monkeypatch.setattr(parts, "KEPT_HOURS", -1)
    remove_left_over.call()
    assert client.get(f"/outgoing/{work.pk}.zip").status_code == 404
    assert text(client, answer["Location"])
    _file, digest, rows = archive.read("清单.csv").decode("utf-8-sig").splitlines()[1].split(",")
    said = {"offer": "finance-0001", "rows": rows, "digest": "0" * 64}
    assert "摘要不符" in client.post("/outgoing/acknowledge", said).content.decode()
    client.post("/outgoing/acknowledge", said | {"digest": digest})
    assert "没有待确认的交付" in text(client, "/outgoing/")
    assert "已确认" in text(client, "/outgoing/?show=all")
    assert {"list.offer_asked", "list.offered", "list.fetched", "list.acknowledged"} <= set(
        Entry.objects.values_list("act", flat=True)
    )


def test_a_run_that_could_not_be_taken_over_goes_on_from_there(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise ActRefused("还没有导入区划和机构")

    monkeypatch.setattr("casework.exchange.home_work.months.steps_after", [refuse])
    client = of_city()
    answer = run_reviewed(client, tried(client))
    assert "还没有导入区划和机构" in text(client, answer["Location"])
    monkeypatch.setattr("casework.exchange.home_work.months.steps_after", [])
    again = answer["Location"].replace("/exchange/work/", "/months/run/") + "/again"
    assert "第 1 次运行已完成" in client.post(again, follow=True).content.decode()
    assert "没有要接着做的" in client.post(again, follow=True).content.decode()
    assert len(runs_of(house.home, "2026-06")) == 1


# --- all pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_is_drawn_in_both_languages_with_few_questions_to_the_database(
    house: House, language: str, django_assert_max_num_queries: Any
) -> None:
    police, city = officer(), of_city()
    deliver(signed_in(police), "死亡.csv", deaths(f"D1,新增,{DEAD}", f"D2,新增,{NAMELESS}", header=RECORDED))
    number, work, trial = last(house).number, Work.objects.get(), tried(city)
    own = [
        "",
        "work",
        f"work/{work.pk}",
        "deliver",
        "batches",
        f"batches/{number}",
        f"batches/{number}/quarantine",
        f"batches/{number}/withdraw",
    ]
    pages = {signed_in(police, language): [f"/exchange/{page}" for page in own]}
    city.cookies["django_language"] = language
    pages[city] = [
        "/exchange/",
        f"/exchange/batches/{number}",
        "/exchange/batches",
        "/months/",
        f"/months/try/{trial.pk}",
        "/outgoing/",
    ]
    for client, addresses in pages.items():
        client.cookies["django_language"] = language
        for address in addresses:
            with django_assert_max_num_queries(13 + TOLD):
                text(client, address)


def test_nobody_is_named_in_what_the_desk_keeps(house: House) -> None:
    client = at()
    deliver(client, "死亡.csv", deaths(DEAD, NAMELESS))
    mended(client, last(house).number, r3c1=LI.name)
    tried(of_city())
    kept = json.dumps([[one.asked, one.said, one.result] for one in Work.objects.all()], ensure_ascii=False)
    kept += "".join(f"{one.subject}{one.purpose}{one.details}" for one in Entry.objects.all())
    assert all(person.name not in kept and person.number not in kept for person in (ZHANG, LI))


def test_border_is_of_the_police_too(house: House) -> None:
    work = deliver(
        at(), "出入境.csv", deaths(f"R1,新增,{who(LI)},2026-05-09,出境", header=BORDER), dataset="police.border"
    )
    assert work.result["receipts"][0]["matched"] == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_what_was_reviewed_imports_it_and_opens_cases(house: House, settings: Any) -> None:
    """As in service: jobs wait in the database, and nothing is patched."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for county in ("511102", "511123", "511111"):
        office("agency", county)
    client = of_city()
    house.deliver("死亡.csv", "2026-04-05", DEATHS, DEAD)
    work = tried(client)
    assert work_off(house.home.path) == []
    answer = run_reviewed(client, work)
    assert "等待处理" in text(client, answer["Location"])
    assert work_off(house.home.path) == []
    assert "结果已导入" in text(client, answer["Location"])
    assert Run.objects.get().number == 1
    assert Signal.objects.filter(kind="death").exists()
    assert Case.objects.exists()
