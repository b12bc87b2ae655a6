"""The shape of a contract's file: the Open Data Contract Standard 3, and what it lacks under the name `zige`.

Names of the standard that we make no use of (team, servers, quality …) may stand in a file; others are refused, since
a name with a slip in it would be read as left out.
"""

import re
from typing import Annotated, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from zige.exchange.contract import ColumnType, FactRule, Role, SourceKind, Words
from zige.yaml_files.refusals import problem, unknown_word

Said = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Value = TypeVar("Value", bound=BaseModel)


class _Ours(BaseModel):
    """A part of our own: knows no other names and turns no text into a number."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Standard(BaseModel):
    """A part of the standard: names it has and we do not use are let pass, others refused."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True)
    unused: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="after")
    def _knows_its_names(self) -> Self:
        for name in self.model_extra or {}:
            if name not in self.unused:
                zh, en = unknown_word(name, [*type(self).model_fields, *sorted(self.unused)], "这一项", "name")
                raise problem((name,), name, zh, en)
        return self


def _check_dataset(text: str) -> str:
    if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", text):
        zh, en = "只用小写字母和下划线，写成 police.deaths 的样子", "lower-case letters: write it as police.deaths"
        raise problem((), text, zh, en)
    return text


class ZigeProperty(_Ours, Generic[Value]):
    """The custom property in which all of ours stands."""

    property: Literal["zige"]
    value: Value


class ColumnPart(_Ours):
    """How a column is read: its type, other headers, the spellings of each canonical word, its meaning in English."""

    type: ColumnType
    en: Said
    aliases: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = {}
    required_for: Words = {}


class Property(_Standard):
    """One column. Of a common column only the name need stand; what is left out is as everywhere."""

    unused = frozenset({
        "authoritativeDefinitions", "classification", "criticalDataElement", "encryptedName", "items",
        "logicalTypeOptions", "partitioned", "partitionKeyPosition", "physicalName", "physicalType", "primaryKey",
        "primaryKeyPosition", "properties", "quality", "tags", "transformDescription", "transformLogic",
        "transformSourceObjects", "unique",
    })  # fmt: skip
    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    businessName: Said | None = None  # noqa: N815 - the standard's name
    logicalType: Literal["string", "date", "number", "integer", "boolean"] | None = None  # noqa: N815
    required: bool = False
    description: Said | None = None
    examples: tuple[str, ...] = ()
    customProperties: Annotated[tuple[ZigeProperty[ColumnPart], ...], Field(max_length=1)] = ()  # noqa: N815

    @property
    def zige(self) -> ColumnPart | None:
        """What of ours stands on the column."""
        return self.customProperties[0].value if self.customProperties else None


class Table(_Standard):
    """The one table that a dataset is."""

    unused = frozenset({
        "authoritativeDefinitions", "businessName", "customProperties", "dataGranularityDescription", "description",
        "physicalName", "quality", "tags",
    })  # fmt: skip
    name: Said
    logicalType: Literal["object"] = "object"  # noqa: N815
    physicalType: str = "file"  # noqa: N815
    properties: Annotated[tuple[Property, ...], Field(min_length=1)]


class Description(_Standard):
    """What the data are for, in Chinese."""

    unused = frozenset({"usage", "limitations", "authoritativeDefinitions", "customProperties"})
    purpose: Said


class Named(_Ours):
    """A name in Chinese and in English."""

    zh: Said
    en: Said


class English(_Ours):
    """What the standard's fields say in Chinese, in English."""

    title: Said
    purpose: Said


class ContractPart(_Ours):
    """The entry in the source register, and what becomes of a row; see `zige.exchange.contract`."""

    english: English
    department: Named
    role: Role
    source: SourceKind
    contact: Said
    legal_basis: Annotated[tuple[Said, ...], Field(min_length=1)]
    due_day: Annotated[int, Field(ge=1, le=28)]
    delivery: Literal["increment", "snapshot"]
    absence: Literal["nothing", "complete"] = "nothing"
    retention_months: Annotated[int, Field(ge=1)] = 24
    name_needed: bool = True
    facts: tuple[FactRule, ...] = ()


class ContractFile(_Standard):
    """A file of the standard: the dataset is its `id`, the title its `name`, the department its `domain`."""

    unused = frozenset({
        "authoritativeDefinitions", "contractCreatedTs", "dataProduct", "price", "roles", "servers",
        "slaDefaultElement", "slaProperties", "support", "tags", "team", "tenant",
    })  # fmt: skip
    apiVersion: Literal["v3.0.2"]  # noqa: N815
    kind: Literal["DataContract"]
    id: Annotated[str, AfterValidator(_check_dataset)]
    name: Said
    version: Said
    status: Literal["proposed", "draft", "active", "deprecated", "retired"]
    domain: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    description: Description
    schema_: Annotated[tuple[Table, ...], Field(alias="schema", min_length=1, max_length=1)]
    customProperties: Annotated[tuple[ZigeProperty[ContractPart], ...], Field(min_length=1, max_length=1)]  # noqa: N815

    @property
    def zige(self) -> ContractPart:
        """What of ours stands on the contract."""
        return self.customProperties[0].value


class CommonColumns(_Ours):
    """The columns that many datasets have alike: in every one, or where a contract names them."""

    everywhere: tuple[Property, ...]
    where_named: tuple[Property, ...]
