"""Photos and papers of a case: added from its page, shown as they are kept. Each showing is recorded."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from casework import audit
from casework.accounts.answering import attempt
from casework.accounts.middleware import StaffRequest
from casework.accounts.views.pages import signed_in
from casework.cases.acts.attach import attach
from casework.cases.attachments import MOST_BYTES
from casework.cases.forms import AttachmentForm
from casework.cases.models import Attachment
from casework.cases.recorded import OPENED_FILE, subject_of
from casework.cases.views.pages import case_seen
from casework.people.access import shows_people
from casework.ui.versions import version_shown
from casework.vault.files import content_of

TYPES = {Attachment.Kind.PHOTO: "image/jpeg", Attachment.Kind.PDF: "application/pdf"}


@require_POST
@shows_people
def add(request: StaffRequest, case: int) -> HttpResponse:
    """The file as it may be kept; a refusal says what to do."""
    one, form = case_seen(request, case), AttachmentForm(request.POST, request.FILES)
    address = reverse("cases:case", args=[one.pk])
    if not form.is_valid():
        messages.error(request, _("请选择文件，并写明这是什么材料。"))
        return redirect(address)
    said = form.cleaned_data
    content = said["file"].read(MOST_BYTES + 1)
    return attempt(
        request,
        lambda: attach(signed_in(request), one, version_shown(request), content, said["title"], said["place"]),
        _("附件已保存。"),
        address,
    )


@require_GET
@shows_people
def show(request: StaffRequest, case: int, attachment: int) -> HttpResponse:
    """The file itself, of a case that is seen."""
    one = case_seen(request, case)
    kept = one.attachments.filter(pk=attachment).first()
    if kept is None:
        raise Http404(_("这个核查没有这个附件。"))
    audit.record(request, OPENED_FILE, subject_of(one), "", attachment=kept.pk)
    return HttpResponse(content_of(kept.digest), content_type=TYPES[Attachment.Kind(kept.kind)])
