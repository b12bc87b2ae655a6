"""Where everything of a home lies, and how one is made and opened (DESIGN §4)."""

import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from zige.errors import HomeRefused
from zige.store.keys import FieldKeys, Keys, load_field_keys, load_keys, make_keys
from zige.store.settings import TEMPLATE, Settings, read_settings
from zige.store.writing import whole_folder

SETTINGS = "zige.toml"
FOLDERS = ("sealed", "contracts", "partners", "store/batches", "store/runs")


@dataclass(frozen=True)
class Home:
    """A home folder that exists."""

    path: Path

    def __reduce__(self) -> tuple[type["Home"], tuple[Path]]:
        """To another process it goes as its path: keys do not travel."""
        return Home, (self.path,)

    @cached_property
    def settings(self) -> Settings:
        """What `zige.toml` says; raises HomeRefused."""
        return read_settings(self.path / SETTINGS)

    @cached_property
    def keys(self) -> Keys:
        """The master keys; raises HomeRefused."""
        return load_keys(self.path / "keys")

    @property
    def field_keys(self) -> FieldKeys:
        """The keys for fields of the web application, read anew, since they may be rotated; raises HomeRefused."""
        return load_field_keys(self.path / "keys")

    @property
    def contracts(self) -> Path:
        """Contracts of this home's own, beside those that come with the program."""
        return self.path / "contracts"

    @property
    def partners(self) -> Path:
        """Public keys of those whose deliveries must be signed."""
        return self.path / "partners"

    @property
    def sealed(self) -> Path:
        """Delivered files, sealed, by the digest of their content."""
        return self.path / "sealed"

    @property
    def batches(self) -> Path:
        """One folder for every batch, named so that they sort in the order received."""
        return self.path / "store" / "batches"

    @property
    def runs(self) -> Path:
        """One folder for every month determined."""
        return self.path / "store" / "runs"

    @property
    def outbox(self) -> Path:
        """What was offered to consumers of our lists: one folder for each."""
        return self.path / "store" / "outbox"

    @property
    def audit(self) -> Path:
        """Ends of the web application's audit chain, sealed, to know a chain that was cut."""
        return self.path / "store" / "audit"

    @property
    def rulebooks(self) -> list[Path] | None:
        """The rulebook files of the settings; None for the one that comes with the program."""
        return [self.path / name for name in self.settings.law.rulebooks] or None


def make_home(path: Path, name: str, region: str, opening: str) -> Home:
    """A new home with keys and settings. Raises HomeRefused where something is there already or cannot be written."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise HomeRefused(
            f"{path} 已存在且不为空；请换一个目录", f"{path} exists and is not empty; choose another folder"
        )
    try:
        if path.exists():
            path.rmdir()
        with whole_folder(path) as new:
            for folder in FOLDERS:
                (new / folder).mkdir(parents=True)
            make_keys(new / "keys")
            text = TEMPLATE.format(name=json.dumps(name, ensure_ascii=False)[1:-1], region=region, month=opening)
            (new / SETTINGS).write_text(text, encoding="utf-8")
            read_settings(new / SETTINGS)
    except OSError as error:
        raise HomeRefused(
            f"无法建立 {path}（{error.strerror}）；请检查上级目录与权限",
            f"cannot make {path} ({error.strerror}); check the folder above it and its permissions",
        ) from None
    return Home(path)


def open_home(given: Path | None) -> Home:
    """The home that `--home` or ZIGE_HOME names. Raises HomeRefused where there is none."""
    named = given or (Path(os.environ["ZIGE_HOME"]) if os.environ.get("ZIGE_HOME") else None)
    if named is None:
        raise HomeRefused(
            "没有指定数据目录；请用 --home 或环境变量 ZIGE_HOME 给出",
            "no home is named; give --home or set ZIGE_HOME",
        )
    if not (named / SETTINGS).is_file():
        raise HomeRefused(
            f"{named} 不是资格系统的数据目录；请先执行 zige init {named}",
            f"{named} is no home of zige; run zige init {named} first",
        )
    return Home(named)
