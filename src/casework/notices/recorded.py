"""Which acts on notices are recorded, and what they are called for the auditor."""

from django.utils.translation import gettext_lazy as _

from casework.audit.acts import ACTS
from casework.audit.wording import name_codes
from casework.notices.kinds import Kind
from casework.notices.models import Delivery, Reminder
from casework.notices.models.reminder import Rung

ISSUED, OPENED, PRINTED, WITHDRAWN = "notice.issued", "notice.opened", "notice.printed", "notice.withdrawn"
DELIVERED, HANDED = "notice.delivery_recorded", "notices.handed_to_village"
REACHED, PHONE_SEEN, ASKED = "reminder.recorded", "reminder.phone_seen", "reminder.opened"
SILENCED, SPOKEN_TO = "messages.unwanted", "messages.wanted_again"
CONTACT = "notices.contact_changed"
NAMES = {
    ISSUED: _("发出通知"),
    OPENED: _("打开通知"),
    PRINTED: _("打印通知"),
    WITHDRAWN: _("撤回通知"),
    DELIVERED: _("登记送达"),
    HANDED: _("把通知交村社送达"),
    ASKED: _("打开提醒步骤"),
    PHONE_SEEN: _("为提醒查看手机号"),
    REACHED: _("登记提醒结果"),
    SILENCED: _("登记不要短信"),
    SPOKEN_TO: _("登记恢复短信"),
    CONTACT: _("修改通知上的联系方式"),
}


def name_acts() -> None:
    """Let the auditor's page call these by their names."""
    ACTS.update(NAMES)
    name_codes("kind", dict(Kind.choices))
    name_codes("way", dict(Delivery.Way.choices))
    name_codes("result", dict(Delivery.Result.choices), dict(Reminder.Result.choices))
    name_codes("rung", dict(Rung.choices))
    name_codes("list", {"notices": _("通知送达"), "messages": _("短信"), "reminders": _("今日联系")})


def subject_of_notice(number: str) -> str:
    """How an entry names a notice: acts on it do, and readings name the person."""
    return f"notice:{number}"
