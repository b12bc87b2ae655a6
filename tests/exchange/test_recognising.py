"""A file says by its header and its name which dataset and month it is; otherwise the sender is asked."""

import pytest

from exchange.contracts_by_hand import CATALOGUE, DEATHS, SENTENCES, WAGES, contract
from zige.errors import DeliveryRefused
from zige.exchange.recognising import columns_of, month_of, recognise

DEATH = ["证件号码", "姓名", "注销日期"]
NOVEMBER = 2026 * 12 + 10


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("死亡2026-11.csv", NOVEMBER),
        ("202611死亡.csv", NOVEMBER),
        ("死亡_2026年11月.xlsx", NOVEMBER),
        ("死亡２０２６年１１月.xlsx", NOVEMBER),
        ("2026年1月.csv", 2026 * 12),
        ("a.zip/deaths 20261130.csv", NOVEMBER),
        ("基层月报_202611.xlsx/基层月报", NOVEMBER),
        ("2026-10.zip/基层月报_202611.xlsx/名单", NOVEMBER),
        ("2026-10至2026-11.xlsx/名单", None),
        ("2026-13.csv", None),
        ("2026.csv", None),
        ("120261101.csv", None),
        ("2026-10至2026-11.csv", None),
        ("死亡.csv", None),
    ],
)
def test_the_month_stands_in_the_name_or_nowhere(name: str, month: int | None) -> None:
    assert month_of(name) == month


@pytest.mark.parametrize(
    "header",
    [
        ["证件号码", "姓名", "注销日期"],
        ["id_number", "name", "cancelled_on"],
        ["身份证号", " 姓 名 ", "销户日期"],
        ["ＩＤ_NUMBER", "＊姓名", "注销日期*", "别的"],
    ],
)
def test_a_header_is_known_by_any_of_its_spellings(header: list[str]) -> None:
    assert recognise(header, "a.csv", CATALOGUE) == (DEATHS, None)


def test_unknown_columns_are_named_and_the_known_ones_found_in_any_order() -> None:
    found = columns_of(DEATHS, ["注销日期", "备注", "证件号码", "", "姓名"], "a.csv")
    assert found.places == {"cancelled_on": 0, "id_number": 2, "name": 4}
    assert found.unknown == ["备注"]


TWIN = contract("police.removals", "户口注销", DEATHS.columns[:4])
TWINS = CATALOGUE | {TWIN.dataset: TWIN}


@pytest.mark.parametrize(
    ("name", "dataset"),
    [
        ("police.removals.csv", "police.removals"),
        ("police-deaths 2026.csv", "police.deaths"),
        ("2026年户口注销.csv", "police.removals"),
        ("死亡注销户口.csv", "police.deaths"),
    ],
)
def test_the_name_decides_where_a_header_fits_two(name: str, dataset: str) -> None:
    """死亡注销户口 does not contain 户口注销; of two titles that are contained the longer one counts."""
    assert recognise(DEATH, name, TWINS)[0].dataset == dataset


def test_more_known_columns_decide_where_the_name_does_not() -> None:
    small = contract("police.small", "小", DEATHS.columns[:2])
    catalogue = {"police.small": small} | CATALOGUE
    assert recognise(DEATH, "a.csv", catalogue)[0] is DEATHS
    assert recognise(DEATH[:2], "a.csv", catalogue)[0] is small


def test_where_nothing_decides_the_sender_is_asked() -> None:
    with pytest.raises(DeliveryRefused) as refused:
        recognise(DEATH, "a.csv", TWINS)
    assert "police.deaths" in refused.value.zh
    assert "police.removals" in refused.value.zh
    assert "tax.wages" not in refused.value.zh


def test_where_none_fits_the_nearest_is_named_with_what_it_lacks() -> None:
    with pytest.raises(DeliveryRefused) as refused:
        recognise(DEATH[:2], "死亡.csv", CATALOGUE)
    assert refused.value.zh.index("注销日期") < refused.value.zh.index("扣缴单位")


def test_a_wrong_dataset_is_answered_by_the_one_that_it_looks_like() -> None:
    assert recognise(DEATH, "a.csv", CATALOGUE, "police.deaths")[0] is DEATHS
    with pytest.raises(DeliveryRefused, match=r"its header is that of police\.deaths"):
        recognise(DEATH, "a.csv", CATALOGUE, "tax.wages")
    with pytest.raises(DeliveryRefused, match=r"there is no dataset 'tax\.wage'"):
        recognise(DEATH, "a.csv", CATALOGUE, "tax.wage")
    with pytest.raises(DeliveryRefused, match="lacks required columns"):
        recognise(DEATH[:2], "a.csv", CATALOGUE, "police.deaths")


def test_a_missing_column_is_named_and_an_optional_one_is_not_missed() -> None:
    with pytest.raises(DeliveryRefused, match=r"刑罚种类 \(penalty\), 刑期起 \(judged_on\)"):
        columns_of(SENTENCES, DEATH, "a.csv")
    assert columns_of(WAGES, ["证件号码", "姓名", "所属期", "扣缴单位", "收入额"], "a.csv").unknown == []


def test_two_headers_for_one_column_are_refused() -> None:
    with pytest.raises(DeliveryRefused) as refused:
        columns_of(DEATHS, [*DEATH, "销户日期"], "a.csv")
    assert "“注销日期”和“销户日期”" in refused.value.zh
