"""What the acts of this app are called in the audit."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.accounts.roles import Role
from casework.audit.acts import ACTS
from casework.audit.wording import name_codes

NAMES: dict[str, Promise] = {
    "account.signed_in": _("登录"),
    "account.signed_out": _("退出登录"),
    "account.sign_in_failed": _("登录没有通过"),
    "account.second_factor_failed": _("第二重验证没有通过"),
    "account.second_factor_set_up": _("设置第二重验证"),
    "account.second_factor_reset": _("清除第二重验证"),
    "account.second_factor_removed": _("移除一个第二重验证"),
    "account.confirmation_failed": _("再次确认密码没有通过"),
    "account.recovery_codes_made": _("生成新的恢复码"),
    "account.password_changed": _("换密码"),
    "account.password_reset": _("给新的临时密码"),
    "account.created": _("新建账号"),
    "account.changed": _("修改账号"),
    "account.disabled": _("停用账号"),
    "account.enabled": _("启用账号"),
    "account.unlocked": _("解除锁定"),
    "account.role_given": _("授予角色"),
    "account.role_taken": _("收回角色"),
    "account.role_lent": _("委托代办"),
    "account.lending_ended": _("结束委托"),
    "office.created": _("新建机构"),
    "office.changed": _("修改机构"),
    "office.disabled": _("停用机构"),
    "office.enabled": _("启用机构"),
    "offices.imported": _("导入区划或机构"),
}
FACTORS: dict[str, Promise] = {
    "demo": _("演示，不用第二重验证"),
    "totp": _("手机验证器"),
    "webauthn": _("通行密钥"),
    "recovery_codes": _("恢复码"),
}


def name_acts() -> None:
    """Let the auditor's page call these, and what stands in their entries, by their names."""
    ACTS.update(NAMES)
    name_codes("role", dict(Role.choices))
    name_codes("factor", FACTORS)
