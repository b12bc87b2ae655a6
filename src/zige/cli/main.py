"""The table of contents of the command line, and the one place where a refusal becomes a message and an exit status."""

import sys

import typer

from zige.cli.determine import EXAMPLE, determine
from zige.cli.explain import EXPLAIN_EXAMPLE, explain
from zige.cli.language import language_of_environment
from zige.cli.law.commands import app as law
from zige.cli.simulate import SIMULATE_EXAMPLE, simulate
from zige.errors import ZigeError

app = typer.Typer(
    name="zige",
    help="Zige 资格：社会保险待遇领取资格认证 / certification of entitlement to social insurance benefits",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.command(epilog=EXAMPLE)(determine)
app.command(epilog=EXPLAIN_EXAMPLE)(explain)
app.command(epilog=SIMULATE_EXAMPLE)(simulate)
app.add_typer(law)


@app.callback()
def commands() -> None:
    """Commands are listed below; each has --help with an example."""


def run() -> None:
    """Run the command line. A refusal is one sentence on standard error and exit status 2."""
    try:
        app()
    except ZigeError as refusal:
        language = "en" if _english_asked() else "zh"
        print(refusal.sentence(language), file=sys.stderr)
        sys.exit(refusal.exit_status)


def _english_asked() -> bool:
    arguments = sys.argv[1:]
    if "--lang" in arguments[:-1]:
        return arguments[arguments.index("--lang") + 1] == "en"
    return "--lang=en" in arguments or language_of_environment() == "en"
