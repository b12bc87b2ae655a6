"""A handler proposes a decision: what it comes to is the engine's word, and is kept with it."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.numbering import Series, next_number
from casework.accounts.refusal import ActRefused
from casework.cases.locking import hold_for_act
from casework.cases.models import Case, Review
from casework.decisions.acts.act import Asked, Given, Terms
from casework.decisions.acts.all import ACTS
from casework.decisions.foreseeing import foresee
from casework.decisions.kinds import Act
from casework.decisions.models import Decision, Group
from casework.decisions.outstanding import joined
from casework.decisions.who import account_of, check_may_handle
from casework.people.models import Benefit

MOVED = _("您查看以后，认定结果已经变化；请看清新的结果，再提出。")
ALREADY = _("这份待遇已有一项同样的决定待复核；请先等它办结。")
NO_REASON = _("请写明理由。")


@dataclass(frozen=True)
class Proposal:
    """What a handler wants, and the digest of what they were shown."""

    act: Act
    benefit: Benefit
    reason: str
    shown: str
    given: Given


@transaction.atomic
def propose(request: StaffRequest, wanted: Proposal, group: Group | None = None) -> Decision:
    """The decision, to be reviewed. Raises ActRefused."""
    benefit, act = wanted.benefit, ACTS[wanted.act]
    hold_for_act()
    check_may_handle(request, benefit.office, benefit.person_id)
    if not wanted.reason.strip():
        raise ActRefused(NO_REASON)
    foreseen = foresee(benefit, act.supposes(wanted.given))
    if wanted.shown != foreseen.digest:
        raise ActRefused(MOVED)
    terms = act.check(Asked(benefit, foreseen, wanted.given))
    if Decision.objects.filter(benefit=benefit, act=wanted.act, state=Review.PROPOSED).exists():
        raise ActRefused(ALREADY)
    decision = Decision(
        number=next_number(Series.DECISION, benefit.office), act=wanted.act, person=benefit.person,
        benefit=benefit, region=benefit.person.region, office=benefit.office, employer=benefit.employer,
        case=Case.objects.filter(person=benefit.person_id, closed=None).first(), group=group,
        reason=wanted.reason.strip(), given=wanted.given, said=foreseen.said, digest=foreseen.digest,
        handler=account_of(request), proposed=timezone.now(), **columns(terms),
    )  # fmt: skip
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError:  # two at once: the database lets one through
        raise ActRefused(ALREADY) from None
    act.record(request, decision, "proposed")
    return decision


def columns(terms: Terms) -> dict[str, object]:
    """What it comes to, as the columns of a decision."""
    return {
        "month": terms.month, "until": terms.until, "amount": terms.amount, "amount_before": terms.amount_before,
        "months": joined(terms.months), "grounds": "|".join(terms.grounds), "clauses": "|".join(terms.clauses),
        "before": terms.before, "basis": terms.basis,
    }  # fmt: skip
