"""A file of either form, recognised by its columns."""

from pathlib import Path

from casework.accounts.offices import others, regions
from casework.accounts.offices.regions import Outcome
from casework.accounts.offices.table import columns_of, lines_of, sheet_of
from zige.errors import DeliveryRefused


def import_file(path: Path) -> Outcome:
    """Take in regions (code, name, level, parent) or offices (kind, number, name, region, department, under).

    Raises DeliveryRefused, which names the line; nothing is written then. A file taken in again changes nothing.
    """
    sheet = sheet_of(path)
    columns = set(columns_of(sheet))
    if columns >= regions.COLUMNS:
        return regions.import_regions(lines_of(sheet))
    if columns >= others.COLUMNS:
        return others.import_offices(lines_of(sheet))
    raise DeliveryRefused(
        sheet.name,
        "表头既不是区划（code,name,level,parent）也不是机构（kind,number,name,region,department,under）；请核对",
        "the header is neither of regions (code,name,level,parent) nor of offices "
        "(kind,number,name,region,department,under)",
    )
