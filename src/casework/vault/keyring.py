"""The keys for fields of a home, kept in memory as long as the same ones lie there: a rotation needs no restart."""

from functools import lru_cache

from zige.errors import HomeRefused
from zige.store.home import Home
from zige.store.keys import FieldKeys


def field_keys(home: Home) -> FieldKeys:
    """The keys. Raises HomeRefused where one is missing, damaged, or may be read by others."""
    return _read(home, tuple(path.name for path in (home.path / "keys").iterdir()))


def key_of(home: Home, version: int) -> bytes:
    """The key of a version. Raises HomeRefused where the home has none."""
    keys = field_keys(home).fields
    if version not in keys:
        raise HomeRefused(
            f"缺少打开加密字段的密钥 field-{version}；请从备份恢复",
            f"key field-{version}, which opens sealed fields, is missing; restore it from the backup",
        )
    return keys[version]


@lru_cache(maxsize=4)
def _read(home: Home, _: tuple[str, ...]) -> FieldKeys:
    return home.field_keys
