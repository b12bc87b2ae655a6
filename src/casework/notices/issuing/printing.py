"""The paper of notices that were issued: as it was kept where one stands alone, else set again from what it says."""

from collections.abc import Sequence

from casework.notices.issuing.addresses import public_address
from casework.notices.models import Notice
from casework.notices.queries import content_of
from casework.notices.typesetting.page import page_of
from casework.notices.typesetting.setting import typeset
from casework.ui.rulebook import book_of
from casework.vault import files


def file_of(notice: Notice) -> bytes:
    """A PDF/A of one notice. Raises HomeRefused where the file was altered, NoticeRefused where it cannot be set."""
    return files.content_of(notice.digest) if notice.place is None else paper_of([notice])


def paper_of(notices: Sequence[Notice]) -> bytes:
    """One file of several, each as it was issued; dated by the last of them."""
    address = public_address()
    pages = [page_of(content_of(one), book_of(one.issued), address) for one in notices]
    return typeset(pages, max(one.issued for one in notices))
