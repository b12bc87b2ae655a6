"""Forms of the administrators, and of lending a role."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.acts.give_role import may_hold_in_office
from casework.accounts.administration import offices_of
from casework.accounts.models import Account, Office, Region
from casework.accounts.offices.others import OF_REGIONS
from casework.accounts.offices.regions import OFFICE_OF
from casework.accounts.queries import colleagues_of, roles_to_lend
from casework.accounts.roles import OfficeKind, Role

CITY_DIGITS = 4
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LOGIN = RegexValidator(
    r"\A[a-z][a-z0-9._-]{2,39}\Z", _("登录名由小写字母、数字和 . _ - 组成，以字母开头，3 至 40 个字符。")
)


class AccountFilters(forms.Form):
    """Which accounts."""

    text = forms.CharField(label=_("姓名、登录名或机构"), required=False)
    role = forms.ChoiceField(label=_("角色"), required=False, choices=[("", _("全部")), *Role.choices])
    state = forms.ChoiceField(
        label=_("情况"),
        required=False,
        choices=[
            ("", _("全部")),
            ("new", _("未首次登录")),
            ("without_role", _("没有角色")),
            ("disabled", _("已停用")),
        ],
    )


class OfficeFilters(forms.Form):
    """Which offices."""

    text = forms.CharField(label=_("名称或编号"), required=False)
    kind = forms.ChoiceField(label=_("类别"), required=False, choices=[("", _("全部")), *OfficeKind.choices])


class AccountForm(forms.Form):
    """Whose account, in which office, told by its kind and number."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    kind = forms.ChoiceField(label=_("机构类别"), choices=OfficeKind.choices)
    number = forms.CharField(
        label=_("机构编号"), max_length=40, help_text=_("经办机构、镇街和村社填区划代码；其他机构的编号见“机构”页。")
    )

    def __init__(self, administrator: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offices = offices_of(administrator)

    def clean(self) -> dict[str, Any]:
        """Finds the office among those looked after, as `office`."""
        cleaned: dict[str, Any] = super().clean() or {}
        office = self._offices.filter(kind=cleaned.get("kind"), number=cleaned.get("number")).first()
        if office is None and "number" not in self.errors:
            self.add_error("number", _("没有这个类别和编号的机构，或它不由您管理；请在“机构”页核对。"))
        return cleaned | {"office": office}


class NewAccountForm(AccountForm):
    """An account that is not there yet."""

    field_order = ("username", "name", "kind", "number")
    username = forms.CharField(
        label=_("登录名"), validators=[LOGIN], help_text=_("一人一个，用后不改；不要用身份证号或手机号。")
    )

    def clean_username(self) -> str:
        """Raises ValidationError where another account has it."""
        username: str = self.cleaned_data["username"]
        if Account.objects.filter(username=username).exists():
            raise forms.ValidationError(_("这个登录名已有人用；请换一个。"))
        return username


class RoleForm(forms.Form):
    """A role from a day on, perhaps until one."""

    role = forms.ChoiceField(label=_("角色"))
    since = forms.DateField(label=_("自"), widget=DAY)
    until = forms.DateField(label=_("至"), required=False, widget=DAY, help_text=_("不填表示长期。"))

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = [role for role in Role if may_hold_in_office(account, role)]
        self.fields["role"].choices = [(role.value, role.label) for role in possible]  # type: ignore[attr-defined]
        self.fields["since"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and since < timezone.localdate():
            self.add_error("since", _("不能早于今天。"))
        if since and until and until < since:
            self.add_error("until", _("不能早于开始日期。"))
        return cleaned


class LendForm(forms.Form):
    """Which role, to whom, from when until when."""

    role = forms.ChoiceField(label=_("委托的角色"))
    to = forms.ModelChoiceField(Account.objects.none(), label=_("委托给"), help_text=_("只能选本机构的同事。"))
    since = forms.DateField(label=_("自"), widget=DAY)
    until = forms.DateField(label=_("至"), widget=DAY, help_text=_("过了这一天，委托自行结束。"))

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = roles_to_lend(account, timezone.localdate())
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
        self.fields["to"].queryset = colleagues_of(account)  # type: ignore[attr-defined]
        self.fields["to"].empty_label = _("请选择")  # type: ignore[attr-defined]


class OfficeForm(forms.ModelForm):  # type: ignore[type-arg]
    """An office; its kind, its number and the department it delivers for stay once it is there."""

    region = forms.CharField(label=_("所在区划"), max_length=12, help_text=_("区划代码，如 511102。"))
    under = forms.CharField(label=_("主管部门"), max_length=40, required=False, help_text=_("参保单位的主管部门编号。"))

    class Meta:
        model = Office
        fields: ClassVar = ["kind", "number", "name", "department"]

    field_order = ("kind", "number", "name", "region", "department", "under")

    def __init__(self, administrator: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prefix = administrator.office.region.prefix
        if self.instance.pk:
            del self.fields["kind"], self.fields["number"], self.fields["department"]
            self.initial["region"] = self.instance.region_id
            self.initial["under"] = self.instance.under.number if self.instance.under else ""

    def clean_region(self) -> Region:
        """Raises ValidationError for a place that is not there or not looked after."""
        region = Region.objects.filter(code=self.cleaned_data["region"], code__startswith=self._prefix).first()
        if region is None:
            raise forms.ValidationError(_("没有这个区划，或它不由您管理；请核对代码。"))
        return region

    def clean_under(self) -> Office | None:
        """Raises ValidationError for a supervising body that is not there."""
        number = self.cleaned_data["under"]
        body = Office.objects.filter(kind=OfficeKind.SUPERVISING_BODY, number=number).first()
        if number and body is None:
            raise forms.ValidationError(_("没有这个编号的主管部门；请先建立它。"))
        return body

    def clean(self) -> dict[str, Any]:
        """An agency, a town's or a village's office is that of the place by whose code it is numbered: none is moved.
        Whose data its people see hangs on that place, and giving it is not the admin's alone.
        """
        cleaned: dict[str, Any] = super().clean() or {}
        kind, number = cleaned.get("kind", self.instance.kind), cleaned.get("number", self.instance.number)
        region = cleaned.get("region")
        if region is not None and kind in OF_REGIONS:
            own, _name = OFFICE_OF[Region.Level(region.level)]
            if (own, region.code) != (kind, number):
                self.add_error("region", _("这类机构的编号就是它所在的区划代码，层级也要相符；请核对。"))
        if not self.instance.pk and kind == OfficeKind.DEPARTMENT and len(self._prefix) > CITY_DIGITS:
            self.add_error("kind", _("数据部门看到全市的报送，由市级系统管理员建立。"))
        return cleaned

    def office(self) -> Office:
        """The office as the form has it, not yet written."""
        office: Office = self.instance
        office.region, office.under = self.cleaned_data["region"], self.cleaned_data["under"]
        return office
