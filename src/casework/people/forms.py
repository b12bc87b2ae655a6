"""What is asked of who searches, and of who wants to see more of a person."""

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """目的: what a person's data may be looked at for (个人信息保护法 Art. 6)."""

    VERIFY = "verify", _("核实情形")
    CONTACT = "contact", _("联系本人或家属")
    CERTIFY = "certify", _("办理认证")
    PAYMENT = "payment", _("办理发放、补发或追回")
    OBJECTION = "objection", _("处理异议或申诉")
    INSPECTION = "inspection", _("监督检查")


class SearchForm(forms.Form):
    """One field for everything."""

    text = forms.CharField(
        label=_("查找"),
        help_text=_("证件号码、姓名、全拼或首字母、待遇编号、区划代码"),
        required=False,
        max_length=60,
    )


class RevealForm(forms.Form):
    """Why the whole name, number and phone are to be seen."""

    purpose = forms.ChoiceField(
        label=_("查看目的"),
        help_text=_("目的会与您的姓名、时间一起记入审计记录。"),
        choices=[("", "—"), *Purpose.choices],
    )
