"""What is asked of who lists, delivers and reminds."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.accounts.forms.places import PlaceFilters
from casework.audit.discretion import no_number
from casework.notices.kinds import Kind
from casework.notices.models import Delivery, Message, Notice
from casework.notices.models.reminder import Rung
from casework.notices.reminders.record import BY_HAND
from casework.ui.versions import rows_ticked

ALL = ("", gettext_lazy("全部"))
ALL_STATES = "all"


class NoticeFilters(PlaceFilters):
    """What the list of notices is narrowed to; without a choice those that have not arrived."""

    state = forms.ChoiceField(
        label=gettext_lazy("送达状态"),
        required=False,
        choices=[("", gettext_lazy("未送达")), (ALL_STATES, gettext_lazy("全部")), *Notice.State.choices],
    )
    kind = forms.ChoiceField(label=gettext_lazy("通知种类"), required=False, choices=[ALL, *Kind.choices])


class ReminderFilters(PlaceFilters):
    """What the list of the day is narrowed to."""

    rung = forms.ChoiceField(
        label=gettext_lazy("方式"),
        required=False,
        choices=[ALL, *((value, text) for value, text in Rung.choices if value != Rung.MESSAGE)],
    )


class MessageFilters(forms.Form):
    """What the list of messages is narrowed to."""

    state = forms.ChoiceField(label=gettext_lazy("发送状态"), required=False, choices=[ALL, *Message.State.choices])
    kind = forms.ChoiceField(label=gettext_lazy("通知种类"), required=False, choices=[ALL, *Kind.choices])


class DeliveryForm(forms.Form):
    """How a notice arrived."""

    way = forms.ChoiceField(
        label=gettext_lazy("方式"),
        choices=[one for one in Delivery.Way.choices if one[0] != Delivery.Way.MESSAGE],
        widget=forms.RadioSelect,
    )
    result = forms.ChoiceField(label=gettext_lazy("结果"), choices=Delivery.Result.choices, widget=forms.RadioSelect)
    day = forms.DateField(label=gettext_lazy("日期"), help_text=gettext_lazy("例如 2026-06-05。"))
    note = forms.CharField(
        label=gettext_lazy("说明"),
        help_text=gettext_lazy("例如代收人与本人的关系、邮件号；不要写证件号码和手机号。"),
        validators=[no_number],
        required=False,
        max_length=200,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why a notice is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("撤回理由"), help_text=gettext_lazy("会记入审计记录；不要写姓名和号码。"), max_length=200,
        validators=[no_number],
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReminderForm(forms.Form):
    """What came of a call or a visit."""

    result = forms.ChoiceField(label=gettext_lazy("结果"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("说明"),
        help_text=gettext_lazy("例如约定的时间；不要写证件号码和手机号。"),
        validators=[no_number],
        required=False,
        max_length=200,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [(one.value, one.label) for one in BY_HAND]  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """Whom the notices of an office name."""

    phone = forms.CharField(label=gettext_lazy("电话"), max_length=40)
    address = forms.CharField(label=gettext_lazy("地址"), max_length=120)
    hours = forms.CharField(label=gettext_lazy("办公时间"), required=False, max_length=80)
    reconsideration = forms.CharField(
        label=gettext_lazy("行政复议机关"), help_text=gettext_lazy("例如本级人民政府。"), max_length=60
    )
    court = forms.CharField(
        label=gettext_lazy("管辖法院"), help_text=gettext_lazy("受理行政诉讼的人民法院。"), max_length=60
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CodeForm(forms.Form):
    """The code on a notice."""

    code = forms.CharField(
        label=gettext_lazy("校验码"), help_text=gettext_lazy("在通知右下角二维码下面，16 位字母和数字。"), max_length=40
    )


def chosen(posted: Any) -> list[int]:
    """The rows that were ticked. Raises forms.ValidationError where there is none."""
    ticked = rows_ticked(posted.getlist("chosen"))
    if not ticked:
        raise forms.ValidationError(_("请先选择要办理的通知。"))
    return ticked
