"""What is done without anybody waiting: notices of what was decided, reminders, messages."""

from django.utils.translation import gettext_lazy as _

from casework.accounts.database_scope import database_shows_all
from casework.decisions.announcing import Announcement, when_approved
from casework.jobs.due import every, every_day
from casework.jobs.registry import job
from casework.notices.issuing.outstanding import issue_outstanding
from casework.notices.moving import follow_moves
from casework.notices.outbox.certified import tell_certified
from casework.notices.outbox.sending import send_waiting
from casework.notices.reminders.filling import fill


@job(_("发出已决定而未通知的通知"))
def issue_notices() -> None:
    """Notices of approved decisions and answered objections that have none."""
    issue_outstanding()


@job(_("按最新认定更新认证提醒"))
def remind() -> None:
    """The queue of reminders and the messages after silent certifications, as the newest run has them."""
    with database_shows_all():
        follow_moves()
        fill()
        tell_certified()


@job(_("发送短信"))
def send_messages() -> None:
    """What waits in the outbox."""
    send_waiting()


def plan() -> None:
    """Let these come again, and the first whenever a decision is approved."""
    every("notices.issue", issue_notices, minutes=10)
    every("notices.send", send_messages, minutes=2)
    every_day("notices.remind", remind, at="06:10")
    when_approved(notify)


def notify(announced: Announcement) -> None:
    """Issue the notice of a decision once its approval is committed; those of a group come with the next round."""
    if announced.decision.group_id is None:
        issue_notices.enqueue()


def remind_soon() -> None:
    """After an import: not only the next morning."""
    remind.enqueue()
