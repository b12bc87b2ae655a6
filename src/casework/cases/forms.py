"""Forms on cases."""

from typing import Any

from django import forms
from django.db.models import Model, TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Office
from casework.cases.attachments import ACCEPTED
from casework.cases.models import Kinship, Task
from casework.cases.queries import Clock, Filters

WORDS = forms.Textarea(attrs={"rows": 4})


class Whose(TextChoices):
    """Whose work it is."""

    HERE = "here", _("本机构在办")
    MINE = "mine", _("我承办的")
    NOBODYS = "nobodys", _("本机构尚未分派")
    NEW = "new", _("本机构尚未签收")
    RETURNED = "returned", _("我的结论被退回的")
    ALL = "all", _("数据范围内全部")


CLOCKS = [
    (Clock.LATE.value, _("已超期")),
    (Clock.DUE.value, _("三个工作日内到期")),
    (Clock.URGENT.value, _("当日办理")),
    (Clock.STOPPED.value, _("中止计时")),
]


class CaseFilters(forms.Form):
    """Which cases."""

    whose = forms.ChoiceField(label=_("范围"), required=False, choices=Whose.choices)
    clock = forms.ChoiceField(label=_("期限"), required=False, choices=[("", _("全部")), *CLOCKS])
    task = forms.ChoiceField(label=_("事项"), required=False, choices=[("", _("全部")), *Task.choices])
    at = forms.ModelChoiceField(Office.objects.all(), label=_("现办机构"), required=False, empty_label=_("全部"))
    handler = forms.ModelChoiceField(Account.objects.all(), label=_("承办人"), required=False, empty_label=_("全部"))

    def __init__(self, address: QueryDict) -> None:
        super().__init__(address)
        for name in ("at", "handler"):
            self._narrow(name, address.get(name, ""))

    def _narrow(self, name: str, asked: str) -> None:
        """An office and an officer come from a figure that was opened: the one named is offered, or none at all."""
        if asked.isascii() and asked.isdigit():
            field = self.fields[name]
            field.queryset = field.queryset.filter(pk=asked)  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def asked(self, account: Account) -> Filters:
        """What the form says; where it says nothing, what the own office has."""
        said = self.cleaned_data if self.is_valid() else {}
        whose = said.get("whose") or Whose.HERE
        return Filters(
            at=account.office_id if whose in (Whose.HERE, Whose.NOBODYS, Whose.NEW) else _key(said.get("at")),
            handler=account.pk if whose == Whose.MINE else _key(said.get("handler")),
            returned_to=account.pk if whose == Whose.RETURNED else None,
            unassigned=whose == Whose.NOBODYS,
            unreceived=whose == Whose.NEW,
            task=said.get("task", ""),
            clock=said.get("clock", ""),
        )


def _key(one: Model | None) -> int | None:
    return None if one is None else one.pk


class TextForm(forms.Form):
    """What is said with an act."""

    text = forms.CharField(label=_("说明"), widget=WORDS, max_length=2000)


class SendForm(forms.Form):
    """To which office, with what to look at."""

    to = forms.ModelChoiceField(Office.objects.none(), label=_("下派到"), empty_label=None, widget=forms.RadioSelect)
    text = forms.CharField(label=_("要查清什么"), widget=WORDS, max_length=2000, required=False)

    def __init__(self, offices: list[Office], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Office.objects.filter(pk__in=[one.pk for one in offices])  # type: ignore[attr-defined]


class PassOnForm(SendForm):
    """To which office of the same level, and why."""

    to = forms.ModelChoiceField(Office.objects.none(), label=_("转交到"), empty_label=None, widget=forms.RadioSelect)
    text = forms.CharField(label=_("转交的理由"), widget=WORDS, max_length=2000)


class AccountForm(forms.Form):
    """Whose work it becomes."""

    to = forms.ModelChoiceField(Account.objects.none(), label=_("承办人"), empty_label=None)

    def __init__(self, accounts: list[Account], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Account.objects.filter(pk__in=[one.pk for one in accounts])  # type: ignore[attr-defined]


class HandOverForm(AccountForm):
    """Whose work it becomes, and why."""

    text = forms.CharField(label=_("移交的理由"), widget=WORDS, max_length=2000)


class AttachmentForm(forms.Form):
    """A picture or PDF, what it is and where it was taken."""

    file = forms.FileField(
        label=_("照片或 PDF"),
        help_text=_("JPEG、PNG、WebP 或 PDF，最大 20 MB。照片里的拍摄时间和地点会自动读出，文件里的其他信息会去掉。"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED, "capture": "environment"}),
    )
    title = forms.CharField(label=_("这是什么"), max_length=80, help_text=_("例如：火化证明、入户合影、住院证明"))
    place = forms.CharField(label=_("地点"), max_length=120, required=False, help_text=_("照片没有记录地点时填写。"))


class AliveForm(forms.Form):
    """Somebody says that they are alive."""

    id_number = forms.CharField(
        label=_("证件号码"), min_length=18, max_length=18, help_text=_("看着证件完整输入 18 位。")
    )
    text = forms.CharField(label=_("本人怎么说"), widget=WORDS, max_length=2000)


class OpenForm(forms.Form):
    """A case that people open."""

    origin = forms.ChoiceField(label=_("来源"))
    task = forms.ChoiceField(label=_("要做什么"))
    text = forms.CharField(label=_("情况"), widget=WORDS, max_length=2000)


class KinForm(forms.Form):
    """Whom one may not handle."""

    id_number = forms.CharField(label=_("证件号码"), min_length=18, max_length=18)
    kind = forms.ChoiceField(label=_("与您的关系"), choices=Kinship.Kind.choices)
