"""`zige staff`: the first three administrators, and the way back in where all of a kind are locked out."""

from io import StringIO
from typing import Annotated

import typer
from django.core.management import call_command

from casework.config.serving import prepare_database
from zige.cli.home_option import HomeOption

EXAMPLE = """示例 / examples:

  zige staff start          建立三名管理员 / make the three administrators
  zige staff reset LOGIN    重设密码和第二重验证 / a new temporary password, second factor to be set up anew
"""

app = typer.Typer(name="staff", no_args_is_help=True, rich_markup_mode="rich", epilog=EXAMPLE)


@app.command()
def start(home: HomeOption = None) -> None:
    """建立系统管理、安全管理、安全审计三名管理员，打印各自的临时密码（三天内有效）。

    Make the three administrators of the city's agency and print their temporary passwords, good for three days.
    """
    prepare_database(home)
    print(call_command("first_administrators", stdout=StringIO()))


@app.command()
def reset(login: Annotated[str, typer.Argument(metavar="LOGIN")], home: HomeOption = None) -> None:
    """给一个账号新的临时密码，并清除其第二重验证；只在没有别的管理员能办时用，有记录。

    A new temporary password for an account whose second factor is to be set up anew; recorded.
    """
    prepare_database(home)
    print(call_command("reset_sign_in", login, stdout=StringIO()))


@app.callback()
def staff() -> None:
    """管理员账号 / Administrators' accounts."""
