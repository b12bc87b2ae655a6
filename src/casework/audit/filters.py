"""By what the auditor narrows the list of entries."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.audit.acts import ACTS
from casework.audit.discretion import TELLING


def _acts() -> Iterator[tuple[str, Any]]:
    yield "", gettext_lazy("全部")
    yield from ACTS.items()


class EntryFilters(forms.Form):
    """All are optional; what they leave is what all of them allow."""

    account = forms.CharField(label=gettext_lazy("登录名"), required=False)
    act = forms.ChoiceField(label=gettext_lazy("操作"), required=False, choices=_acts)
    subject = forms.CharField(
        label=gettext_lazy("对象"), required=False, help_text=gettext_lazy("系统内的编号，例如 person:1042。")
    )
    since = forms.DateField(label=gettext_lazy("自"), required=False, help_text=gettext_lazy("例如 2026-06-05。"))
    until = forms.DateField(label=gettext_lazy("至"), required=False, help_text=gettext_lazy("例如 2026-06-05。"))

    def clean_account(self) -> AbstractBaseUser | None:
        """The account of that login name."""
        named = self.cleaned_data["account"]
        found = get_user_model()._default_manager.filter(username=named).first() if named else None
        if named and found is None:
            raise forms.ValidationError(_("没有这个登录名。"))
        return found

    def clean_subject(self) -> str:
        """Nobody is looked for by number here: no entry has one."""
        subject: str = self.cleaned_data["subject"]
        if TELLING.search(subject):
            raise forms.ValidationError(_("审计记录里没有身份证号、手机号和账号，请用系统内的编号。"))
        return subject

    def condition(self) -> Q:
        """On entries; none where a filter cannot be understood."""
        if not self.is_valid():
            return Q(pk__in=[])
        wanted = {
            "account": getattr(self.cleaned_data["account"], "pk", None),
            "act": self.cleaned_data["act"],
            "subject": self.cleaned_data["subject"],
            "time__date__gte": self.cleaned_data["since"],
            "time__date__lte": self.cleaned_data["until"],
        }
        return Q(**{name: value for name, value in wanted.items() if value})

    def told(self) -> dict[str, str]:
        """What was asked for, as an entry may hold it: the account by its number."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return {name: str(value.pk if isinstance(value, AbstractBaseUser) else value) for name, value in given.items()}
