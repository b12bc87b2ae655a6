"""Why an act on a case is refused."""

from django.utils.translation import gettext_lazy as _

from casework.accounts.refusal import ActRefused


class Stale(ActRefused):
    """Somebody else has changed the row since the page was drawn; nothing was changed. An answer with status 409."""

    def __init__(self) -> None:
        super().__init__(_("这条记录刚被别人改过，您看到的已不是最新；请重新打开再办理。"))
