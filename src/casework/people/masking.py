"""How much of a name, a number and a phone is shown to who did not ask for more (个人信息保护法 Art. 51)."""

HIDDEN = "*"


def masked_name(name: str) -> str:
    """张*芳, 李*: the first character, and of three and more the last."""
    if len(name) <= 2:
        return name[:1] + HIDDEN * (len(name) - 1)
    return name[0] + HIDDEN * (len(name) - 2) + name[-1]


def masked_number(number: str) -> str:
    """511102********1234: the place of the first six digits, and the last four; of shorter numbers the last two."""
    return _within(number, 6, 4) if len(number) == 18 else _within(number, 0, 2)


def masked_phone(phone: str) -> str:
    """138****5678; of shorter numbers the last two digits."""
    return _within(phone, 3, 4) if len(phone) == 11 else _within(phone, 0, 2)


def _within(text: str, first: int, last: int) -> str:
    """The text with what lies between hidden; all of it where it is too short for that."""
    if len(text) <= first + last:
        return HIDDEN * len(text)
    return text[:first] + HIDDEN * (len(text) - first - last) + text[len(text) - last :]
