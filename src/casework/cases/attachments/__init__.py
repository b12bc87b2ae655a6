"""Photos and papers: checked, and written anew without what a file may hide; the vault keeps them."""

from casework.cases.attachments.reencoding import ACCEPTED, MOST_BYTES, reencoded
from casework.cases.attachments.upload import Upload

__all__ = ["ACCEPTED", "MOST_BYTES", "Upload", "reencoded"]
