"""Why an act cannot be done: the sentence that the page shows."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ActRefused(Exception):
    """What was asked for is against a rule; nothing was changed. `str()` is the sentence, in the reader's language."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class Stale(ActRefused):
    """Somebody else has changed the row since the page was drawn; nothing was changed. An answer with status 409."""

    def __init__(self) -> None:
        super().__init__(_("这条记录刚被别人改过，您看到的已不是最新；请重新打开再办理。"))
