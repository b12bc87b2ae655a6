"""20, 21. Act: a photo or paper is added to a case: written anew, sealed, with digest, time, place and officer."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.acts.taking import changed, step, taken
from casework.cases.attachments import reencoded
from casework.cases.models import Attachment, Case, Step
from casework.cases.recorded import ATTACHED
from casework.vault.files import keep

NO_TITLE = _("请写明这是什么材料。")
MOST = 60
TOO_MANY = _("一个核查最多 60 个附件；请合并成 PDF。")


@transaction.atomic
def attach(by: Account, case: Case, version: int, content: bytes, title: str, place: str = "") -> Attachment:
    """The attachment. Raises ActRefused and Stale; RequestRefused for a file that cannot be kept."""
    case = taken(by, case, version)
    if not title.strip():
        raise ActRefused(NO_TITLE)
    if case.attachments.count() >= MOST:
        raise ActRefused(TOO_MANY)
    upload = reencoded(content)
    kept = keep(upload.content)
    made = Attachment.objects.create(
        case=case,
        kind=upload.kind,
        title=title.strip(),
        digest=kept.digest,
        size=kept.size,
        added=timezone.now(),
        by=by,
        office=by.office,
        taken=_not_ahead(upload.taken),
        place=place.strip() or upload.place,
    )
    step(case, Step.Act.ATTACHED, by, text=made.title)
    changed(by, case, ATTACHED, attachment=made.pk, digest=made.digest)
    return made


def _not_ahead(taken_at: dt.datetime | None) -> dt.datetime | None:
    """A camera whose clock is ahead says nothing."""
    return taken_at if taken_at is not None and taken_at <= timezone.now() else None
