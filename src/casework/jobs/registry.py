"""Which jobs there are, and what each is called."""

import traceback
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils.functional import Promise
from django_tasks import task
from django_tasks.base import Task

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

TITLES: dict[str, Promise] = {}
"""What a job is called, by the path of its function."""


class JobFailed(Exception):
    """A job ended in an error: its class and the places in the code, without its message, which might name somebody."""


def job(title: Promise) -> Callable[[Callable[Given, Answer]], Task[Given, Answer]]:
    """Make a function of a module a job that `zige worker` does."""

    def made(function: Callable[Given, Answer]) -> Task[Given, Answer]:
        @wraps(function)
        def discreet(*given: Given.args, **named: Given.kwargs) -> Answer:
            try:
                return function(*given, **named)
            except Exception as error:
                raise JobFailed(_without_message(error)) from None

        done: Task[Given, Answer] = task(discreet)
        TITLES[done.module_path] = title
        return done

    return made


def _without_message(error: Exception) -> str:
    places = traceback.extract_tb(error.__traceback__)[1:]
    return "\n".join([type(error).__name__, *(f"{one.filename}:{one.lineno} {one.name}" for one in places)])
