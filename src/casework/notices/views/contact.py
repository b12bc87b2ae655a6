"""Whom the notices of one's own office name, and where they are contested."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import OfficeKind
from casework.notices.acts.contact import FIELDS, change_contact
from casework.notices.forms import ContactForm
from casework.notices.models import Contact


@require_http_methods(["GET", "POST"])
def contact(request: StaffRequest) -> HttpResponse:
    """The contact of the office of who is signed in."""
    account = request.user
    if not isinstance(account, Account) or account.office.kind != OfficeKind.AGENCY:
        raise Http404(_("只有经办机构填写通知上的联系方式。"))
    current = Contact.objects.filter(office=account.office).first()
    initial = model_to_dict(current, [*FIELDS, "version"]) if current else {"version": 0}
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            change_contact(request, account.office, {name: told[name] for name in FIELDS}, told["version"])
        except ActRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("联系方式已保存，此后发出的通知按此印制。"))
            return redirect("notices:contact")
    return render(request, "notices/contact.html", {"form": form, "office": account.office})
