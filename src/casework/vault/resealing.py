"""Seal again with the newest key and cipher what older ones sealed, in all models that have sealed fields.

A batch is one transaction, and only what is sealed under an older key is read: killed in between, it goes on where it
was when it is asked for again.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import BinaryField, F, Func, Model, QuerySet

from casework.vault.fields import SealedText
from casework.vault.refusals import NotOpened
from casework.vault.sealing import HEADER, newest_header, seal, unseal
from zige.errors import HomeRefused

BATCH = 2000


def sealed_fields() -> list[SealedText]:
    """All sealed fields of all models."""
    fields = (field for model in apps.get_models() for field in model._meta.local_fields)
    return [field for field in fields if isinstance(field, SealedText)]


def reseal() -> Iterator[tuple[SealedText, int]]:
    """Each field that has old values, and how many were sealed again, batch by batch.

    Raises HomeRefused where a value does not open, naming its row; the batches before it are done.
    """
    for field in sealed_fields():
        while count := _next_batch(field):
            yield field, count


@transaction.atomic
def _next_batch(field: SealedText) -> int:
    """How many values were sealed again; 0 where none is left."""
    rows = list(_old(field).select_for_update().values_list("pk", field.attname)[:BATCH])
    try:
        texts = unseal([value for _, value in rows], field.purpose)
    except NotOpened as refusal:
        raise _not_opened(field, rows[refusal.position][0]) from None
    for (row, _), value in zip(rows, seal(texts, field.purpose), strict=True):
        field.model._base_manager.filter(pk=row).update(**{field.attname: value})
    return len(rows)


def _old(field: SealedText) -> QuerySet[Model]:
    """Rows whose value begins otherwise than what is sealed now."""
    head = Func(F(field.attname), 1, HEADER.size, function="SUBSTR", output_field=BinaryField())
    there = field.model._base_manager.filter(**{f"{field.attname}__isnull": False})
    old: QuerySet[Model] = there.alias(head=head).exclude(head=newest_header(settings.HOME)).order_by("pk")
    return old


def _not_opened(field: SealedText, row: object) -> HomeRefused:
    table = field.model._meta.db_table
    return HomeRefused(
        f"{table} 表主键 {row} 的 {field.column} 无法打开：已损坏、被改动，或由别处的密钥加密；请从备份恢复后再执行",
        f"{field.column} of row {row} in table {table} does not open: it is damaged, was altered, or was sealed under "
        "another key; restore it from the backup and run this again",
    )
