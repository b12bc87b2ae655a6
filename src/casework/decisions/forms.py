"""What a handler enters: the reason, and for some acts what nobody but an officer knows."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.accounts.forms.places import PlaceFilters
from casework.cases.models import Attachment, Review
from casework.decisions.channels import Channel
from casework.decisions.kinds import Act
from casework.decisions.proofs import proofs_known
from casework.decisions.wording import proof_in_words
from casework.people.models import Benefit
from casework.runs.wording import department
from casework.ui.voice import page_voice
from zige.errors import ZigeError
from zige.explain.voice import in_yuan
from zige.law.months import format_month, parse_month
from zige.running.proofs import Proof

DAY = {"type": "date"}
MONTHS = 60
"""How many proofs are offered to be revoked, and pictures to certify by: the latest."""


class YuanField(forms.DecimalField):
    """A sum entered in yuan; cleaned it is whole fen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=12, decimal_places=2, **kwargs)

    def clean(self, value: Any) -> Any:
        """Fen. Raises ValidationError."""
        yuan = super().clean(value)
        return yuan if yuan is None else int(yuan * 100)


class ReasonForm(forms.Form):
    """理由: of every act."""

    reason = forms.CharField(
        label=gettext_lazy("理由"),
        help_text=gettext_lazy("用本人看得懂的话写清事实和证据；会写进通知书。"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, benefit: Benefit, *args: Any, **kwargs: Any) -> None:
        self.benefit = benefit
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"])

    def given(self) -> dict[str, Any]:
        """What a decision keeps of it beyond the reason."""
        return {}

    @classmethod
    def entered(cls, given: dict[str, Any]) -> dict[str, Any]:
        """What was entered for a decision to keep this: the other way round."""
        return given


class LowerForm(ReasonForm):
    """调低待遇: from which month, and the new amount."""

    month = forms.CharField(
        label=gettext_lazy("起始年月"), help_text=gettext_lazy("鉴定结论上的年月，例如 2026-05。"), max_length=7
    )
    amount = YuanField(
        label=gettext_lazy("新的月待遇金额（元）"), help_text=gettext_lazy("鉴定部门送来的金额，例如 1860.00。")
    )

    def clean_month(self) -> int:
        """The month as the engine has it. Raises ValidationError."""
        try:
            return parse_month(self.cleaned_data["month"])
        except (ZigeError, ValueError):
            raise forms.ValidationError(_("请写成四位年份和两位月份，例如 2026-05。")) from None

    def given(self) -> dict[str, Any]:
        """Month, and amount in fen."""
        return {"month": self.cleaned_data["month"], "amount": self.cleaned_data["amount"]}

    @classmethod
    def entered(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Month as text, amount in yuan."""
        return {"month": format_month(given["month"]), "amount": in_yuan(given["amount"])}


class CertifyForm(ReasonForm):
    """记录认证: how, when and where the person was seen, and what was kept of it."""

    channel = forms.ChoiceField(label=gettext_lazy("认证渠道"), choices=Channel.choices, widget=forms.RadioSelect)
    day = forms.DateField(label=gettext_lazy("认证日期"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    place = forms.CharField(label=gettext_lazy("地点"), max_length=120)
    evidence = forms.CharField(
        label=gettext_lazy("留存的证据"),
        help_text=gettext_lazy("例如：本人手持当日报纸的照片，已存入此人的核查卷。"),
        max_length=200,
    )

    pictures = forms.MultipleChoiceField(
        label=gettext_lazy("照片和材料"),
        help_text=gettext_lazy("现场和上门认证至少选一张；照片先添加在此人的核查里。"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, benefit: Benefit, *args: Any, **kwargs: Any) -> None:
        super().__init__(benefit, *args, **kwargs)
        kept = Attachment.objects.filter(case__person=benefit.person_id).order_by("-added", "-pk")[:MONTHS]
        told = [
            (str(one.pk), f"{one.title} · {page_voice().day(timezone.localtime(one.added).date())}") for one in kept
        ]
        self.fields["pictures"].choices = told  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The day as text."""
        data = self.cleaned_data
        said: dict[str, Any] = {name: str(data[name]) for name in ("channel", "day", "place", "evidence")}
        return {**said, "pictures": [int(one) for one in data["pictures"]]}


class DeferForm(ReasonForm):
    """延期认证: until when."""

    until = forms.DateField(
        label=gettext_lazy("延期到"),
        help_text=gettext_lazy("认证期限延长到这一天所在的月底。"),
        widget=forms.DateInput(DAY, "%Y-%m-%d"),
    )

    def clean_until(self) -> dt.date:
        """Raises ValidationError for a day that is past."""
        until: dt.date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("延期的最后一天不能早于今天。"))
        return until

    def given(self) -> dict[str, Any]:
        """From today, for the reason given."""
        data = self.cleaned_data
        return {"since": timezone.localdate().isoformat(), "until": data["until"].isoformat(), "why": data["reason"]}


class RevokeForm(ReasonForm):
    """撤销认证: which of those that count."""

    which = forms.MultipleChoiceField(
        label=gettext_lazy("要撤销的认证"),
        help_text=gettext_lazy("只选查明不实的，同一次作假涉及的几项一并选上；没有选的仍然算数。"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, benefit: Benefit, *args: Any, **kwargs: Any) -> None:
        super().__init__(benefit, *args, **kwargs)
        known = list(proofs_known(benefit.person_id).items())[:MONTHS]
        self.fields["which"].choices = [(key, _proof_in_words(proof)) for key, proof in known]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The days and kinds of proof, and why they are false."""
        return {"proofs": self.cleaned_data["which"], "why": self.cleaned_data["reason"]}

    @classmethod
    def entered(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Those that were chosen."""
        return {"which": given["proofs"]}


def _proof_in_words(proof: Proof) -> str:
    told_by = page_voice().listed([department(one) for one in proof.departments])
    return f"{proof_in_words(proof.day, proof.kind)} · {told_by}"


FORMS: dict[str, type[ReasonForm]] = {
    "": ReasonForm,
    "lower": LowerForm,
    "certify": CertifyForm,
    "defer": DeferForm,
    "revoke": RevokeForm,
}
"""The form of an act by the name that the act gives."""


class FilterForm(PlaceFilters):
    """What the list of decisions is narrowed to; it stays in the address."""

    act = forms.ChoiceField(
        label=gettext_lazy("决定"), required=False, choices=[("", gettext_lazy("全部")), *Act.choices]
    )
    state = forms.ChoiceField(
        label=gettext_lazy("复核状态"), required=False, choices=[("", gettext_lazy("全部")), *Review.choices]
    )


class ReviewForm(forms.Form):
    """复核: approve, or return with what is wrong."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("退回原因"),
        help_text=gettext_lazy("退回时必填：写清哪里不对、要补什么。"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
