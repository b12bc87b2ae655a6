"""What was told, how it arrived, what is still to be sent and who is still to be reminded."""

from casework.notices.models.contact import Contact
from casework.notices.models.delivery import Delivery
from casework.notices.models.message import Message, Silence
from casework.notices.models.notice import Notice
from casework.notices.models.reminder import Reminder

__all__ = ["Contact", "Delivery", "Message", "Notice", "Reminder", "Silence"]
