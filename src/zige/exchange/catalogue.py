"""Every dataset there is a contract for: the shipped ones, and those of a city in its home (Art. 17; EXCHANGE §1).

load_catalogue()         the shipped contracts
load_catalogue(folder)   and those of a folder, which come first where both describe a dataset
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from zige.errors import ContractRefused, RequestRefused
from zige.exchange.consistency import inconsistencies
from zige.exchange.contract import Column, ColumnType, Contract
from zige.exchange.contract_file import CommonColumns, ContractFile, Property
from zige.words import Wording
from zige.yaml_files.reading import load_model
from zige.yaml_files.refusals import refusal_of, unknown_word

SHIPPED = Path(__file__).parent / "contracts"
COMMON = Path(__file__).parent / "common_columns.yaml"


class Catalogue(Mapping[str, Contract]):
    """Contracts by dataset, in the order of the names; `named` is for a name that a person has given."""

    def __init__(self, contracts: Mapping[str, Contract]) -> None:
        self._contracts = dict(sorted(contracts.items()))

    def named(self, dataset: str) -> Contract:
        """The contract of a dataset; raises RequestRefused with the closest name where there is none."""
        if dataset not in self._contracts:
            zh, en = unknown_word(dataset, self._contracts, "这个数据集", "dataset")
            raise RequestRefused(f"“{dataset}”：{zh}", f"'{dataset}': {en}")
        return self._contracts[dataset]

    def __getitem__(self, dataset: str) -> Contract:
        return self._contracts[dataset]

    def __iter__(self) -> Iterator[str]:
        return iter(self._contracts)

    def __len__(self) -> int:
        return len(self._contracts)


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The shipped contracts and those of a folder that may be missing; raises ContractRefused."""
    own = _contracts_in(folder) if folder is not None and folder.is_dir() else {}
    return Catalogue(_shipped() | own)


@cache
def _shipped() -> dict[str, Contract]:
    return _contracts_in(SHIPPED)


def _contracts_in(folder: Path) -> dict[str, Contract]:
    contracts = [load_contract(file) for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml")))]
    return {contract.dataset: contract for contract in contracts}


def load_contract(file: Path) -> Contract:
    """The contract in a file; raises ContractRefused with file, path and value of the first thing wrong in it."""
    written = load_model(file, ContractFile, ContractRefused)
    if written.id != file.stem:
        zh, en = (
            f"与文件名不同，请改为 {file.stem} 或改文件名",
            f"not the file's name: write {file.stem}, or rename the file",
        )
        raise ContractRefused(file.name, "id", written.id, zh, en)
    for found in inconsistencies(written, common_columns()):
        raise refusal_of(file.name, found, ContractRefused)
    return _contract(written)


@cache
def common_columns() -> dict[str, Column]:
    """The columns that many datasets have alike, by name."""
    common = load_model(COMMON, CommonColumns, ContractRefused)
    return {each.name: _column(each, None) for each in (*common.everywhere, *common.where_named)}


@cache
def _everywhere() -> tuple[Column, ...]:
    names = [each.name for each in load_model(COMMON, CommonColumns, ContractRefused).everywhere]
    return tuple(common_columns()[name] for name in names)


def _contract(written: ContractFile) -> Contract:
    part = written.zige
    own = tuple(_column(each, common_columns().get(each.name)) for each in written.schema_[0].properties)
    named = {column.name for column in own}
    register = part.model_dump(exclude={"english", "department", "facts"})
    return Contract(
        dataset=written.id,
        title=Wording(written.name, part.english.title),
        department=written.domain,
        department_name=Wording(part.department.zh, part.department.en),
        version=written.version,
        purpose=Wording(written.description.purpose, part.english.purpose),
        columns=own + tuple(column for column in _everywhere() if column.name not in named),
        facts=part.facts,
        **register,
    )


def _column(written: Property, common: Column | None) -> Column:
    """A column as written; what is left out is as the common column of that name has it."""
    part = written.zige
    if part is None:
        assert common is not None
        return common.model_copy(update={"required": written.required} | _given(written, common))
    return Column(
        name=written.name,
        header=written.businessName or "",
        type=part.type,
        required=written.required,
        required_for=part.required_for,
        aliases=part.aliases,
        words=_spellings(part.words) if part.type is ColumnType.WORD else {},
        text=Wording(written.description or "", part.en),
        examples=written.examples,
    )


def _given(written: Property, common: Column) -> dict[str, object]:
    """What a contract says of a common column in the standard's own words."""
    return {
        "header": written.businessName or common.header,
        "text": Wording(written.description or common.text.zh, common.text.en),
        "examples": written.examples or common.examples,
    }


def _spellings(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Every spelling with its canonical word, which is a spelling too."""
    return {spelling: word for word, spellings in words.items() for spelling in (word, *spellings)}
