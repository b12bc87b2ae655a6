"""What the vault refuses. No message shows a value, neither open nor sealed."""

from zige.errors import ZigeError


class NotOpened(ZigeError):
    """A sealed value was altered, cut, sealed for another purpose or under another home's key.

    `position` is its place among the values that were to be opened together.
    """

    def __init__(self, purpose: str, position: int) -> None:
        self.purpose, self.position = purpose, position
        super().__init__(
            f"加密字段 {purpose} 的第 {position + 1} 个值无法打开：已损坏、被改动，或由别处的密钥加密；请从备份恢复",
            f"value {position + 1} of the sealed field {purpose} does not open: it is damaged, was altered, or was "
            "sealed under another key; restore it from the backup",
        )
