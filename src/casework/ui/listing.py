"""A list page: filters that stay in the address, the count, one page of rows, what was chosen (DESIGN §8)."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import QueryDict

ROWS = 50
CHOOSE_ALL = "all"

Row = TypeVar("Row")


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """What `ui/list.html` draws. `all_chosen` when the reader asked to tick every row of this page."""

    filters: Form | None
    page: Page[Row]
    address: QueryDict
    all_chosen: bool

    @property
    def count(self) -> int:
        """Rows that the filters leave, on all pages."""
        return self.page.paginator.count

    @property
    def filtered(self) -> bool:
        """Whether any filter narrows the list."""
        return self.filters is not None and any(self.address.get(name) for name in self.filters.fields)

    @property
    def pages(self) -> list[int | str]:
        """The numbers to offer around the present one, with gaps."""
        return list(self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1))


class _Counted(Paginator):  # type: ignore[type-arg]
    """Pages of rows whose count is known."""

    def __init__(self, rows: Any, size: int, count: int) -> None:
        super().__init__(rows, size)
        self.count = count


def listing_of(
    address: QueryDict,
    rows: "QuerySet[Any] | list[Any]",
    filters: Form | None = None,
    size: int = ROWS,
    count: int | None = None,
) -> Listing[Any]:
    """One page of ordered rows, filtered already; a page number that does not exist gives the nearest.

    `count` where it is known how many there are, so that millions need not be counted.
    """
    pages = Paginator(rows, size) if count is None else _Counted(rows, size, count)
    page = pages.get_page(address.get("page"))
    return Listing(filters, page, address, address.get("choose") == CHOOSE_ALL)
