"""What every act on a report begins and ends with: hold the row, ask the table, see who acts; then one step further."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import OfficeKind, Role
from casework.reports.calendar import today
from casework.reports.models import Report, Step
from casework.reports.states import Act, Desk, Route, State, Transition, transition

CHANGED = _("这份月报刚刚被别人改过，请看过现在的内容再办。")
NOT_HERE = _("这一步由%(desk)s办理，不在您的岗位上。")
SAME_PERSON = _("这份月报由您签过名；签名、会签、接收和汇总要由不同的人办理。")
REPORTERS = {Route.VILLAGE: Role.VILLAGE, Route.TOWN: Role.TOWN, Route.EMPLOYER: Role.EMPLOYER}
ROUTES = {OfficeKind.VILLAGE: Route.VILLAGE, OfficeKind.TOWN: Route.TOWN, OfficeKind.EMPLOYER: Route.EMPLOYER}
"""Which offices report, and on which way."""
SIGNING = (Act.SIGN, Act.COUNTERSIGN, Act.ACCEPT)


def take(by: Account, report: Report, version: int, act: Act) -> tuple[Report, Transition]:
    """The report, held until the transaction ends, and where the act leads.

    Raises ActRefused where it stands elsewhere by now, was changed since `version`, or is not for this account.
    """
    held = Report.objects.select_for_update(of=("self",)).select_related("office").get(pk=report.pk)
    way = transition(Route(held.route), State(held.state), act)
    if not may(by, by.roles_on(today()), held, way.desk):
        raise ActRefused(NOT_HERE % {"desk": way.desk.label})
    if held.version != version:
        raise ActRefused(CHANGED)
    if way.desk != Desk.OWN and signed_by(by, held):
        raise ActRefused(SAME_PERSON)
    return held, way


def may(by: Account, roles: frozenset[Role], report: Report, desk: Desk) -> bool:
    """Whether a desk is that of this account for this report."""
    office, place = by.office, str(report.region)
    if desk == Desk.OWN:
        return office.pk == report.office_id and REPORTERS[Route(report.route)] in roles
    if desk == Desk.TOWN:
        return Role.TOWN in roles and office.kind == OfficeKind.TOWN and place[:9] == office.region_id
    wanted = Role.COUNTY_HANDLER if desk == Desk.HANDLER else Role.COUNTY_REVIEWER
    return wanted in roles and office.kind == OfficeKind.AGENCY and report.county == office.region_id


def signed_by(by: Account, report: Report) -> bool:
    """Whether somebody has put their name to the present edition."""
    return report.steps.filter(edition=report.edition, account=by, act__in=SIGNING).exists()


def step(by: Account, report: Report, act: Act, reason: str = "") -> Step:
    """What is done now; not yet saved."""
    return Step(
        report=report, edition=report.edition, act=act, account=by, office=by.office, at=timezone.now(), reason=reason
    )


def move(report: Report, to: State, *more: str) -> None:
    """Save the report in its new state, and `more` of its columns."""
    report.state, report.version = to, report.version + 1
    report.save(update_fields=["state", "version", *more])
