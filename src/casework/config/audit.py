"""`zige audit verify`: whether the audit chain is whole, or where it was first touched."""

import json

import typer

from casework.config.serving import prepare
from zige.cli.home_option import HomeOption, JsonOption
from zige.cli.language import LanguageOption

app = typer.Typer(name="audit", no_args_is_help=True)
EXAMPLE = """示例 / example:

  zige audit verify --home /srv/zige
"""
TOUCHED = {
    "altered": ("第 {number} 条被改动。", "entry {number} was altered."),
    "inserted": ("第 {number} 条是插入的。", "entry {number} was inserted."),
    "forged": ("最后的第 {number} 条被改动或是插入的。", "entry {number}, the last, was altered or inserted."),
    "removed": ("第 {number} 条被删除。", "entry {number} was removed."),
    "replaced": ("从第 {number} 条起被换成了别的记录。", "from entry {number} on they were replaced by others."),
    "cut": ("从第 {number} 条起的末尾被截去。", "the end was cut off from entry {number} on."),
}
"""How the chain was touched, in words; `casework.audit.verification` explains each."""


@app.callback()
def audit() -> None:
    """审计记录。

    The audit chain.
    """


@app.command("verify", epilog=EXAMPLE)
def verify(lang: LanguageOption, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """核对审计记录是否完整；如被改动、插入、删除或截断，指出第一处，退出状态为 1。

    Say whether the audit chain is whole, or where it was first altered, inserted, removed or cut: exit status 1.
    Each verification that finds it whole seals its end in the home. Run it daily.
    """
    prepare(home)
    from django.conf import settings  # noqa: PLC0415 - Django knows the home from here on

    from casework.audit.verification import verify as verified  # noqa: PLC0415

    verdict = verified(settings.HOME)
    touched = verdict.touched
    if as_json:
        told = {"entries": verdict.entries, "touched": touched and {"how": touched.how, "entry": touched.number}}
        print(json.dumps(told, ensure_ascii=False))
    elif touched:
        zh, en = (wording.format(number=touched.number) for wording in TOUCHED[touched.how])
        print(lang.choose(f"前 {verdict.entries} 条完整；{zh}", f"The first {verdict.entries} entries are whole; {en}"))
    else:
        print(
            lang.choose(f"审计记录完整，共 {verdict.entries} 条。", f"The chain is whole: {verdict.entries} entries.")
        )
    raise typer.Exit(1 if touched else 0)
