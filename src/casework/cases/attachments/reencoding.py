"""What was uploaded, told by its content and written anew: neither its name nor what the browser says is believed."""

from dataclasses import dataclass

from casework.cases.attachments.pdfs import rewritten_pdf
from casework.cases.attachments.photos import retaken_photo
from casework.cases.attachments.upload import Upload
from zige.errors import RequestRefused

MOST_BYTES = 20 * 1024 * 1024
"""Of a file that is uploaded."""
ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"
"""What the browser offers to choose from."""


@dataclass(frozen=True)
class _Signature:
    begins: bytes
    within: int = 0


PICTURES = (_Signature(b"\xff\xd8\xff"), _Signature(b"\x89PNG\r\n\x1a\n"), _Signature(b"WEBP", 8))
PDF = _Signature(b"%PDF-")


def reencoded(content: bytes) -> Upload:
    """What may be kept of a file. Raises RequestRefused for one that is too large, of another kind, or damaged."""
    if not content or len(content) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise RequestRefused(
            f"文件为空或超过 {most} MB；请压缩或分开上传",
            f"the file is empty or larger than {most} MB; make it smaller or split it",
        )
    if any(_is(content, one) for one in PICTURES):
        return retaken_photo(content)
    if _is(content, PDF):
        return rewritten_pdf(content)
    raise RequestRefused(
        "只接受 JPEG、PNG、WebP 照片和 PDF 文件；请另存为其中一种再上传",
        "only JPEG, PNG and WebP pictures and PDF files are accepted; save it as one of them and upload it again",
    )


def _is(content: bytes, signature: _Signature) -> bool:
    return content[signature.within :].startswith(signature.begins)
