"""Which dataset and month a delivered file is, from its header and its name (EXCHANGE §1)."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from zige.errors import DeliveryRefused
from zige.exchange.contract import Column, Contract
from zige.exchange.values import plain

MONTH_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?:年|[-_./]?)(0[1-9]|1[0-2]|[1-9](?=月))(?:月|(?!\d))")
DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_./]?(0[1-9]|1[0-2])[-_./]?(?:0[1-9]|[12]\d|3[01])(?!\d)")
NEAREST = 3
COMMON = ("record_id", "record_status", "birth_date", "sex", "region")
"""Columns of every dataset, which tell none from another."""


class Columns(NamedTuple):
    """Where the columns of a contract stand in a header, and the names in it that the contract does not know."""

    places: dict[str, int]
    unknown: list[str]


def recognise(
    header: list[str], file_name: str, catalogue: Mapping[str, Contract], dataset: str | None = None
) -> tuple[Contract, int | None]:
    """The dataset of a file, and its month (`year * 12 + month - 1`) where the name tells.

    A name that contains a dataset or its title decides between several that fit the header; a header that fits only
    one decides itself. `dataset` is what the sender says. Raises DeliveryRefused where none fits, or several do.
    """
    month = month_of(file_name)
    if dataset is not None:
        return _said(header, file_name, catalogue, dataset), month
    fitting = {
        name: each for name, each in catalogue.items() if not missing_columns(each, header) and _told(each, header)
    }
    if not fitting:
        raise _none_fits(header, file_name, catalogue)
    named = _named(file_name, fitting)
    candidates = _most_specific(header, named or fitting)
    if len(candidates) > 1:
        raise _several_fit(file_name, candidates)
    return candidates[0], month


def columns_of(contract: Contract, header: list[str], file_name: str) -> Columns:
    """Where the columns of `contract` stand. Raises DeliveryRefused for a missing column and for one that is twice."""
    if missing := missing_columns(contract, header):
        raise _lacking(contract, missing, file_name)
    known = {spelling: column.name for column in contract.columns for spelling in _spellings(column)}
    places: dict[str, int] = {}
    unknown = []
    for place, name in enumerate(header):
        column = known.get(plain(name))
        if column is None:
            unknown += [name] if name else []
        elif column in places:
            raise _twice(contract[column], header[places[column]], name, file_name)
        else:
            places[column] = place
    return Columns(places, unknown)


def missing_columns(contract: Contract, header: list[str]) -> list[Column]:
    """The required columns that a header lacks."""
    found = {plain(name) for name in header}
    return [column for column in contract.columns if column.required and not found & _spellings(column)]


def month_of(file_name: str) -> int | None:
    """The month a name tells, as 2026-11, 202611, 2026年11月 or a whole day; None where it tells none or several.

    Of an archive/file or a workbook/sheet the last part that tells a month counts.
    """
    names = file_name.translate(str.maketrans("０１２３４５６７８９", "0123456789")).split("/")
    told = [months for name in reversed(names) if (months := _months_in(name))]
    if not told or len(told[0]) != 1:
        return None
    ((year, month),) = told[0]
    return year * 12 + month - 1


def _months_in(name: str) -> set[tuple[int, int]]:
    return {(int(each[1]), int(each[2])) for each in (*MONTH_IN_NAME.finditer(name), *DAY_IN_NAME.finditer(name))}


def _told(contract: Contract, header: list[str]) -> bool:
    """Whether the header has a column that is the contract's own; numbers and names of people tell nothing."""
    own = [column for column in contract.columns if column.name not in (*COMMON, "id_number", "name")]
    found = {plain(name) for name in header}
    return not own or any(_spellings(column) & found for column in own)


def _spellings(column: Column) -> frozenset[str]:
    return _plain_of((column.name, column.header, *column.aliases))


@lru_cache(10_000)
def _plain_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(plain, names))


