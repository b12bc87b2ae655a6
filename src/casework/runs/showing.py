"""Act: somebody sees what was written in a row that may be a person's, for a purpose, and it is recorded (Art. 18)."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.people.forms import Purpose
from casework.people.masking import masked_name, masked_number
from casework.people.recorded import CANDIDATE_SHOWN, subject_of
from casework.runs.models import WRITTEN, Candidate
from casework.vault import blind

NAMES: dict[str, str | Promise] = {
    "name": _("姓名"),
    "id_number": _("证件号码"),
    "birth_date": _("出生日期"),
    "sex": _("性别"),
    "region": _("区划代码"),
}


@dataclass(frozen=True)
class Written:
    """What was shown, each value with what it is; `digest` is keyed, so that it tells nobody what it is of."""

    pairs: list[tuple[str | Promise, str | None]]
    digest: str


@transaction.atomic
def show_written(request: StaffRequest, candidate: Candidate, purpose: Purpose) -> Written:
    """Record who wants to know, what for and the digest of what is shown; then show it."""
    text = candidate.written or "{}"
    (digest,) = blind([text], WRITTEN)
    audit.record(
        request,
        CANDIDATE_SHOWN,
        subject_of(candidate.person),
        purpose.value,
        candidate=candidate.pk,
        digest=digest.hex(),
    )
    told: dict[str, str | None] = json.loads(text)
    return Written([(NAMES[name], value) for name, value in told.items() if name in NAMES], digest.hex())


MASKED: dict[str, Callable[[str], str]] = {"name": masked_name, "id_number": masked_number}


def shown_masked(candidate: Candidate) -> dict[str, str]:
    """What was written, each value by what it is called, as who named no purpose sees it: no birth date either."""
    told: dict[str, str | None] = json.loads(candidate.written or "{}")
    shown = {name: value for name, value in told.items() if value and name in NAMES and name != "birth_date"}
    return {str(NAMES[name]): MASKED.get(name, str)(value) for name, value in shown.items()}
