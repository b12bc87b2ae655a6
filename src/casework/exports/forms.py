"""What is asked of who exports a list, and of who saves a filter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.audit.discretion import no_number
from casework.exports.models import Export, Purpose


class ExportForm(forms.Form):
    """What for, in which form, and whether names and numbers are whole."""

    purpose = forms.ChoiceField(label=_("导出目的"), choices=[("", "—"), *Purpose.choices])
    reason = forms.CharField(
        label=_("用途说明"),
        max_length=200,
        validators=[no_number],
        help_text=_("交给谁、做什么用，例如“11 月入户走访分工”。会写在文件首行和审计记录里，不要写姓名和号码。"),
    )
    form = forms.ChoiceField(label=_("格式"), choices=Export.Form.choices)
    whole = forms.BooleanField(
        label=_("含完整姓名、证件号码和手机号"),
        required=False,
        help_text=_("只在不写全就办不成事时选；不选则与页面一样遮住一部分。"),
    )

    def __init__(self, shows_people: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not shows_people:
            del self.fields["whole"]

    def clean(self) -> dict[str, Any]:
        """Who sees nobody's data gets none of it whole."""
        return {"whole": False} | (super().clean() or {})


class FilterForm(forms.Form):
    """Under which name."""

    name = forms.CharField(label=_("名称"), max_length=30)
