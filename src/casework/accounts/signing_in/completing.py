"""The one place that signs somebody in."""

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest

from casework.accounts.models import Account
from casework.accounts.signing_in.confirmation import confirm
from casework.accounts.signing_in.pending import KEY
from casework.accounts.signing_in.session_limits import begin
from casework.audit import record

BACKEND = "casework.accounts.signing_in.backend.AccountBackend"


@transaction.atomic
def complete(request: HttpRequest, account: Account, factor: str) -> None:
    """Password and second factor are proven: from here on pages know who asks."""
    request.session.pop(KEY, None)
    login(request, account, backend=BACKEND)
    begin(request)
    confirm(request)
    record(request, "account.signed_in", subject=f"account:{account.pk}", factor=factor)
