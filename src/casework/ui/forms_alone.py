"""A page that only takes a form, opened by its address: after signing in again, from the history, by reloading."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NOT_ALLOWED = 405


class FormsAlone:
    """Says so, and where to go on, in place of the empty page that Django answers with."""

    def __init__(self, following: Callable[[HttpRequest], HttpResponse]) -> None:
        self._following = following

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the same status."""
        answer = self._following(request)
        if answer.status_code != NOT_ALLOWED or request.method != "GET":
            return answer
        told = render(request, "405.html", status=NOT_ALLOWED)
        told.headers["Allow"] = answer.headers["Allow"]
        return told
