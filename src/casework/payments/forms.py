"""Forms of payment lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.payments.models import Difference, Line
from casework.ui.voice import page_voice

AHEAD = 2
"""Months after the newest run's for which a list may be drawn."""


class MonthForm(forms.Form):
    """For which month's payment a list is drawn."""

    month = forms.TypedChoiceField(
        label=_("发放年月"), coerce=int, help_text=_("清单列出这个月起与此前告知核心系统的不同之处。")
    )

    def __init__(self, decided: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = range(decided, decided + AHEAD + 1)
        self.fields["month"].initial = decided + 1
        self.fields["month"].choices = [(month, page_voice().month(month)) for month in months]  # type: ignore[attr-defined]


class LineFilters(forms.Form):
    """Which lines of a list."""

    kind = forms.ChoiceField(label=_("类别"), required=False, choices=[("", _("全部")), *Line.Kind.choices])
    answer = forms.ChoiceField(label=_("回执"), required=False, choices=[("", _("全部")), *Line.Answer.choices])


class DifferenceFilters(forms.Form):
    """Which differences of a list."""

    kind = forms.ChoiceField(label=_("差异"), required=False, choices=[("", _("全部")), *Difference.Kind.choices])
    explained = forms.ChoiceField(
        label=_("说明"), required=False, choices=[("", _("全部")), ("no", _("尚未说明")), ("yes", _("已说明"))]
    )


class AnswerForm(forms.Form):
    """The core system's answer."""

    file = forms.FileField(label=_("核心系统回执（CSV）"))
