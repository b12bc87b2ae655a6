"""Places and offices of the simulated city: regions with their agencies, and who else takes part."""

from collections.abc import Iterator

from casework.accounts.offices.others import import_offices
from casework.accounts.offices.regions import import_regions
from casework.accounts.offices.simulated import SHIPPED, simulated_regions
from casework.accounts.offices.table import Line
from casework.config.demo.city import COUNTY
from casework.people.models import Benefit
from zige.exchange.catalogue import load_catalogue
from zige.store.home import Home

BODY = "SASAC-511100"
BANK, FINANCE = f"BANK-{COUNTY}-01", "FINANCE-511100"


def make_regions(_home: Home) -> None:
    """Leshan's counties and towns, and villages under them, each with its office."""
    import_regions(simulated_regions())


def make_other_offices(home: Home) -> None:
    """Employers of the register, a body above some of them, a bank's outlet, finance, departments of the contracts."""
    rows = [*_institutions(), *_departments(home), *_employers()]
    import_offices(
        Line(SHIPPED, number, dict(zip(("kind", "number", "name", "region", "department", "under"), row, strict=True)))
        for number, row in enumerate(rows, 1)
    )


Row = tuple[str, str, str, str, str, str]


def _institutions() -> Iterator[Row]:
    yield "supervising_body", BODY, "乐山市国有资产监督管理委员会", "511100", "", ""
    yield "finance", FINANCE, "乐山市财政局", "511100", "", ""
    yield "bank", BANK, "市中区农商银行社银网点", COUNTY, "", ""


def _departments(home: Home) -> Iterator[Row]:
    """Each that delivers a dataset, by the name the contracts give it."""
    named = {each.department: each.department_name.zh for each in load_catalogue(home.contracts).values()}
    for code, name in sorted(named.items()):
        yield "department", f"D-{code}", name, "511100", code, ""


def _employers() -> Iterator[Row]:
    """One in five stands under the supervising body."""
    numbers = Benefit.objects.exclude(employer="").order_by("employer").values_list("employer", flat=True).distinct()
    for place, number in enumerate(numbers):
        yield "employer", number, f"乐山第{place + 1}实业公司", "511100", "", "" if place % 5 else BODY
