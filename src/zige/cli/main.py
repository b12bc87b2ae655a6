"""The table of contents of the command line, and the one place where a refusal becomes a message and an exit status."""

import os
import sys
from importlib import import_module
from importlib.metadata import entry_points, version
from typing import Annotated

import typer

from zige.cli.language import language_of_environment
from zige.cli.usage import is_usage, usage_refused
from zige.errors import RequestRefused, ZigeError

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
ADDED = {entry.name: entry.value for entry in entry_points(group="zige.commands")}
"""Commands that another package adds, with their modules: those of the web application."""

INTERRUPTED = 130
"""The exit status of a command that Ctrl-C ended, as shells have it."""


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
    modules = {name: f"zige.cli.{module}" for name, module in COMMANDS.items()} | ADDED
    for name in modules if asked not in modules else [asked]:
        _add(app, name, modules[name])
    return app


def _add(app: typer.Typer, name: str, path: str) -> None:
    module = import_module(path)
    if hasattr(module, "app"):
        app.add_typer(module.app)
    else:
        app.command(name, epilog=getattr(module, "EXAMPLES", {}).get(name))(getattr(module, name.replace("-", "_")))


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
        sys.exit(_status())
    except ZigeError as refusal:
        _tell(refusal)
        sys.exit(refusal.exit_status)


def _status() -> int:
    """The exit status of the command. Raises ZigeError, also where it is typed wrongly or the disk fails it."""
    try:
        command = typer.main.get_command(program(sys.argv[1] if len(sys.argv) > 1 else None))
        status = command.main(prog_name="zige", standalone_mode=False)
    except BrokenPipeError:
        return _pipe_closed()
    except OSError as error:
        raise _disk_refused(error) from None
    except typer.TyperException as error:
        if not is_usage(error):
            error.show()  # type: ignore[attr-defined]
            return 2
        raise usage_refused(error) from None
    if status == INTERRUPTED:
        _tell(_interrupted())
    return status if isinstance(status, int) else 0


def _pipe_closed() -> int:
    """Whoever read the output has seen enough; Python must not write the rest of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _disk_refused(error: OSError) -> RequestRefused:
    """What the operating system refused, and for which file."""
    where, why = error.filename or "", error.strerror or str(error)
    return RequestRefused(
        f"文件读写失败：{where}（{why}）；请检查路径、权限和磁盘空间，再执行一次",
        f"a file could not be read or written: {where} ({why}); check path, permissions and the disk's space, "
        "then try again",
    )


def _interrupted() -> RequestRefused:
    return RequestRefused(
        "已中断；做完的部分保留，没做完的没有写入，再执行一次同样的命令即可",
        "interrupted; what was done is kept, what was not is not written: give the same command again",
    )


def _tell(refusal: ZigeError) -> None:
    print(refusal.sentence("en" if _english_asked() else "zh"), file=sys.stderr)


def _english_asked() -> bool:
    arguments = sys.argv[1:]
    if "--lang" in arguments[:-1]:
        return arguments[arguments.index("--lang") + 1] == "en"
    return "--lang=en" in arguments or language_of_environment() == "en"
