"""A contract with a slip in it is refused with file, path, value and remedy; one in a home's folder needs no code."""

import copy
import json
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from exchange.typed import typed_rows
from zige.errors import ContractRefused, RequestRefused
from zige.exchange.catalogue import SHIPPED, load_catalogue, load_contract
from zige.exchange.mapping import facts_of

Data: TypeAlias = dict[str, Any]
Place: TypeAlias = tuple[str | int, ...]
REMOVED = object()

CUSTODY: Data = yaml.safe_load((SHIPPED / "police.custody.yaml").read_text("utf-8"))
OURS = ("customProperties", 0, "value")
FACT = (*OURS, "facts", 0)
START = ("schema", 0, "properties", 3)
REASON = ("schema", 0, "properties", 5)
WORDS = (*REASON, "customProperties", 0, "value", "words")


def changed(place: Place, value: object, data: Data = CUSTODY) -> Data:
    """A copy with another value at a place, or without it."""
    result = copy.deepcopy(data)
    here: Any = result
    for step in place[:-1]:
        here = here[step]
    if value is REMOVED:
        del here[place[-1]]
    else:
        here[place[-1]] = value
    return result


def written(folder: Path, data: Data, name: str = "police.custody.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return folder / name


def refusal(file: Path) -> ContractRefused:
    with pytest.raises(ContractRefused) as refused:
        load_contract(file)
    assert refused.value.file == file.name
    return refused.value


RULES = "customProperties[0].value.facts[0]"
REASON_PATH = "schema[0].properties[5]"
WORDS_PATH = f"{REASON_PATH}.customProperties[0].value.words"
CASES: list[tuple[Place, object, str, str, str]] = [
    (("kind",), "DataContrct", "kind", "mean 'DataContract'?", "是不是“DataContract”？"),
    (("apiVersion",), "v2", "apiVersion", "use one of v3.0.2", "可用：v3.0.2"),
    (("id",), "police custody", "id", "write it as police.deaths", "写成 police.deaths 的样子"),
    (("domian",), "police", "domian", "mean 'domain'?", "是不是“domain”？"),
    (("domain",), REMOVED, "domain", "is missing: add it", "缺少这一项"),
    (("id",), "police.custdy", "id", "write police.custody, or rename the file", "请改为 police.custody"),
    (("schema",), [], "schema", "give at least one", "至少写一项"),
    ((*START, "busnessName"), "x", "schema[0].properties[3].busnessName", "'businessName'?", "“businessName”？"),
    ((*START, "businessName"), REMOVED, "schema[0].properties[3].businessName", "is missing: add it", "缺少这一项"),
    ((*START, "logicalType"), "string", "schema[0].properties[3].logicalType", "write date", "请写 date"),
    ((*START, "name"), "Start", "schema[0].properties[3].name", "use lower-case letters", "只能用小写字母"),
    ((*START, "name"), "name", "schema[0].properties[3].name", "given twice: remove one", "写了两次"),
    ((*START, "businessName"), "出所日期", "schema[0].properties[4]", "header of the column start", "start 列也用"),
    ((*START, "businessName"), "住址区划", "schema[0].properties[3]", "header of the column region", "region 列也用"),
    ((*START, "customProperties"), [], "schema[0].properties[3]", "not a common column", "不是通用列"),
    (
        (*START, "customProperties", 0, "property"),
        "zig",
        "schema[0].properties[3].customProperties[0].property",
        "mean 'zige'?",
        "“zige”？",
    ),
    (
        (*START, "customProperties", 0, "value", "type"),
        "dya",
        "schema[0].properties[3].customProperties[0].value.type",
        "mean 'day'?",
        "是不是“day”？",
    ),
    (WORDS, {}, WORDS_PATH, "columns of type: word have words", "要写 words"),
    (
        (*WORDS, "bail"),
        ["不起诉"],
        f"{WORDS_PATH}.bail",
        "a spelling of not_prosecuted: remove one",
        "的写法，请删去一个",
    ),
    (
        (*REASON, "customProperties", 0, "value", "required_for"),
        {"reason": ["acquited"]},
        f"{REASON_PATH}.customProperties[0].value.required_for.reason[0]",
        "'acquitted'?",
        "“acquitted”？",
    ),
    ((*OURS, "role"), "benefits", "schema[0].properties", "the column benefit_id is missing", "缺少 benefit_id 列"),
    ((*OURS, "due_day"), "10", "customProperties[0].value.due_day", "whole number, without quotes", "不加引号"),
    ((*OURS, "legal_basis"), [], "customProperties[0].value.legal_basis", "give at least one", "至少写一项"),
    ((*OURS, "facts", 0, "kinds"), ["detenton"], f"{RULES}.kinds[0]", "mean 'detention'?", "是不是“detention”？"),
    ((*FACT, "kinds"), [], f"{RULES}.kinds", "a fact has one of kinds", "事实写一种 kinds"),
    ((*FACT, "kinds"), ["detention", "wanted"], f"{RULES}.kinds", "a fact has one of kinds", "事实写一种 kinds"),
    ((*FACT, "gives"), "question", f"{RULES}.kinds", "a question none", "疑问不写"),
    ((*FACT, "start"), [], f"{RULES}.start", "give at least one", "至少写一项"),
    ((*FACT, "start"), ["strt"], f"{RULES}.start[0]", "no such column: did you mean 'start'?", "是不是“start”？"),
    ((*FACT, "start"), ["reason"], f"{RULES}.start[0]", "needs a column of type day", "type 要是 day"),
    ((*FACT, "end"), "ende", f"{RULES}.end", "did you mean 'end'?", "是不是“end”？"),
    ((*FACT, "cleared"), {"reasn": []}, f"{RULES}.cleared.reasn", "did you mean 'reason'?", "是不是“reason”？"),
    ((*FACT, "cleared"), {"end": ["x"]}, f"{RULES}.cleared.end", "a column of type word", "type 要是 word"),
    ((*FACT, "cleared"), {"reason": ["acquited"]}, f"{RULES}.cleared.reason[0]", "'acquitted'?", "“acquitted”？"),
    ((*FACT, "when"), {"reason": ["不起诉"]}, f"{RULES}.when.reason[0]", "no such word: use one of", "没有这个词"),
    ((*FACT, "above_zero"), "start", f"{RULES}.above_zero", "a column of type money", "type 要是 money"),
    ((*FACT, "status"), "confirmed", f"{RULES}.status", "waits for verification (Art. 12)", "经核实才能确认"),
    ((*FACT, "kinds"), ["life.border"], f"{RULES}.status", "write status: confirmed", "请写 status: confirmed"),
    ((*FACT, "status_from"), "reason", f"{RULES}.status_from", "use one of pending, confirmed, refuted", "没有这个词"),
    ((*FACT, "benefit_from"), "benefit_id", f"{RULES}.benefit_from", "no such column", "没有这一列"),
    ((*FACT, "clered"), {}, f"{RULES}.clered", "did you mean 'cleared'?", "是不是“cleared”？"),
]


@pytest.mark.parametrize(("place", "value", "path", "en", "zh"), CASES, ids=lambda v: v if isinstance(v, str) else "")
def test_a_slip_is_refused_with_its_place_and_remedy(
    tmp_path: Path, place: Place, value: object, path: str, en: str, zh: str
) -> None:
    refused = refusal(written(tmp_path, changed(place, value)))
    assert refused.path == path
    assert en in refused.en
    assert zh in refused.zh


def test_the_unspoilt_contract_is_accepted(tmp_path: Path) -> None:
    assert load_contract(written(tmp_path, CUSTODY)) == load_catalogue()["police.custody"]


def test_names_of_the_standard_that_we_do_not_use_may_stand(tmp_path: Path) -> None:
    data = changed(("team",), {"name": "x"}) | {"tags": ["a"], "support": []}
    data = changed((*START, "classification"), "restricted", data)
    assert load_contract(written(tmp_path, data)).dataset == "police.custody"


@pytest.mark.parametrize(("text", "path"), [("a: ]", "line 1"), ("a: 1\na: 2", "line 2"), ("- 1", "file")])
def test_a_file_that_is_no_contract_at_all_is_refused(tmp_path: Path, text: str, path: str) -> None:
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    assert refusal(tmp_path / "x.yaml").path == path


# --- a home's own contracts ------------------------------------------------------------------------------------------


def test_a_city_adds_a_dataset_without_code(tmp_path: Path) -> None:
    """EXCHANGE: a new department is a contract, never code."""
    data = yaml.safe_load((SHIPPED / "bank.counter.yaml").read_text("utf-8")) | {"id": "post.parcels", "domain": "post"}
    written(tmp_path, data, "post.parcels.yaml")
    catalogue = load_catalogue(tmp_path)
    assert len(catalogue) == len(load_catalogue()) + 1
    rows = typed_rows(catalogue["post.parcels"], {"date": "2026-03-05"})
    assert facts_of(catalogue["post.parcels"], rows)["kind"].to_list() == ["life.bank_counter"]


def test_a_citys_contract_comes_before_the_shipped_one(tmp_path: Path) -> None:
    written(tmp_path, changed((*OURS, "due_day"), 3))
    assert (load_catalogue(tmp_path)["police.custody"].due_day, load_catalogue()["police.custody"].due_day) == (3, 10)
    assert len(load_catalogue(tmp_path)) == len(load_catalogue())


def test_a_common_column_may_be_described_anew(tmp_path: Path) -> None:
    number = {"name": "id_number", "required": True, "businessName": "犯人证件", "description": "在押人员的号码"}
    contract = load_contract(written(tmp_path, changed(("schema", 0, "properties", 0), number)))
    shipped = load_catalogue()["police.custody"]["id_number"]
    assert (contract["id_number"].header, contract["id_number"].text.zh) == ("犯人证件", "在押人员的号码")
    assert contract["id_number"].aliases == shipped.aliases


def test_a_folder_that_is_not_there_is_as_good_as_empty(tmp_path: Path) -> None:
    assert list(load_catalogue(tmp_path / "nowhere")) == list(load_catalogue())


def test_an_unknown_dataset_is_refused_with_the_closest() -> None:
    with pytest.raises(RequestRefused, match=r"did you mean 'police\.deaths'\?"):
        load_catalogue().named("police.death")
    assert load_catalogue().get("police.death") is None
