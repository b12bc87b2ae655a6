"""The regions of the simulated city: Leshan's counties and towns, and villages invented under them (`zige demo`)."""

from collections.abc import Iterator
from importlib.resources import files

from casework.accounts.offices.table import Line
from zige.simulation.places import load_places

SHIPPED = "leshan-regions.csv"


def simulated_regions() -> Iterator[Line]:
    """Every region as a line of the file it could have come from."""
    header, *rows = files("zige.simulation").joinpath(SHIPPED).read_text("utf-8").splitlines()
    for number, row in enumerate(rows, 2):
        yield Line(SHIPPED, number, dict(zip(header.split(","), row.split(","), strict=True)))
    villages = load_places().villages().select("region", "name", "town")
    for number, (region, name, _) in enumerate(villages.iter_rows(), len(rows) + 2):
        code = str(region)
        yield Line(SHIPPED, number, {"code": code, "name": name, "level": "village", "parent": code[:9]})
