"""Photos and papers: checked, written anew without what a file may hide, sealed in the home, shown again as kept."""

from casework.cases.attachments.keeping import Kept, content_of, keep
from casework.cases.attachments.reencoding import ACCEPTED, MOST_BYTES, reencoded
from casework.cases.attachments.upload import Upload

__all__ = ["ACCEPTED", "MOST_BYTES", "Kept", "Upload", "content_of", "keep", "reencoded"]
