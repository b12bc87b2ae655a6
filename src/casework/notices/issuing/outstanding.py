"""Act: issue the notices of everything decided that nobody was told of yet; the same again issues none twice.

Where one cannot be issued (its office has not said whom to call) the others still are, and it waits.
"""

from collections.abc import Iterable
from itertools import groupby

from casework.accounts.database_scope import database_shows_all
from casework.accounts.refusal import ActRefused
from casework.decisions.foreseeing import foresee
from casework.decisions.models import Decision
from casework.notices.issuing.decided import draft_of, draft_of_answer, unanswered_objections, undelivered_decisions
from casework.notices.issuing.drafts import Draft
from casework.notices.issuing.issue import issue_all
from casework.notices.refusals import NoticeRefused
from zige.explain.model import Strip


def issue_outstanding() -> tuple[int, list[NoticeRefused]]:
    """Issue them; returns how many, and why others could not be."""
    with database_shows_all():
        drafts = [draft_of(one, strip_of(one)) for one in undelivered_decisions()]
        drafts += [draft_of_answer(one) for one in unanswered_objections()]
    return _issued(sorted(drafts, key=_apart))


def _apart(draft: Draft) -> tuple[str, str]:
    return draft.office, draft.kind


def _issued(drafts: Iterable[Draft]) -> tuple[int, list[NoticeRefused]]:
    """Office by office and kind by kind, so that what lacks something holds up few others."""
    count, refused = 0, []
    for _, some in groupby(drafts, key=_apart):
        try:
            count += issue_all(list(some))
        except NoticeRefused as refusal:
            refused.append(refusal)
    return count, refused


def strip_of(decision: Decision) -> Strip | None:
    """The months of the benefit with all that was found; none in a group, where each would cost a second."""
    if decision.group_id is not None:
        return None
    try:
        return foresee(decision.benefit).strip_after
    except ActRefused:
        return None
