"""The table of contents of the command line, and the one place where a refusal becomes a message and an exit status."""

import sys
from importlib import import_module
from importlib.metadata import version
from typing import Annotated

import typer

from zige.cli.language import language_of_environment
from zige.errors import ZigeError

COMMANDS = {
    "init": "init",
    "contracts": "contracts",
    "receive": "receive",
    "batches": "batches",
    "batch": "batches",
    "release": "batches",
    "quarantine": "batches",
    "run": "run",
    "runs": "run",
    "diff": "run",
    "export": "export",
    "offer": "outbox",
    "outbox": "outbox",
    "acknowledge": "outbox",
    "explain": "explain",
    "determine": "determine",
    "simulate": "simulate",
    "evaluate": "evaluate",
    "purge": "purge",
    "law": "law.commands",
}
"""Every command with its module below `zige.cli`; a module is loaded when its command is asked for."""


def program(asked: str | None = None) -> typer.Typer:
    """The command line: all of it, or only the command asked for, which starts sooner."""
    app = typer.Typer(
        name="zige",
        help="Zige 资格：社会保险待遇领取资格认证 / certification of entitlement to social insurance benefits",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        callback=commands,
    )
    for name in COMMANDS if asked not in COMMANDS else [asked]:
        _add(app, name)
    return app


def _add(app: typer.Typer, name: str) -> None:
    module = import_module(f"zige.cli.{COMMANDS[name]}")
    if hasattr(module, "app"):
        app.add_typer(module.app)
    else:
        app.command(name, epilog=getattr(module, "EXAMPLES", {}).get(name))(getattr(module, name))


def _tell_version(asked: bool) -> None:
    if asked:
        print(f"zige {version('zige')}")
        raise typer.Exit


def commands(
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="显示版本后退出 / show the version and exit"
        ),
    ] = False,
) -> None:
    """Commands are listed below; each has --help with an example."""


def run() -> None:
    """Run the command line. A refusal is one sentence on standard error and exit status 2."""
    try:
        program(sys.argv[1] if len(sys.argv) > 1 else None)()
    except ZigeError as refusal:
        language = "en" if _english_asked() else "zh"
        print(refusal.sentence(language), file=sys.stderr)
        sys.exit(refusal.exit_status)


def _english_asked() -> bool:
    arguments = sys.argv[1:]
    if "--lang" in arguments[:-1]:
        return arguments[arguments.index("--lang") + 1] == "en"
    return "--lang=en" in arguments or language_of_environment() == "en"
