"""Regions: read, checked against each other and against what is there, and written with the offices that follow."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction

from casework.accounts.models import Office, Region
from casework.accounts.offices.table import Line, once
from casework.accounts.roles import OfficeKind

COLUMNS = {"code", "name", "level", "parent"}
Level = Region.Level
DIGITS = {Level.CITY: 6, Level.COUNTY: 6, Level.TOWN: 9, Level.VILLAGE: 12}
ABOVE = {Level.COUNTY: Level.CITY, Level.TOWN: Level.COUNTY, Level.VILLAGE: Level.TOWN}
OFFICE_OF = {
    Level.CITY: (OfficeKind.AGENCY, "社会保险事务中心"),
    Level.COUNTY: (OfficeKind.AGENCY, "社会保险事务中心"),
    Level.TOWN: (OfficeKind.TOWN, "便民服务中心"),
    Level.VILLAGE: (OfficeKind.VILLAGE, "便民服务站"),
}
NAME = 60


@dataclass(frozen=True)
class Outcome:
    """How many rows were new, changed, the same; how many are there and not in the file, and were kept."""

    new: int = 0
    changed: int = 0
    same: int = 0
    kept: int = 0

    def as_json(self) -> str:
        """The four counts."""
        return json.dumps(asdict(self))


def import_regions(lines: Iterable[Line]) -> Outcome:
    """Write the regions of a file and their offices: all of it or, where a line is refused, nothing."""
    there = {region.code: region for region in Region.objects.all()}
    given = _checked(list(once(lines, lambda line: line["code"])), there)
    changed = [region for region in given if region.code in there and region.name != there[region.code].name]
    with transaction.atomic():
        _write(given)
        _write_offices(given, there)
    new = sum(region.code not in there for region in given)
    kept = len(there.keys() - {region.code for region in given})
    return Outcome(new, len(changed), len(given) - new - len(changed), kept)


def _checked(lines: list[Line], there: dict[str, Region]) -> list[Region]:
    levels = {code: region.level for code, region in there.items()}
    levels |= {line["code"]: line["level"] for line in lines}
    for line in lines:
        _check(line, there.get(line["code"]), levels)
    order = list(DIGITS)
    regions = [Region(line["code"], line["name"], line["level"], line["parent"] or None) for line in lines]
    return sorted(regions, key=lambda region: order.index(Level(region.level)))


def _check(line: Line, before: Region | None, levels: dict[str, str]) -> None:
    if line["level"] not in Level.values:
        line.refuse(
            f"层级“{line['level']}”不认识；请写 city、county、town 或 village",
            f"level '{line['level']}' is unknown; write city, county, town or village",
        )
    level = Level(line["level"])
    _check_code(line, level)
    if not line["name"] or len(line["name"]) > NAME:
        line.refuse(f"名称要有 1 至 {NAME} 个字", f"a name has 1 to {NAME} characters")
    _check_parent(line, level, levels)
    if before is not None and before.level != level:
        line.refuse(
            f"{line['code']} 现为 {before.level}，层级不能改；请核对代码",
            f"{line['code']} is a {before.level}; its level cannot change: check the code",
        )


def _check_code(line: Line, level: Region.Level) -> None:
    code = line["code"]
    if len(code) != DIGITS[level] or not (code.isascii() and code.isdigit()):
        line.refuse(
            f"区划代码“{code}”不是 {DIGITS[level]} 位数字；请核对（Excel 中应存为文本）",
            f"code '{code}' is not {DIGITS[level]} digits; check it (as text in Excel)",
        )


def _check_parent(line: Line, level: Region.Level, levels: dict[str, str]) -> None:
    parent, above = line["parent"], ABOVE.get(level)
    if above is None:
        if parent:
            line.refuse("市没有上级；请把该格留空", "a city has no parent; leave it empty")
        return
    digits = 4 if above == Level.CITY else DIGITS[above]
    if levels.get(parent) != above or line["code"][:digits] != parent[:digits]:
        line.refuse(
            f"上级“{parent}”不是它所在的{above.label}；请核对，上级要在文件里或已导入",
            f"parent '{parent}' is not the {above.value} it lies in; it must be in the file or imported before",
        )


def _write(regions: list[Region]) -> None:
    Region.objects.bulk_create(
        regions, update_conflicts=True, unique_fields=["code"], update_fields=["name"], batch_size=1000
    )


def _write_offices(regions: Iterable[Region], before: dict[str, Region]) -> None:
    """An office for each; one that still bears its region's former name takes the new one."""
    wanted = [_office(region) for region in regions]
    renamed = [region for region in regions if region.code in before and before[region.code].name != region.name]
    former = {_office(before[region.code]).name for region in renamed}
    stale = Office.objects.filter(number__in=[region.code for region in renamed], name__in=former)
    names = {(office.kind, office.number): office.name for office in wanted}
    to_rename = [office for office in stale if (office.kind, office.number) in names]
    for office in to_rename:
        office.name = names[office.kind, office.number]
    Office.objects.bulk_update(to_rename, ["name"], batch_size=500)
    Office.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=1000)


def _office(region: Region) -> Office:
    kind, name = OFFICE_OF[Level(region.level)]
    return Office(kind=kind, number=region.code, name=region.name + name, region_id=region.code)
