"""Why an act cannot be done: the sentence that the page shows."""

from django.utils.functional import Promise


class ActRefused(Exception):
    """What was asked for is against a rule; nothing was changed. `str()` is the sentence, in the reader's language."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)
