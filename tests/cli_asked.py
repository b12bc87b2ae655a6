"""The command line asked in this process, as a person types it: what it prints and how it ends."""

import json
from typing import Any, NamedTuple

from typer.testing import CliRunner

from zige.cli.main import program
from zige.errors import ZigeError


class Answer(NamedTuple):
    """What was printed, on both streams, and the exit status; `refusal` where it was refused."""

    status: int
    output: str
    stdout: str
    refusal: ZigeError | None


def asked(*arguments: str) -> Answer:
    """The answer to `zige ARGUMENTS`."""
    result = CliRunner().invoke(program(arguments[0] if arguments else None), list(arguments))
    refusal = result.exception if isinstance(result.exception, ZigeError) else None
    if result.exception is not None and refusal is None and not isinstance(result.exception, SystemExit):
        raise result.exception
    said = f"{refusal.zh}\n{refusal.en}\n" if refusal else ""
    return Answer(refusal.exit_status if refusal else result.exit_code, result.output + said, result.stdout, refusal)


def answer(*arguments: str) -> tuple[int, Any]:
    """Exit status and what was printed as JSON."""
    told = asked(*arguments)
    return told.status, json.loads(told.stdout)
