"""What was not sent to its end is removed after a day, and what was offered is not kept for ever to be fetched."""

import shutil
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.exchange import parts
from casework.exchange.models import State, Work
from casework.jobs.registry import job

GIVEN_UP = {
    "zh": "上传中断超过一天，已经删除；请重新报送。",
    "en": "It was not sent to its end within a day and was removed; send it again.",
}
WAITS = (State.WAITING, State.WORKING, State.FAILED)


@job(_("清除没有传完的文件"))
def remove_left_over() -> None:
    """What nobody has touched for a day and nobody will work on."""
    for path in parts.old_ones():
        number = _number(path.name)
        work = Work.objects.filter(pk=number).first() if number else None
        if work is not None and work.state in WAITS:
            continue
        if work is not None and work.state == State.SENDING:
            Work.objects.filter(pk=work.pk, state=State.SENDING).update(state=State.REFUSED, said=GIVEN_UP)
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _number(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None
