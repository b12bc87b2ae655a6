"""What is asked of who reports, countersigns and returns. Each form carries the version that its page showed."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casework.audit.discretion import no_number
from casework.people.models import Benefit, Person
from casework.reports.acts.lines import Happened, Papers
from casework.reports.calendar import LATE_MONTHS, month_due, today
from casework.reports.completeness import EMPLOYERS, GRASSROOTS, Standing
from casework.reports.models import Report
from casework.reports.situations import DUPLICATE
from casework.reports.wording import month_choices, paper_choices, situation_choices
from casework.ui.versions import whole_number
from zige.law.months import month_of

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TICK = _("请勾选，表示您对内容负责。")
NEXT = ("sign", "who", "report")


class VersionForm(forms.Form):
    """The version that was shown, and nothing else: a button."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class BeginForm(forms.Form):
    """Which month, and where to go on."""

    month = forms.IntegerField()
    then = forms.ChoiceField(choices=[(one, one) for one in NEXT])


class HappenedForm(VersionForm):
    """What has happened, and when; of a duplicate, which benefit."""

    situation = forms.ChoiceField(label=_("发生了什么？"), widget=forms.RadioSelect)
    day = forms.DateField(label=_("哪一天发生的？"), widget=DAY, help_text=_("不知道确切日期的，填最早能确认的一天。"))
    benefit_id = forms.ChoiceField(
        label=_("重复领取的是哪一项待遇？"), required=False, help_text=_("只有重复领取才要选。")
    )

    def __init__(self, report: Report, person: Person | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = situation_choices(report.dataset)
        benefits = list(person.benefits.all()) if person else []
        if not benefits:
            choices = [(code, name) for code, name in choices if code != DUPLICATE]
        self.fields["situation"].choices = choices  # type: ignore[attr-defined]
        if DUPLICATE in dict(choices):
            self.fields["benefit_id"].choices = [("", "—"), *map(_named, benefits)]  # type: ignore[attr-defined]
        else:
            del self.fields["benefit_id"]

    def happened(self) -> Happened:
        """As an act takes it; a benefit is named for a duplicate alone."""
        given = self.cleaned_data
        benefit = given.get("benefit_id", "") if given["situation"] == DUPLICATE else ""
        return Happened(given["situation"], given["day"], benefit)


class OutsiderForm(HappenedForm):
    """Somebody whom the register does not have here: name and number as on the document."""

    name = forms.CharField(label=_("姓名"), max_length=60, help_text=_("与证件上的一致。"))
    id_number = forms.CharField(label=_("证件号码"), max_length=30)
    field_order = ("name", "id_number", "situation", "day")

    def __init__(self, report: Report, *args: Any, **kwargs: Any) -> None:
        super().__init__(report, None, *args, **kwargs)


class PapersForm(VersionForm):
    """Which papers are there."""

    papers = forms.MultipleChoiceField(label=_("有哪些材料？"), widget=forms.CheckboxSelectMultiple, required=False)
    kept = forms.CharField(
        label=_("材料放在哪里？"), required=False, max_length=200, help_text=_("例如：村委会档案柜；已交镇便民中心。")
    )
    remarks = forms.CharField(
        label=_("备注"),
        validators=[no_number],
        required=False,
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("一份材料也没有的，请写明原因，例如家属正在补办。不要写身份证号和电话。"),
    )

    def __init__(self, report: Report, situation: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = paper_choices(report, situation)  # type: ignore[attr-defined]

    def told(self) -> Papers:
        """As an act takes it."""
        given = self.cleaned_data
        return Papers(given["papers"], given["kept"], given["remarks"])


class SignForm(VersionForm):
    """The signature: by ticking and sending."""

    true = forms.BooleanField(label=_("以上情况属实，由本人负责"), error_messages={"required": TICK})


class CountersignForm(forms.Form):
    """The reports that the page showed, each as `number.version`."""

    month = forms.IntegerField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    true = forms.BooleanField(label=_("以上月报我已看过，由本镇街会签上报"), error_messages={"required": TICK})

    def versions(self) -> dict[int, int]:
        """By the number of the report."""
        pairs = (one.split(".", 1) for one in self.cleaned_data["shown"].split())
        return {whole_number(number): whole_number(version) for number, version in pairs}

    def clean_shown(self) -> str:
        """Raises ValidationError for what no page of ours has sent."""
        shown: str = self.cleaned_data["shown"]
        if not all(one.replace(".", "", 1).isdecimal() and "." in one[1:-1] for one in shown.split()):
            raise forms.ValidationError(_("请刷新页面后再试。"))
        return shown


class ReturnForm(VersionForm):
    """Why."""

    reason = forms.CharField(
        label=_("退回的理由"),
        validators=[no_number],
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("填报机构会看到。写清要改什么；不要写姓名和证件号码。"),
    )


class MonthForm(forms.Form):
    """Which month; without one, the month that is to be reported now."""

    month = forms.TypedChoiceField(label=_("年月"), coerce=int, required=False)

    def __init__(self, address: QueryDict) -> None:
        asked = address.copy()
        asked.setdefault("month", str(month_due(today())))
        super().__init__(asked)
        now = month_of(today())
        self.fields["month"].choices = month_choices(range(now - LATE_MONTHS, now + 1))  # type: ignore[attr-defined]

    @property
    def chosen(self) -> int:
        """The month asked for, if it is one."""
        named = self.cleaned_data.get("month") if self.is_valid() else None
        return int(named or month_due(today()))


class OfficeFilters(MonthForm):
    """Which offices."""

    place = forms.CharField(label=_("区划代码开头"), required=False, max_length=12)
    kind = forms.ChoiceField(
        label=_("类别"),
        required=False,
        choices=[("", _("全部")), (GRASSROOTS, _("村社和镇街")), (EMPLOYERS, _("参保单位"))],
    )
    standing = forms.ChoiceField(label=_("情况"), required=False, choices=[("", _("全部")), *Standing.choices])


def _named(benefit: Benefit) -> tuple[str, str]:
    return str(benefit.pk), str(benefit.pk)
