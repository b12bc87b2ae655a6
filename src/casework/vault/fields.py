"""The field of a model that holds a sealed text.

    number = SealedText(purpose="person.number")

On an instance it is a `str` that is opened when first looked at. Out of `values()` and raw SQL come the sealed bytes,
for whole columns at a time (`casework.vault.unseal`); bytes that are given are taken for sealed already. It cannot be
searched: keep a blind digest beside it for that.
"""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from casework.vault.sealing import seal, unseal

if TYPE_CHECKING:
    TextField = models.Field[str | None, str | None]
else:
    TextField = models.Field


class Confidential(str):
    """A text whose repr, as a traceback or a log has it, does not show it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'"


class _Opened(DeferredAttribute):
    """What stands on an instance: sealed as it came until somebody looks."""

    field: "SealedText"

    def __get__(self, instance: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        value = super().__get__(instance, owner)
        if instance is None or not isinstance(value, bytes | memoryview):
            return value
        opened = Confidential(unseal([bytes(value)], self.field.purpose)[0])
        instance.__dict__[self.field.attname] = opened
        return opened

    def __set__(self, instance: models.Model, value: str | bytes | memoryview | None) -> None:
        instance.__dict__[self.field.attname] = Confidential(value) if isinstance(value, str) else value


class SealedText(TextField):
    """Text that stands sealed in a binary column, for one `purpose`."""

    descriptor_class = _Opened

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """What a migration writes: the purpose too."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def get_internal_type(self) -> str:
        """A binary column on every database."""
        return "BinaryField"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002
        """As it stands there: what is sealed and was not looked at goes back as it came."""
        return model_instance.__dict__[self.attname]

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: ARG002
        """Sealed now, unless it was given sealed."""
        if isinstance(value, str):
            value = seal([value], self.purpose)[0]
        return value if value is None else connection.Database.Binary(value)  # type: ignore[attr-defined]

    def get_lookup(self, lookup: str) -> "type[models.Lookup[Any]] | None":
        """None but for `isnull`: two sealings of one value differ, so that a search would find nothing."""
        return super().get_lookup(lookup) if lookup == "isnull" else None

    def value_to_string(self, obj: models.Model) -> str:  # noqa: ARG002
        """Refuses, so that no dump of a table has the texts of it."""
        raise TypeError(f"{self.name} is sealed and not written into dumps: back up the database and the keys")
