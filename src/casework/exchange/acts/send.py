"""A file is sent: begun, its pieces taken, left to the worker when it has come whole (Art. 11)."""

from typing import NamedTuple
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile as AnyUploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import audit
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.exchange import parts
from casework.exchange.home_work.job import do_work
from casework.exchange.models import Purpose, State, Work, WorkKind
from casework.exchange.recorded import SENT, work_subject

UploadedFile = AnyUploadedFile[bytes]
ON_ITS_WAY = (State.SENDING, State.WAITING, State.WORKING, State.FAILED)


class Announced(NamedTuple):
    """What is said of a file before it comes: `number` is the form's."""

    number: UUID
    dataset: str
    month: str
    name: str
    size: int
    manifest: UploadedFile | None = None


def begin_sending(by: Account, said: Announced) -> Work:
    """The work whose file is to come: the one of the same file that was begun before, where it was cut off.

    Raises ActRefused.
    """
    name = parts.safe_name(said.name)
    manifest = _manifest(said.manifest)
    before = _begun(by).filter(dataset=said.dataset, month=said.month, asked__name=name, asked__size=said.size).first()
    if before is not None:
        return before
    if not said.size:
        raise ActRefused(_("文件是空的；请重新导出。"))
    parts.check_room(said.size, sum(one.asked["size"] for one in _own(by).filter(state__in=ON_ITS_WAY)))
    asked = {"purpose": Purpose.FILE, "name": name, "size": said.size}
    made = {"kind": WorkKind.RECEIVE, "by": by, "state": State.SENDING, "dataset": said.dataset, "month": said.month}
    work, _new = Work.objects.get_or_create(pk=said.number, defaults={**made, "asked": asked})
    if work.by_id != by.pk or work.state != State.SENDING or work.asked != asked:
        raise ActRefused(_("这个文件已经提交过；请在“最近提交”里查看结果，要再送一次请重新打开本页。"))
    parts.begin(work.pk, name)
    if manifest:
        parts.keep_manifest(work.pk, *manifest)
    return work


def take_piece(work: Work, offset: int, piece: bytes) -> int:
    """Where the file ends now. Raises OtherOffset, and ActRefused where it is not being sent any more."""
    if work.state != State.SENDING:
        raise ActRefused(_("这个文件已经不在上传中。"))
    try:
        return parts.append(work.pk, work.asked["name"], offset, piece, work.asked["size"])
    except FileNotFoundError:
        raise ActRefused(_("上传中断太久，已收到的部分已经删除；请重新选择文件报送。")) from None


@transaction.atomic
def finish_sending(by: Account, work: Work) -> None:
    """Leave it to the worker; told twice, it is left once. Raises ActRefused where a part is missing."""
    work = Work.objects.select_for_update().get(pk=work.pk)
    if work.state != State.SENDING:
        return
    if parts.length(work.pk, work.asked["name"]) != work.asked["size"]:
        raise ActRefused(_("文件没有传完；请保持网络连接后再试，已传的部分不必重传。"))
    work.asked, work.state = {**work.asked, "received": timezone.localdate().isoformat()}, State.WAITING
    work.save(update_fields=["asked", "state"])
    audit.record(by, SENT, work_subject(work.pk), dataset=work.dataset, month=work.month, size=work.asked["size"])
    do_work.enqueue(str(work.pk))


def send_whole(by: Account, said: Announced, file: UploadedFile) -> Work:
    """All of it at once, from a plain form. Raises ActRefused."""
    work = begin_sending(by, said)
    with parts.written(work.pk, work.asked["name"]) as target:
        for piece in file.chunks():
            target.write(piece)
    finish_sending(by, work)
    return work


@transaction.atomic
def give_up_sending(by: Account, work: Work) -> None:
    """What has come is removed. Raises ActRefused where it is not one's own, or has come whole."""
    if work.by_id != by.pk or not Work.objects.filter(pk=work.pk, state=State.SENDING).delete()[0]:
        raise ActRefused(_("只能放弃自己还没有传完的文件。"))
    parts.remove(work.pk)


def _own(by: Account) -> QuerySet[Work]:
    return Work.objects.filter(by=by, kind=WorkKind.RECEIVE)


def _begun(by: Account) -> QuerySet[Work]:
    return _own(by).filter(state=State.SENDING)


def _manifest(file: UploadedFile | None) -> tuple[str, bytes] | None:
    if file is None:
        return None
    if (file.size or 0) > parts.MOST_MANIFEST:
        raise ActRefused(_("清单超过 1 MB，不像清单；请核对选的文件。"))
    return parts.safe_name(file.name or ""), file.read()
