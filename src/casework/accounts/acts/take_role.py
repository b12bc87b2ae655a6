"""The security admin takes a role back, at once; that it was held stays known."""

from django.db import transaction
from django.utils import timezone

from casework.accounts.administration import check_not_last, check_not_oneself
from casework.accounts.models import Account, Assignment
from casework.accounts.roles import Role
from casework.audit import record


@transaction.atomic
def take_role(by: Account, assignment: Assignment) -> None:
    """Raises ActRefused for one's own and for the last administrator of a kind. What was lent of it ends too."""
    check_not_oneself(by, assignment.account)
    check_not_last(assignment.account, frozenset({Role(assignment.role)}))
    assignment.taken = timezone.now()
    assignment.save(update_fields=["taken"])
    record(by, "account.role_taken", subject=f"account:{assignment.account_id}", role=assignment.role)
