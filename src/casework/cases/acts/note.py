"""Act: who sees a case writes down what was heard, seen or done."""

from django.db import transaction

from casework.accounts.models import Account
from casework.cases.acts.taking import changed, check_text, step, taken
from casework.cases.models import Case, Step
from casework.cases.recorded import NOTED


@transaction.atomic
def note(by: Account, case: Case, version: int, text: str) -> Case:
    """The case with the note in its history. Raises ActRefused where nothing is said."""
    case = taken(by, case, version)
    step(case, Step.Act.NOTED, by, text=check_text(text))
    return changed(by, case, NOTED)
