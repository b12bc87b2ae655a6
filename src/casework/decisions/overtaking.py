"""A decision of this month ends one that was approved before it for the next, where the law no longer gives that one.

Somebody overdue certifies and is to be resumed next month; then it turns out that they had died before. The stop of
this month would hold for this month alone, and the resumption pay a dead person from the next on.
"""

from django.db.models import F

from casework.decisions.kinds import Act
from casework.decisions.models import Decision
from casework.decisions.standing import COUNTS
from casework.decisions.transitions import GIVES


def end_later(decision: Decision) -> None:
    """Within the approval. What the law gives next month, as the reviewer saw it, says which of the two holds on."""
    gives = GIVES.get(Act(decision.act))
    if gives is None or decision.said["following"]["standing"] != gives:
        return
    others = [act for act, standing in GIVES.items() if standing is not gives]
    later = Decision.objects.filter(COUNTS, benefit=decision.benefit_id, act__in=others, month__gt=decision.month)
    later.exclude(pk=decision.pk).update(replaced_by=decision, version=F("version") + 1)
