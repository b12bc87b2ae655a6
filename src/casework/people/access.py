"""Pages that show people: only to who is signed in and sees somebody, and never kept by a browser."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from casework.accounts.middleware import StaffRequest

Given = ParamSpec("Given")
View = Callable[Concatenate[StaffRequest, Given], HttpResponse]


def shows_people(view: View[Given]) -> View[Given]:
    """The view for who has a jurisdiction. Raises PermissionDenied for others that are signed in."""

    @wraps(view)
    def guarded(request: StaffRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        if request.jurisdiction.is_empty:
            raise PermissionDenied(_("您的角色不查看个人数据。"))
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))
