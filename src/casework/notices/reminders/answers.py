"""What the end of a message means for the rung it was written for."""

from casework.notices.models import Message, Reminder
from casework.notices.models.reminder import Rung

State, Result = Message.State, Reminder.Result
MEANS = {
    State.SENT: Result.SENT,
    State.FAILED: Result.NOT_REACHED,
    State.NO_PHONE: Result.WRONG_NUMBER,
    State.UNWANTED: Result.NOT_REACHED,
    State.STOPPED: Result.FALLEN,
}
"""The result of the first rung by the end of its message."""


def message_ended(message: Message) -> None:
    """Record it with the rung, where that is the message itself; the later rungs are climbed by people."""
    if message.reminder_id is not None:
        first = Reminder.objects.filter(pk=message.reminder_id, rung=Rung.MESSAGE, result="")
        first.update(result=MEANS[State(message.state)], ended=message.ended)
