"""PDF files: the pages alone, without scripts, forms, links, enclosed files or anything that runs when opened."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from casework.cases.attachments.upload import Upload
from casework.cases.models import Attachment
from zige.errors import RequestRefused

MOST_PAGES = 60
PRINTED = frozenset({
    "/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox",
    "/Rotate", "/Group", "/UserUnit",
})  # fmt: skip
"""Entries of a page by which it is printed; others run something, enclose a file or tell what is not seen."""


def rewritten_pdf(content: bytes) -> Upload:
    """A new file with the same pages. Raises RequestRefused for one that is locked, too long, or cannot be read."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise RequestRefused(
                "PDF 文件设有密码；请去掉密码后上传",
                "the PDF is protected by a password; remove it and upload it again",
            )
        if not 0 < len(reader.pages) <= MOST_PAGES:
            raise RequestRefused(
                f"PDF 文件没有页面或超过 {MOST_PAGES} 页；请分开上传",
                f"the PDF has no pages or more than {MOST_PAGES}; split it and upload the parts",
            )
        return Upload(Attachment.Kind.PDF, _pages_alone(reader))
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, AssertionError):
        raise RequestRefused(
            "PDF 文件无法读取；请重新导出或扫描后上传",
            "the PDF cannot be read; export or scan it anew and upload it again",
        ) from None


def _pages_alone(reader: PdfReader) -> bytes:
    writer = PdfWriter()
    for page in reader.pages:
        for entry in page.keys() - PRINTED:
            del page[entry]
        writer.add_page(page)
    writer.metadata = None
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