def _named(file_name: str, contracts: Mapping[str, Contract]) -> dict[str, Contract]:
    """Those whose dataset or title stands in the name; of names within names the longest."""
    name = plain(file_name).replace("-", "_")
    marks = {
        key: (plain(each.dataset), plain(each.dataset).replace(".", "_"), plain(each.title.zh))
        for key, each in contracts.items()
    }
    longest = {key: max((len(mark) for mark in words if mark in name), default=0) for key, words in marks.items()}
    best = max(longest.values(), default=0)
    return {key: contracts[key] for key, length in longest.items() if length == best > 0}


def _most_specific(header: list[str], contracts: Mapping[str, Contract]) -> list[Contract]:
    """Those that know most of the header, then those that require most of it."""

    def fit(contract: Contract) -> tuple[int, int]:
        own = [column for column in contract.columns if column.name not in COMMON]
        known = sum(bool(_spellings(column) & found) for column in own)
        return known, sum(column.required for column in own)

    found = {plain(name) for name in header}
    best = max(map(fit, contracts.values()))
    return [contract for contract in contracts.values() if fit(contract) == best]


def _said(header: list[str], file: str, catalogue: Mapping[str, Contract], dataset: str) -> Contract:
    contract = catalogue.get(dataset)
    if contract is None:
        zh = f"没有“{dataset}”这个数据集；用 zige contracts 查看全部数据集"
        raise DeliveryRefused(file, zh, f"there is no dataset '{dataset}'; see them all by zige contracts")
    missing = missing_columns(contract, header)
    others = {name: each for name, each in catalogue.items() if not missing_columns(each, header)}
    if missing and others:
        raise _another(file, contract, _most_specific(header, _named(file, others) or others)[0])
    if missing:
        raise _lacking(contract, missing, file)
    return contract


def _another(file: str, said: Contract, found: Contract) -> DeliveryRefused:
    zh = f"这不是“{said.title.zh}”，表头像“{found.title.zh}”（{found.dataset}）；请核对数据集或文件"
    en = f"this is not {said.dataset}, its header is that of {found.dataset}; check the dataset or the file"
    return DeliveryRefused(file, zh, en)


def _lacking(contract: Contract, missing: list[Column], file: str) -> DeliveryRefused:
    headers = "、".join(column.header for column in missing)
    zh = f"“{contract.title.zh}”（{contract.dataset}）缺少必需的列：{headers}；请补上后再送"
    names = ", ".join(f"{column.header} ({column.name})" for column in missing)
    return DeliveryRefused(file, zh, f"{contract.dataset} lacks required columns: {names}; add them and send it again")


def _twice(column: Column, first: str, second: str, file: str) -> DeliveryRefused:
    zh = f"“{column.header}”在表头里出现两次（“{first}”和“{second}”）；请只留一列"
    return DeliveryRefused(file, zh, f"{column.name} stands twice in the header ('{first}', '{second}'); keep one")


def _several_fit(file: str, candidates: list[Contract]) -> DeliveryRefused:
    names = [f"{each.dataset} {each.title.zh}" for each in candidates]
    zh = f"表头同时符合多个数据集：{'、'.join(names)}；请用 --dataset 指明，或把数据集名写进文件名"
    en = f"the header fits several datasets: {', '.join(names)}; say which by --dataset or in the file's name"
    return DeliveryRefused(file, zh, en)


def _none_fits(header: list[str], file: str, catalogue: Mapping[str, Contract]) -> DeliveryRefused:
    """The refusal with the datasets that lack least of what they require."""
    lacking = [each for each in catalogue.values() if missing_columns(each, header)]
    nearest = sorted(lacking, key=lambda each: (_lacking_share(each, header), not _told(each, header)))[:NEAREST]
    told = [(each, "、".join(column.header for column in missing_columns(each, header))) for each in nearest]
    zh = "；".join(f"{each.title.zh}（{each.dataset}）缺 {missing}" for each, missing in told)
    en = "; ".join(f"{each.dataset} lacks {missing}" for each, missing in told)
    return DeliveryRefused(
        file,
        f"表头不符合任何数据集。最接近的：{zh}。请对照 zige contracts 的列名",
        f"the header fits no dataset. The nearest: {en}. Compare the names with zige contracts",
    )


def _lacking_share(contract: Contract, header: list[str]) -> float:
    required = sum(column.required for column in contract.columns)
    return len(missing_columns(contract, header)) / max(1, required)
