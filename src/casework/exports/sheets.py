"""The lists that can be exported: an app offers each as it starts, by the name of its page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.accounts.middleware import StaffRequest

Value = Callable[[Any], object]
Line = list[object]
PARTS_OF_A_PAGE = ("page", "choose", "list_name")
"""What an address says beside filters."""


class Column(NamedTuple):
    """A column: its heading and a row's value; `whole` is the value that is not masked, where there is one.

    With `only_whole` it is there only in a list that is not masked.
    """

    heading: Promise | str
    value: Value
    whole: Value | None = None
    only_whole: bool = False


@dataclass(frozen=True)
class Sheet:
    """A list: the name of its page, what it is called, and for who asks its columns and the ordered rows they see.

    Of a page whose address names something, as one payment list, `argument` is what its number is called there; with
    the filters it travels under that name.
    """

    page: str
    title: Promise | str
    columns: Callable[[StaffRequest], tuple[Column, ...]]
    rows: Callable[[StaffRequest, QueryDict], "QuerySet[Any]"]
    argument: str = ""

    def address(self, said: QueryDict) -> str:
        """Where the page is, narrowed. Raises Http404 where it names nothing."""
        named = [said.get(self.argument, "")] if self.argument else []
        if not all(one.isascii() and one.isdigit() for one in named):
            raise Http404(_("没有这个可以导出的名单。"))
        return f"{reverse(self.page, args=named)}?{self.narrowed(said).urlencode()}"

    def narrowed(self, said: QueryDict) -> QueryDict:
        """The filters alone."""
        filters = said.copy()
        filters.pop(self.argument, None)
        return filters

    def table(self, request: StaffRequest, rows: "QuerySet[Any]", *, whole: bool) -> tuple[list[str], Iterator[Line]]:
        """Headings, in the language of the reader, and each row's values."""
        shown = [column for column in self.columns(request) if whole or not column.only_whole]
        values = [column.whole if whole and column.whole else column.value for column in shown]
        return [str(column.heading) for column in shown], ([value(row) for value in values] for row in rows)


_sheets: dict[str, Sheet] = {}


def offer(*sheets: Sheet) -> None:
    """Let these be exported; called once for each app, as it starts."""
    _sheets.update({sheet.page: sheet for sheet in sheets})


def is_offered(page: str) -> bool:
    """Whether a page is a list that can be exported."""
    return page in _sheets


def title_of(page: str) -> Promise | str | None:
    """What the list of a page is called; None where none is offered."""
    return _sheets[page].title if page in _sheets else None


def sheet_of(page: str) -> Sheet:
    """The list of a page. Raises Http404 where none is offered."""
    if page not in _sheets:
        raise Http404(_("没有这个可以导出的名单。"))
    return _sheets[page]


def filters_in(address: QueryDict) -> QueryDict:
    """What an address narrows a list by."""
    said = address.copy()
    for name in PARTS_OF_A_PAGE:
        said.pop(name, None)
    for name in [name for name in said if not said[name]]:
        del said[name]
    return said
