"""Who has reported a month and who has not, by place: counts whose every figure opens the offices behind it.

An office without a report counts too, so offices are counted and not reports. What counts as what is written once, in
CONDITIONS, for the figures and for the lists that they open.
"""

from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, FilteredRelation, Q, QuerySet, Sum, TextChoices, Value, When
from django.db.models.functions import Substr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.accounts.jurisdiction import Jurisdiction
from casework.accounts.models import Office, Region
from casework.accounts.roles import OfficeKind
from casework.reports.acts.taking import ROUTES
from casework.reports.calendar import due_on, is_late, today
from casework.reports.scope import offices_within
from casework.reports.states import UNSIGNED, Route, State

GRASSROOTS, EMPLOYERS = "grassroots", "employers"
"""Towns and villages, and employers, which are grouped apart."""
COUNTY = 6
DIGITS = {4: COUNTY, COUNTY: 9, 9: 12, 12: 12}
"""Offices within a place of so many digits are grouped by places of so many."""


class Standing(TextChoices):
    """How an office stands with a month."""

    REPORTED = "reported", _("已上报")
    NIL = "nil", _("零报告")
    PEOPLE = "people", _("有人员")
    LATE = "late", _("迟报")
    RETURNED = "returned", _("退回待改")
    MISSING = "missing", _("未上报")
    OVERDUE = "overdue", _("逾期未报")
    TOWN = "town", _("待镇街会签")
    COUNTY = "county", _("待县级接收")
    UNDECIDED = "undecided", _("县级未接收")
    ACCEPTED = "accepted", _("待汇总")
    MERGED = "merged", _("已汇总")


FIGURES = (
    Standing.REPORTED,
    Standing.NIL,
    Standing.PEOPLE,
    Standing.LATE,
    Standing.RETURNED,
    Standing.MISSING,
    Standing.OVERDUE,
)
"""Those of every place, in the order shown."""
COUNTED = (*FIGURES, Standing.TOWN, Standing.COUNTY, Standing.ACCEPTED)
"""And where reports wait for somebody."""
SIGNED = Q(found__state__in=[state for state in State if state not in UNSIGNED])
UNREPORTED = Q(found__isnull=True) | Q(found__state__in=UNSIGNED)
DIRECT = [Route.TOWN, Route.EMPLOYER]
CONDITIONS: dict[Standing, Q] = {
    Standing.REPORTED: SIGNED,
    Standing.NIL: SIGNED & Q(found__size=0),
    Standing.PEOPLE: SIGNED & Q(found__size__gt=0),
    Standing.RETURNED: Q(found__state=State.RETURNED),
    Standing.MISSING: Q(found__isnull=True) | Q(found__state=State.OPEN),
    Standing.TOWN: Q(found__state=State.SUBMITTED, found__route=Route.VILLAGE),
    Standing.COUNTY: Q(found__state=State.COUNTERSIGNED) | Q(found__state=State.SUBMITTED, found__route__in=DIRECT),
    Standing.UNDECIDED: Q(found__isnull=True) | Q(found__state__in=set(State) - {State.ACCEPTED, State.MERGED}),
    Standing.ACCEPTED: Q(found__state=State.ACCEPTED),
    Standing.MERGED: Q(found__state=State.MERGED),
}


OF_KIND = Case(
    When(kind=OfficeKind.EMPLOYER, then=Value(EMPLOYERS)), default=Value(GRASSROOTS), output_field=CharField()
)


class Figures(NamedTuple):
    """Of one place: how many offices are to report, `lines` of signed reports, and how many stand how."""

    place: str
    kind: str
    name: str
    offices: int
    lines: int
    counts: dict[Standing, int]

    @property
    def shown(self) -> list[tuple[Standing, int]]:
        """The figures of a place, in their order."""
        return [(one, self.counts[one]) for one in FIGURES]


def offices_of_month(jurisdiction: Jurisdiction, month: int) -> QuerySet[Office]:
    """Each office that is to report, with its report of the month as `found`; a closed one only if it has reported."""
    found = FilteredRelation("reports", condition=Q(reports__month=month))
    to_report = Q(is_active=True) | Q(found__isnull=False)
    return offices_within(jurisdiction).annotate(found=found).filter(to_report)


def stands(which: Standing, month: int) -> Q:
    """The condition on `offices_of_month`."""
    if which is Standing.LATE:
        return SIGNED & _first_signed_late(month)
    if which is Standing.OVERDUE:
        return UNREPORTED & Q(kind__in=[kind for kind, route in ROUTES.items() if is_late(month, route, today())])
    return CONDITIONS[which]


def completeness(jurisdiction: Jurisdiction, month: int) -> list[Figures]:
    """The figures of every place within what is seen, employers after towns and villages."""
    counts = {one.value: Count("pk", filter=stands(one, month)) for one in COUNTED}
    placed = offices_of_month(jurisdiction, month).annotate(group=OF_KIND, place=_place(jurisdiction))
    grouped = placed.values("group", "place").order_by("-group", "place")
    rows = list(grouped.annotate(offices=Count("pk"), lines=Sum("found__size", filter=SIGNED), **counts))
    names = dict(Region.objects.filter(pk__in={row["place"] for row in rows}).values_list("pk", "name"))
    return [_figures(dict(row), names) for row in rows]


def total(rows: list[Figures]) -> Figures:
    """All places together."""
    counts = {one: sum(row.counts[one] for row in rows) for one in COUNTED}
    offices, lines = sum(row.offices for row in rows), sum(row.lines for row in rows)
    return Figures("", "", gettext("合计"), offices, lines, counts)


def of_kind(kind: str) -> Q:
    """The condition on offices: employers, or towns and villages; all where no kind is named."""
    employers = Q(kind=OfficeKind.EMPLOYER)
    return {GRASSROOTS: ~employers, EMPLOYERS: employers}.get(kind, Q())


def _first_signed_late(month: int) -> Q:
    """After the due day of the dataset that the office reports to."""
    late = Q(pk__in=[])
    for kind, route in ROUTES.items():
        late |= Q(kind=kind, found__first_signed__gt=due_on(month, route))
    return late


def _place(jurisdiction: Jurisdiction) -> Case:
    digits = DIGITS[len(jurisdiction.prefix)] if jurisdiction.prefix else COUNTY
    of_county = Substr("region_id", 1, COUNTY)
    by_place = Substr("region_id", 1, digits)
    return Case(When(kind=OfficeKind.EMPLOYER, then=of_county), default=by_place, output_field=CharField())


def _figures(row: dict[str, Any], names: dict[str, str]) -> Figures:
    place, kind = row["place"], row["group"]
    name = names.get(place, place)
    if kind == EMPLOYERS:
        name = gettext("%(place)s的参保单位") % {"place": name}
    counts = {one: row[one.value] for one in COUNTED}
    return Figures(place, kind, name, row["offices"], row["lines"] or 0, counts)
