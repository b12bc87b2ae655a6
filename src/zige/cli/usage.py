"""A command typed wrongly, told in one sentence of either language; Typer itself draws a box in English."""

import re

import typer

from zige.errors import RequestRefused

SAID = (
    (r"Missing (?:argument|option|parameter) '(.+?)'.*", "缺少 {0}", "{0} is missing"),
    (r"No such option: (\S+).*", "没有选项 {0}", "there is no option {0}"),
    (r"No such command '(.+)'\.", "没有命令 {0}", "there is no command {0}"),
    (r"Option '(.+)' requires an argument\.", "{0} 后面缺少值", "{0} lacks its value"),
    (r"Got unexpected extra argument\S* \((.+)\)", "多出了 {0}", "{0} is more than expected"),
    (r"Invalid value for '(.+?)': .*valid integer.*", "{0} 要写整数", "{0} must be a whole number"),
    (r"Invalid value for '(.+?)': .*valid number.*", "{0} 要写数字", "{0} must be a number"),
    (r"Invalid value for '(.+?)': .*equal to (\S+)", "{0} 越界，界限是 {1}", "{0} is out of range, the limit is {1}"),
    (r"Invalid value for '(.+?)': .*not one of (.+?)\.?", "{0} 只能是 {1}", "{0} must be one of {1}"),
)  # fmt: skip
"""What Typer says of a wrong command line, and the same as the start of our sentences."""


def is_usage(error: typer.TyperException) -> bool:
    """Whether the command line was typed wrongly; without any words at all it is a question for help."""
    return hasattr(error, "format_message") and type(error).__name__ != "NoArgsIsHelpError"


def usage_refused(error: typer.TyperException) -> RequestRefused:
    """The refusal of a command line that Typer cannot read: what is wrong, and where it is explained."""
    said = " ".join(str(error.format_message()).split())
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "zige"
    zh, en = _start(said)
    return RequestRefused(f"{zh}；用法见 {command} --help", f"{en}; {command} --help shows how")


def _start(said: str) -> tuple[str, str]:
    for form, zh, en in SAID:
        if found := re.fullmatch(form, said):
            return zh.format(*found.groups()), en.format(*found.groups())
    return said, said
