"""Jobs for the tests of jobs: the worker finds a job by its module."""

from django.utils.translation import gettext_lazy as _

from casework.jobs.registry import job

done: list[str] = []


@job(_("记下一个字"))
def note(word: str) -> None:
    done.append(word)


@job(_("出错"))
def fail(number: str) -> None:
    raise ValueError(f"cannot read {number}")


@job(_("到期的工作"))
def come_due() -> None:
    done.append("due")
