"""The roles of DESIGN §6: in which offices each is held, and which are never in one hand.

What a role may do is written where it is done (pages: `casework.config.pages`); which data it sees is its office's.
"""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Somebody who works holds one or more of these in an office."""

    CITY_OPERATOR = "city_operator", _("市级经办")
    COUNTY_HANDLER = "county_handler", _("县级经办")
    COUNTY_REVIEWER = "county_reviewer", _("县级复核")
    TOWN = "town", _("镇街")
    VILLAGE = "village", _("村社")
    EMPLOYER = "employer", _("参保单位")
    SUPERVISING_BODY = "supervising_body", _("主管部门")
    BANK = "bank", _("社银网点")
    DEPARTMENT = "department", _("部门数据员")
    FINANCE = "finance", _("财政")
    INSPECTOR = "inspector", _("监督")
    AUDITOR = "auditor", _("安全审计")
    ADMIN = "admin", _("系统管理")
    SECURITY_ADMIN = "security_admin", _("安全管理")


class OfficeKind(TextChoices):
    """What an office is."""

    AGENCY = "agency", _("社保经办机构")
    TOWN = "town", _("镇街便民服务机构")
    VILLAGE = "village", _("村社便民服务机构")
    EMPLOYER = "employer", _("参保单位")
    SUPERVISING_BODY = "supervising_body", _("主管部门")
    BANK = "bank", _("社银合作网点")
    DEPARTMENT = "department", _("数据部门")
    FINANCE = "finance", _("财政部门")


ADMINISTRATORS = frozenset({Role.AUDITOR, Role.ADMIN, Role.SECURITY_ADMIN})
"""Three separate administrators (GB/T 22239): nobody is two of them, and none of them sees people's data."""

SEES_PEOPLE = frozenset(Role) - ADMINISTRATORS - {Role.DEPARTMENT, Role.FINANCE, Role.BANK}
"""Roles that look people up within their jurisdiction; a bank sees only who stands before it."""

OF_CITY_ALONE = frozenset({Role.CITY_OPERATOR, Role.INSPECTOR})
"""Roles whose work is the whole city's: held in its own agency."""

HELD_IN = {
    Role.CITY_OPERATOR: OfficeKind.AGENCY,
    Role.COUNTY_HANDLER: OfficeKind.AGENCY,
    Role.COUNTY_REVIEWER: OfficeKind.AGENCY,
    Role.TOWN: OfficeKind.TOWN,
    Role.VILLAGE: OfficeKind.VILLAGE,
    Role.EMPLOYER: OfficeKind.EMPLOYER,
    Role.SUPERVISING_BODY: OfficeKind.SUPERVISING_BODY,
    Role.BANK: OfficeKind.BANK,
    Role.DEPARTMENT: OfficeKind.DEPARTMENT,
    Role.FINANCE: OfficeKind.FINANCE,
    Role.INSPECTOR: OfficeKind.AGENCY,
    Role.AUDITOR: OfficeKind.AGENCY,
    Role.ADMIN: OfficeKind.AGENCY,
    Role.SECURITY_ADMIN: OfficeKind.AGENCY,
}

HANDLER_AND_REVIEWER = frozenset({Role.COUNTY_HANDLER, Role.COUNTY_REVIEWER})
"""Who prepares a decision and who approves it are two people (DESIGN §6)."""


def may_be_in_one_hand(first: Role, second: Role) -> bool:
    """Whether one person may hold both on the same day."""
    both = frozenset({first, second})
    return first == second or not (both & ADMINISTRATORS or both == HANDLER_AND_REVIEWER)


def conflicting(role: Role, held: Iterable[Role]) -> Role | None:
    """The first of the roles held that may not be in one hand with `role`, in the order of the list above."""
    held = frozenset(held)
    return next((other for other in Role if other in held and not may_be_in_one_hand(role, other)), None)
