"""Employers, supervising bodies, banks, departments and finance offices from a file of their own form."""

from collections.abc import Iterable

from django.db import transaction

from casework.accounts.models import Office, Region
from casework.accounts.offices.regions import Outcome
from casework.accounts.offices.table import Line, once
from casework.accounts.roles import OfficeKind

COLUMNS = {"kind", "number", "name", "region"}
OF_REGIONS = frozenset({OfficeKind.AGENCY, OfficeKind.TOWN, OfficeKind.VILLAGE})
"""Kinds that follow from the file of regions."""
KINDS = [kind.value for kind in OfficeKind if kind not in OF_REGIONS]
FIELDS = ["name", "region_id", "department", "under_id"]
LONGEST = {"number": 40, "name": 80, "department": 40}


def import_offices(given: Iterable[Line]) -> Outcome:
    """Write the offices of a file: all of it or, where a line is refused, nothing.

    `under` is the number of the supervising body of an employer, which stands in the file or was imported before.
    """
    lines = list(once(given, lambda line: f"{line['kind']} {line['number']}"))
    there = {(office.kind, office.number): office for office in Office.objects.filter(kind__in=KINDS)}
    regions = set(Region.objects.values_list("code", flat=True))
    bodies = {number for kind, number in there if kind == OfficeKind.SUPERVISING_BODY}
    bodies |= {line["number"] for line in lines if line["kind"] == OfficeKind.SUPERVISING_BODY}
    for line in lines:
        _check(line, regions, bodies)
    return _write(lines, there)


def _check(line: Line, regions: set[str], bodies: set[str]) -> None:
    if line["kind"] not in KINDS:
        line.refuse(
            f"类别“{line['kind']}”不能在此导入；请写 {'、'.join(KINDS)}",
            f"kind '{line['kind']}' is not imported here; write one of {', '.join(KINDS)}",
        )
    for column, longest in LONGEST.items():
        if len(line[column]) > longest or not (line[column] or column == "department"):
            line.refuse(f"{column} 要有 1 至 {longest} 个字符", f"{column} has 1 to {longest} characters")
    if line["region"] not in regions:
        line.refuse(
            f"所在区划“{line['region']}”没有导入；请先导入区划",
            f"region '{line['region']}' is unknown; import regions first",
        )
    if (line["kind"] == OfficeKind.DEPARTMENT) != bool(line["department"]):
        line.refuse("数据部门要写部门代码，其他类别不写", "a department office names its department, no other does")
    if line["under"] and (line["kind"] != OfficeKind.EMPLOYER or line["under"] not in bodies):
        line.refuse(
            f"主管部门“{line['under']}”不在文件里也没有导入，或该行不是参保单位",
            f"supervising body '{line['under']}' is not in the file nor imported, or this is no employer",
        )


def _write(lines: list[Line], there: dict[tuple[str, str], Office]) -> Outcome:
    ordered = sorted(lines, key=lambda line: line["kind"] != OfficeKind.SUPERVISING_BODY)
    found = dict(there)
    new, changed = [], []
    with transaction.atomic():
        for line in ordered:
            office = found.get((line["kind"], line["number"]))
            values = _values(line, found)
            if office is None:
                office = Office(kind=line["kind"], number=line["number"], **values)
                new.append(office)
                found[line["kind"], line["number"]] = office
                if line["kind"] == OfficeKind.SUPERVISING_BODY:
                    office.save()
            elif any(getattr(office, name) != value for name, value in values.items()):
                changed.append(_with(office, values))
        Office.objects.bulk_create([office for office in new if office.pk is None], batch_size=1000)
        Office.objects.bulk_update(changed, ["name", "region", "department", "under"], batch_size=500)
    return Outcome(len(new), len(changed), len(lines) - len(new) - len(changed), len(found) - len(lines))


def _values(line: Line, found: dict[tuple[str, str], Office]) -> dict[str, object]:
    body = found[OfficeKind.SUPERVISING_BODY.value, line["under"]].pk if line["under"] else None
    return dict(zip(FIELDS, (line["name"], line["region"], line["department"], body), strict=True))


def _with(office: Office, values: dict[str, object]) -> Office:
    for name, value in values.items():
        setattr(office, name, value)
    return office
