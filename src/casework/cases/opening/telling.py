"""A case is told when a source withdraws a record that it was opened on (EXCHANGE §1)."""

from django.db.models import F
from django.utils import timezone

from casework.cases.models import Case, Matter, Step
from casework.runs.models import Evidence
from zige.facts.events import CASEWORK
from zige.kinds import Status


def tell_withdrawn() -> int:
    """A step for each withdrawn row of a fact that a case is or was about, once; how many were told.

    The text is the dataset, batch and line, as `police.custody 12:3`.
    """
    withdrawn = Evidence.objects.filter(closed=None, status=Status.REFUTED).exclude(dataset=CASEWORK)
    rows = list(withdrawn.order_by("pk").values_list("signal_id", "dataset", "batch", "line"))
    matters = Matter.objects.filter(key__in=withdrawn.values("signal")).order_by("pk")
    about = {key: (pk, case) for pk, key, case in matters.values_list("pk", "key", "case_id")}
    known = Step.objects.filter(act=Step.Act.WITHDRAWN, matter__in=[pk for pk, _case in about.values()])
    told = set(known.values_list("matter_id", "text"))
    now, steps = timezone.now(), []
    for signal, dataset, batch, line in rows:
        if signal in about and (about[signal][0], f"{dataset} {batch}:{line}") not in told:
            matter, case = about[signal]
            steps.append(
                Step(case_id=case, matter_id=matter, at=now, act=Step.Act.WITHDRAWN, text=f"{dataset} {batch}:{line}")
            )
    Step.objects.bulk_create(steps, batch_size=1000)
    Case.objects.filter(pk__in={step.case_id for step in steps}).update(version=F("version") + 1)
    return len(steps)
