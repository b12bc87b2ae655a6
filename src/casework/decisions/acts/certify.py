"""20-23 记录认证: an officer saw that the person is alive, where, when and how; it counts once two people say so."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.cases.models import Attachment, Finding, Found, Review
from casework.decisions.acts.act import Asked, Given, Terms
from casework.decisions.acts.finds import FindingAct, day_of
from casework.decisions.channels import CLAUSES, PICTURED, Channel
from casework.decisions.kinds import Act, Basis
from casework.decisions.models import Decision
from casework.runs.models import Certification
from casework.ui.voice import page_voice
from zige.kinds import FactKind

TO_COME = _("认证日期不能在今天以后。")
NO_PICTURE = _("现场和上门认证要留存照片：请先在此人的核查里添加（没有核查的先立案），再在这里选上。")
NOT_HERS = _("所选的照片不是此人的；请重新选择。")
NO_CYCLE = _("此待遇不需要认证；不用记录。")
KNOWN = _("%(day)s已有认证；无须再记。")


class Certify(FindingAct):
    """20-23 记录认证。Kept with channel, day, place and evidence; what follows for payment is another decision."""

    act = Act.CERTIFY
    form = "certify"
    purpose = _("工作人员当面确认本人在世的，记录渠道、日期、地点和证据；复核后计入认证周期。")

    def facts(self, given: Given) -> list[dict[str, Any]]:
        """A certification of that day."""
        words = [str(Channel(given["channel"]).label), given["place"], given["evidence"]]
        return [{"kind": FactKind.CERTIFICATION.value, "start": day_of(given, "day"), "basis": "；".join(words)}]

    def do(self, request: StaffRequest, decision: Decision) -> None:
        """Write the finding, with the pictures that show it."""
        super().do(request, decision)
        chosen = pictures_of(decision.person_id).filter(pk__in=decision.given.get("pictures", []), finding=None)
        chosen.update(finding=decision.finding)

    def check_offered(self, asked: Asked) -> None:
        """Raises ActRefused for a benefit without a cycle."""
        if asked.foreseen.now.side.due_month is None:
            raise ActRefused(NO_CYCLE)

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused for a day to come, a benefit without a cycle, and a certification that changes nothing."""
        now, day = asked.foreseen.now, day_of(asked.given, "day")
        if day > timezone.localdate():
            raise ActRefused(TO_COME)
        self.check_offered(asked)
        _check_pictures(asked.benefit.person_id, asked.given)
        if _is_known(asked.benefit.person_id, day):
            raise ActRefused(KNOWN % {"day": page_voice().day(day)})
        return Terms(now.month, now.paid, Basis.PERSON, clauses=(CLAUSES[Channel(asked.given["channel"])],))


def pictures_of(person: int) -> QuerySet[Attachment]:
    """What is kept in the cases of somebody, the newest first."""
    return Attachment.objects.filter(case__person=person).order_by("-added", "-pk")


def _check_pictures(person: int, given: Given) -> None:
    """20, 21. Raises ActRefused where none is kept of a certification in person, or one is somebody else's."""
    chosen = set(given.get("pictures", []))
    if not chosen and Channel(given["channel"]) in PICTURED:
        raise ActRefused(NO_PICTURE)
    if pictures_of(person).filter(pk__in=chosen).count() != len(chosen):
        raise ActRefused(NOT_HERS)


def _is_known(person: int, day: dt.date) -> bool:
    """Whether a run knows a certification of that day, or one is on its way."""
    on_its_way = Finding.objects.filter(
        person=person, kind=FactKind.CERTIFICATION, start=day, found=Found.CONFIRMED, state=Review.APPROVED,
        delivered=None,
    )  # fmt: skip
    return on_its_way.exists() or Certification.objects.filter(person=person, day=day, closed=None).exists()
