"""Act: somebody wants no messages, or wants them again; reminders then reach them by call and visit."""

from django.db import transaction
from django.utils import timezone

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.notices.models import Silence
from casework.notices.recorded import SILENCED, SPOKEN_TO
from casework.people.models import Person
from casework.people.recorded import subject_of


@transaction.atomic
def set_messages(request: StaffRequest, person: Person, wanted: bool) -> None:
    """Record the wish; the same wish twice changes nothing."""
    if wanted:
        changed = Silence.objects.filter(person=person).delete()[0]
    else:
        told = {"since": timezone.localdate(), "by_id": request.user.pk}
        changed = Silence.objects.get_or_create(person=person, defaults=told)[1]
    if changed:
        audit.record(request, SPOKEN_TO if wanted else SILENCED, subject_of(person))
