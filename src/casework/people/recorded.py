"""Which readings of people are recorded, what they are called, and who looked at somebody (Art. 18)."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.audit.acts import ACTS
from casework.audit.queries import entries, lines
from casework.audit.wording import PURPOSE, name_codes
from casework.people.forms import Purpose
from casework.people.models import Person
from casework.people.sections import Moment

OPENED, REVEALED, SEARCHED, LISTED = "person.opened", "person.revealed", "people.searched", "people.listed"
EXPLAINED, IMPORTED, CANDIDATE_SHOWN = "determination.explained", "run.imported", "candidate.shown"
NAMES = {
    OPENED: _("打开个人页面"),
    REVEALED: _("查看完整姓名和号码"),
    SEARCHED: _("查找领取人"),
    LISTED: _("查看名单"),
    EXPLAINED: _("查看认定理由"),
    CANDIDATE_SHOWN: _("查看待归属记录所写内容"),
    IMPORTED: _("导入运行结果"),
}
MOST = 100
"""Readings that a timeline shows, the latest."""


def name_acts() -> None:
    """Let the auditor's page call these by their names."""
    ACTS.update(NAMES)
    name_codes(PURPOSE, dict(Purpose.choices))


def subject_of(person: Person) -> str:
    """How an entry names somebody."""
    return f"person:{person.pk}"


def who_looked(person: Person) -> Iterator[Moment]:
    """Everybody who looked at somebody, with the office and what for."""
    for line in lines(entries(Q(subject=subject_of(person)))[:MOST]):
        by = line.account
        yield Moment(
            timezone.localdate(line.entry.time),
            "read",
            gettext("阅"),
            str(line.act),
            str(by.office) if isinstance(by, Account) else "",
            " ".join(filter(None, [str(by or ""), line.purpose])),
        )
