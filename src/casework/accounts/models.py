"""Regions, offices, accounts, and the roles that accounts hold."""

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from casework.accounts.roles import ADMINISTRATORS, OfficeKind, Role


class Region(models.Model):
    """行政区划: a city, county, town or village by its code of 6, 9 or 12 digits."""

    class Level(models.TextChoices):
        CITY = "city", _("市")
        COUNTY = "county", _("县（市、区）")
        TOWN = "town", _("镇（街道）")
        VILLAGE = "village", _("村（社区）")

    code = models.CharField(_("区划代码"), max_length=12, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    level = models.CharField(_("层级"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name=_("上级区划"))

    class Meta:
        verbose_name = verbose_name_plural = _("行政区划")
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def prefix(self) -> str:
        """The digits with which the codes of all places within begin (DESIGN §6)."""
        return self.code[:4] if self.level == self.Level.CITY else self.code


class Office(models.Model):
    """Where people work: an agency of the city or a county, a town, a village, an employer, a bank, a department.

    `number` tells offices of a kind apart: the region's code of agencies, towns and villages; an employer's number, as
    the register writes it; an outlet's or department's own. `department` is the name by which contracts know who
    delivers (EXCHANGE §1). Nobody works in one that is not `is_active`; what was done there stays.
    """

    Kind = OfficeKind

    kind = models.CharField(_("类别"), max_length=20, choices=OfficeKind.choices)
    number = models.CharField(_("编号"), max_length=40)
    name = models.CharField(_("名称"), max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("所在区划"), related_name="offices")
    department = models.CharField(_("部门代码"), max_length=40, blank=True)
    under = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="below", verbose_name=_("主管部门")
    )
    is_active = models.BooleanField(_("在用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("机构")
        ordering: ClassVar = ["region", "kind", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number"], name="one_office"),
            models.CheckConstraint(condition=~Q(number=""), name="office_has_number"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_of_city(self) -> bool:
        """Whether it is the city's own agency."""
        return self.kind == OfficeKind.AGENCY and self.region.level == Region.Level.CITY


class Accounts(BaseUserManager["Account"]):
    """How accounts are made."""

    def create_user(self, username: str, password: str | None, *, name: str, office: Office) -> "Account":
        """An account that can sign in; it may do nothing until it is given a role."""
        account = self.model(username=username, name=name, office=office)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def working(self) -> "models.QuerySet[Account]":
        """Those that may sign in: neither they nor their office is disabled."""
        return self.filter(is_active=True, office__is_active=True)


class Account(AbstractBaseUser):
    """Somebody who works in an office.

    `temporary_until` is set while the password is one that an administrator handed out: it must be changed at the first
    sign-in and is worth nothing after that time. `sessions_ended` counts how often all sessions were ended.
    """

    username = models.CharField(_("登录名"), max_length=40, unique=True)
    name = models.CharField(_("姓名"), max_length=40)
    office = models.ForeignKey(Office, models.PROTECT, verbose_name=_("机构"), related_name="accounts")
    is_active = models.BooleanField(_("启用"), default=True)
    temporary_until = models.DateTimeField(_("临时密码有效至"), null=True, blank=True)
    sessions_ended = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(_("建立时间"), auto_now_add=True)

    objects = Accounts()
    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = verbose_name_plural = _("账号")
        ordering: ClassVar = ["username"]

    def __str__(self) -> str:
        return self.name

    def roles_on(self, day: dt.date) -> frozenset[Role]:
        """The roles held on a day, those lent during somebody's leave included."""
        return frozenset(Role(role) for role in self.assignments.in_force(day).values_list("role", flat=True))

    def get_session_auth_hash(self) -> str:
        """What a session is bound to: it ends with the password, and when all sessions are ended."""
        return salted_hmac(
            "casework.accounts", f"{self.password}/{self.sessions_ended}", algorithm="sha256"
        ).hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """None: there is one key."""
        return iter(())


class Assignments(models.QuerySet["Assignment"]):
    """Which assignments hold when."""

    def not_taken(self) -> "Assignments":
        """Those that nobody took back."""
        return self.filter(taken=None)

    def covering(self, day: dt.date) -> "Assignments":
        """Those whose days include this one, and that nobody took back."""
        return self.not_taken().filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def in_force(self, day: dt.date) -> "Assignments":
        """Those that give a role on a day: what is lent only while the lender holds it and may sign in."""
        lenders = Assignment.objects.covering(day).filter(
            account=OuterRef("lent_by"), role=OuterRef("role"), lent_by=None, account__is_active=True
        )
        return self.covering(day).filter(Q(lent_by=None) | Q(Exists(lenders)))

    def overlapping(self, since: dt.date, until: dt.date | None) -> "Assignments":
        """Those with a day between the two, ends included; `until` None is for good."""
        begun = self.not_taken() if until is None else self.not_taken().filter(since__lte=until)
        return begun.filter(Q(until=None) | Q(until__gte=since))


class Assignment(models.Model):
    """A role that an account holds from a day on, perhaps until one.

    `lent_by` where somebody on leave lends it; `taken` when it was taken back, at once. Nothing is deleted: who held
    what when stays known.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="assignments", verbose_name=_("账号"))
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    lent_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="lent", verbose_name=_("委托人")
    )
    taken = models.DateTimeField(_("收回时间"), null=True, blank=True)

    objects = Assignments.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("角色授予")
        ordering: ClassVar = ["since", "pk"]
        indexes: ClassVar = [models.Index(fields=["account", "since"], name="assignment_of_account")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="until_after_since"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_is_known"),
            models.CheckConstraint(
                condition=Q(lent_by=None)
                | (Q(until__isnull=False) & ~Q(lent_by=F("account")) & ~Q(role__in=sorted(ADMINISTRATORS))),
                name="what_is_lent_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class Numbering(models.Model):
    """编号: the last number given out of those that begin alike (`casework.accounts.numbering`)."""

    beginning = models.CharField(_("编号前段"), max_length=30, primary_key=True)
    last = models.PositiveIntegerField(_("最后一号"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("编号")

    def __str__(self) -> str:
        return self.beginning
