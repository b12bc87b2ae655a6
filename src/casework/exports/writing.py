"""A list as a file: a workbook or CSV text, a line on top that says who took it, when and what for.

What begins like a formula is preceded by an apostrophe: what somebody wrote as a name must not be calculated.
"""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.exports.models import Export

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Programs set up for Chinese take the wide signs for the narrow ones."""
WIDTH = 18
"""Of a column, in characters."""


def watermark(export: Export) -> str:
    """Who took it, for which office, when, what for, and under which number."""
    return _("%(number)s · %(name)s（%(login)s）%(office)s · %(time)s · %(purpose)s：%(reason)s · 仅限此目的使用") % {
        "number": export.number,
        "name": export.account.name,
        "login": export.account.username,
        "office": export.office.name,
        "time": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        "purpose": export.get_purpose_display(),
        "reason": export.reason,
    }


def harmless(value: object) -> str:
    """The text of a cell that no program calculates."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def written(export: Export, headings: list[str], lines: Iterable[list[object]]) -> bytes:
    """The file."""
    cells = ([harmless(value) for value in line] for line in lines)
    top = harmless(watermark(export))
    return _csv(top, headings, cells) if export.form == Export.Form.CSV else _xlsx(top, headings, cells)


def _csv(top: str, headings: list[str], cells: Iterator[list[str]]) -> bytes:
    """With a byte order mark, by which Excel knows UTF-8."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([top])
    writer.writerow(headings)
    writer.writerows(cells)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(top: str, headings: list[str], cells: Iterator[list[str]]) -> bytes:
    """All cells are text; the line on top is printed at the foot of every page too."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": True}) as book:
        bold, quiet = book.add_format({"bold": True}), book.add_format({"font_color": "#474747"})
        page = book.add_worksheet()
        page.set_column(0, max(0, len(headings) - 1), WIDTH)
        page.freeze_panes(2, 0)
        page.repeat_rows(1)
        page.set_footer(f"&L{top.replace('&', '&&')[:200]}&R&P/&N")
        page.write_string(0, 0, top, quiet)
        for column, heading in enumerate(headings):
            page.write_string(1, column, heading, bold)
        for row, line in enumerate(cells, 2):
            for column, text in enumerate(line):
                page.write_string(row, column, text)
    return file.getvalue()
