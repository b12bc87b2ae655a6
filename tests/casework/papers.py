"""Notices on paper, for tests: read back from the PDF as the county prints it."""

from io import BytesIO

from pypdf import PdfReader

REMEDIES = ("60 日内，向区人民政府申请行政复议", "6 个月内，向区人民法院提起行政诉讼")
"""What may be done against a decision, as the notices of `notices.contact` say it."""


def texts(pdf: bytes) -> list[str]:
    """What each page says, without the breaks of its lines."""
    return [page.extract_text().replace("\n", "") for page in PdfReader(BytesIO(pdf)).pages]


def conformance(pdf: bytes) -> str:
    """Which part of PDF/A a file says that it keeps to, such as 2A; empty where it says none."""
    about = PdfReader(BytesIO(pdf)).trailer["/Root"]["/Metadata"].get_data().decode()
    part, level = (about.partition(f"<pdfaid:{name}>")[2].partition("<")[0] for name in ("part", "conformance"))
    return part + level
