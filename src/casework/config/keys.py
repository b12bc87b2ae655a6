"""`zige keys rotate` and `zige keys re-seal`: a new version of the keys, and what older ones sealed moved to it."""

from collections.abc import Iterator

import typer

from casework.config.serving import prepare_database
from zige.cli.home_option import HomeOption
from zige.cli.language import LanguageOption
from zige.store.home import open_home
from zige.store.keys import rotate as new_versions
from zige.store.lock import held

app = typer.Typer(name="keys", no_args_is_help=True)
ROTATE = """示例 / example:

  zige keys rotate && zige keys re-seal
"""
RESEAL = """示例 / example:

  zige keys re-seal --home /srv/zige
"""


@app.callback()
def keys() -> None:
    """密钥：更换版本，用新密钥重新加密。

    Keys: a new version, and what older ones sealed moved to it.
    """


@app.command("rotate", epilog=ROTATE)
def rotate(lang: LanguageOption, home: HomeOption = None) -> None:
    """生成新版本密钥：此后用新密钥加密，旧密钥仍可解密；请立即备份 keys 目录。

    Make a new version of the keys, which seals from now on; the older ones still open. Back up the folder keys at once.
    """
    opened = open_home(home)
    prepare_database(home)
    from casework.audit import record  # noqa: PLC0415 - Django knows the home from here on

    with held(opened.path, "zige keys rotate"):
        made = new_versions(opened.path / "keys")
        record(None, "keys.rotated", versions=made)
    names = " ".join(f"{kind}-{version}" for kind, version in made.items())
    print(
        lang.choose(
            f"已生成密钥 {names}。请立即备份 keys 目录，再执行 zige keys re-seal。",
            f"Made the keys {names}. Back up the folder keys now, then run zige keys re-seal.",
        )
    )


@app.command("re-seal", epilog=RESEAL)
def re_seal(lang: LanguageOption, home: HomeOption = None) -> None:
    """用最新密钥重新加密数据库中的全部加密字段；中断后再次执行即从断点继续。

    Seal all sealed fields of the database again with the newest key. Interrupted, it goes on where it was.
    """
    opened = open_home(home)
    prepare_database(home)
    from casework.audit import record  # noqa: PLC0415 - Django knows the home from here on

    total = 0
    with held(opened.path, "zige keys re-seal"):
        for purpose, count in _resealed():
            total += count
            print(f"{purpose}  +{count}")
        record(None, "keys.resealed", count=total)
    print(lang.choose(f"已重新加密 {total} 个值。", f"{total} values sealed again."))


def _resealed() -> Iterator[tuple[str, int]]:
    """What is sealed and how many were sealed again, each batch in a transaction of its own that sees every place."""
    from casework.accounts.database_scope import database_shows_all  # noqa: PLC0415 - Django knows the home by now
    from casework.vault.resealing import reseal  # noqa: PLC0415

    batches = reseal()
    while True:
        with database_shows_all():
            done = next(batches, None)
        if done is None:
            return
        field, count = done
        yield field.purpose, count
