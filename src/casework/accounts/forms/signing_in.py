"""Forms of signing in and of one's own account."""

import json
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account

WRONG = "wrong"
"""The code of the error of who does not know the password in use."""


class PasswordForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("登录名"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label=_("密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class CodeForm(forms.Form):
    """A code of the authenticator app, or a recovery code."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=20,
        help_text=_("验证器应用上的 6 位数字；手机不在身边时，填一个没用过的 8 位恢复码。"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


class AppForm(forms.Form):
    """The first code of a new authenticator."""

    code = forms.CharField(
        label=_("验证器上显示的 6 位数字"),
        max_length=7,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PasskeyForm(forms.Form):
    """What the browser answered."""

    credential = forms.CharField(widget=forms.HiddenInput)

    def clean_credential(self) -> dict[str, Any]:
        """Raises ValidationError for what no browser answers: anything but an object in JSON."""
        try:
            credential = json.loads(self.cleaned_data["credential"])
        except (ValueError, RecursionError):
            credential = None
        if not isinstance(credential, dict):
            raise forms.ValidationError(_("浏览器的回答不完整；请再试一次。"))
        return credential


class NamedPasskeyForm(forms.Form):
    """What tells one passkey from another."""

    name = forms.CharField(
        label=_("叫什么"), max_length=40, required=False, help_text=_("例如“办公室电脑”“备用安全密钥”，以后好认。")
    )


class ConfirmForm(forms.Form):
    """The password in use, once more."""

    password = forms.CharField(
        label=_("密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    new_password = forms.CharField(
        label=_("新密码"),
        strip=False,
        help_text=_("至少 12 个字符，不能是常见密码，不能与登录名或姓名相近。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再输一次新密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_new_password(self) -> str:
        """Raises ValidationError for a weak one, or for the one in use."""
        password: str = self.cleaned_data["new_password"]
        validate_password(password, self.account)
        if self.account.check_password(password):
            raise forms.ValidationError(_("新密码与现在的密码相同；请换一个。"))
        return password

    def clean_again(self) -> str:
        """Raises ValidationError where the two differ."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new_password", again):
            raise forms.ValidationError(_("两次输入的新密码不同；请重新输入。"))
        return again


class ChangePasswordForm(NewPasswordForm):
    """The password in use, then the new one twice."""

    field_order = ("old_password", "new_password", "again")
    old_password = forms.CharField(
        label=_("现在的密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def clean_old_password(self) -> str:
        """Raises ValidationError where it is another."""
        password: str = self.cleaned_data["old_password"]
        if not self.account.check_password(password):
            raise forms.ValidationError(_("现在的密码不对；请重新输入。"), WRONG)
        return password
