"""Why a benefit stands as it does."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.models import Benefit, Person
from casework.people.queries import person_within
from casework.people.recorded import EXPLAINED, subject_of
from casework.runs.queries import benefit_of
from casework.ui.voice import page_voice
from zige.errors import ZigeError
from zige.running.explaining import explain_from_home


@require_GET
@shows_people
def explanation(request: StaffRequest, number: int, benefit_id: str, month: int) -> HttpResponse:
    """Why a benefit stands as it does in a month, worked out anew from the home, in the language of the page."""
    try:
        person = person_within(request.jurisdiction, number)
        benefit_of(person, benefit_id)
    except (Person.DoesNotExist, Benefit.DoesNotExist):
        raise Http404(_("在您的数据范围内没有这份待遇。")) from None
    language = page_voice().language
    try:
        why = explain_from_home(settings.HOME, benefit_id, month, None, "polars", language)
    except ZigeError as refusal:
        raise Http404(refusal.sentence(language)) from None
    audit.record(request, EXPLAINED, subject_of(person), month=month)
    return render(request, "runs/explanation.html", {"why": why, "person": person, "name": masked_name(person.name)})
