"""追回计划: what is left to come back is spread over instalments, or kept back from payments, or asked of heirs."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.decisions.acts.collecting import taken_recovery
from casework.decisions.models import Instalment, Recovery
from casework.decisions.recovering import balance_of
from casework.decisions.set_off import most_of_month
from casework.decisions.standing import standing_of
from casework.decisions.wording import money
from casework.people.recorded import subject_of
from zige.kinds import Standing
from zige.law.months import month_of

NOT_ALL = _("各期合计须等于尚未退回的 %(left)s；现为 %(sum)s。")
TOO_MUCH = _("每月抵扣不能超过月待遇的一定比例：%(month)s最多 %(most)s。")
TWICE = _("同一个月只能抵扣一次；请合并。")
NOT_PAID = _("此待遇没有在发放，不能抵扣；请改为退回或由继承人退回。")
NO_HEIR = _("由继承人退回的，要写明退款人。")
PAST = _("期限不能早于今天。")
ONE_AT_LEAST = _("至少要有一期。")
NOT_POSITIVE = _("每期金额须大于零。")
Way = Instalment.Way


@dataclass(frozen=True)
class Part:
    """One instalment: fen by a day, how, and of whom where it is not the person."""

    way: Instalment.Way
    due: dt.date
    amount: int
    payer: str = ""


@transaction.atomic
def plan(request: StaffRequest, number: int, version: int, parts: Sequence[Part]) -> Recovery:
    """The plan, in place of the one before. Raises ActRefused, Stale."""
    recovery = taken_recovery(request, number, version)
    check_plan(recovery, parts)
    recovery.instalments.filter(dropped=None).update(dropped=timezone.now())
    for part in parts:
        Instalment.objects.create(
            recovery=recovery, way=part.way, due=part.due, amount=part.amount, payer=part.payer or None
        )
    recovery.version += 1
    recovery.save(update_fields=["version"])
    audit.record(
        request, "recovery.planned", subject_of(recovery.decision.person), number=recovery.decision.number,
        parts=len(parts),
    )  # fmt: skip
    return recovery


def check_plan(recovery: Recovery, parts: Sequence[Part]) -> None:
    """Raises ActRefused for a plan that does not add up, or that asks what may not be asked."""
    left, asked = balance_of(recovery).left, sum(part.amount for part in parts)
    if not parts:
        raise ActRefused(ONE_AT_LEAST)
    if any(part.amount <= 0 for part in parts):
        raise ActRefused(NOT_POSITIVE)
    if asked != left:
        raise ActRefused(NOT_ALL % {"left": money(left), "sum": money(asked)})
    if any(part.due < timezone.localdate() for part in parts):
        raise ActRefused(PAST)
    if any(part.way == Way.HEIRS and not part.payer.strip() for part in parts):
        raise ActRefused(NO_HEIR)
    _check_set_offs(recovery, [part for part in parts if part.way == Way.SET_OFF])


def _check_set_offs(recovery: Recovery, parts: Sequence[Part]) -> None:
    """Each month at most once, of a benefit that is paid, and no more than the policy's share of it."""
    benefit = recovery.decision.benefit
    months = [month_of(part.due) for part in parts]
    if len(set(months)) != len(months):
        raise ActRefused(TWICE)
    for part, month in zip(parts, months, strict=True):
        if standing_of(benefit, month) is not Standing.CONTINUE:
            raise ActRefused(NOT_PAID)
        most = most_of_month(benefit, month)
        if part.amount > most:
            raise ActRefused(TOO_MUCH % {"month": part.due.strftime("%Y-%m"), "most": money(most)})
