"""What is uploaded: only pictures and PDFs, written anew; nothing that runs or tells more than is seen."""

import datetime as dt
from io import BytesIO

import pytest
from PIL import ExifTags, Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from casework.cases.attachments import MOST_BYTES, reencoded
from casework.cases.attachments.pdfs import MOST_PAGES
from casework.cases.attachments.photos import LONGEST_SIDE, MOST_PIXELS
from casework.cases.models import Attachment
from zige.errors import RequestRefused


def picture(
    size: tuple[int, int] = (40, 20), form: str = "JPEG", mode: str = "RGB", exif: Image.Exif | None = None
) -> bytes:
    buffer = BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 0).save(buffer, form, **({"exif": exif} if exif else {}))
    return buffer.getvalue()


def pdf(pages: int = 1, password: str = "", scripted: bool = False) -> bytes:
    writer = PdfWriter()
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    for _ in range(pages):
        page = writer.add_blank_page(200, 100)
        if scripted:
            page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
            page[NameObject("/Annots")] = ArrayObject([DictionaryObject({NameObject("/A"): action})])
            enclosed = DecodedStreamObject()
            enclosed.set_data(b"enclosed content")
            page[NameObject("/AF")] = ArrayObject([DictionaryObject({NameObject("/EF"): writer._add_object(enclosed)})])
    if scripted:
        writer.root_object[NameObject("/OpenAction")] = action
        writer.add_attachment("hidden.txt", b"hidden content")
        writer.add_metadata({"/Author": "somebody"})
    if password:
        writer.encrypt(password)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def opened_picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def refused(content: bytes) -> str:
    with pytest.raises(RequestRefused) as refusal:
        reencoded(content)
    return refusal.value.en


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_as_jpeg(form: str) -> None:
    upload = reencoded(picture(form=form))
    assert upload.kind == Attachment.Kind.PHOTO
    assert (opened_picture(upload.content).format, opened_picture(upload.content).size) == ("JPEG", (40, 20))


def test_a_transparent_picture_stands_on_white() -> None:
    kept = opened_picture(reencoded(picture(form="PNG", mode="RGBA")).content)
    assert kept.getpixel((5, 5)) == (255, 255, 255)


def test_a_large_picture_becomes_smaller_and_a_small_one_stays() -> None:
    assert opened_picture(reencoded(picture((LONGEST_SIDE + 100, 100))).content).width == LONGEST_SIDE
    assert opened_picture(reencoded(picture((LONGEST_SIDE, 100))).content).width == LONGEST_SIDE


def taken_at_home() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "a maker"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:20 09:30:00"
    place = {
        ExifTags.GPS.GPSLatitudeRef: "N",
        ExifTags.GPS.GPSLatitude: (29.0, 33.0, 7.56),
        ExifTags.GPS.GPSLongitudeRef: "E",
        ExifTags.GPS.GPSLongitude: (103.0, 45.0, 56.52),
    }
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(place)
    return picture(exif=exif)


def test_time_and_place_are_read_and_nothing_of_them_stays_in_the_file() -> None:
    upload = reencoded(taken_at_home())
    assert upload.taken == dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    assert upload.place == "29.5521, 103.7657"
    assert dict(opened_picture(upload.content).getexif()) == {}
    assert b"a maker" not in upload.content


def test_a_picture_taken_sideways_is_put_upright() -> None:
    assert opened_picture(reencoded(taken_at_home()).content).size == (20, 40)


def test_a_picture_that_says_neither_time_nor_place_has_none() -> None:
    upload = reencoded(picture())
    assert (upload.taken, upload.place) == (None, "")


def test_a_pdf_keeps_its_pages_and_nothing_that_runs() -> None:
    upload = reencoded(pdf(3, scripted=True))
    reader = PdfReader(BytesIO(upload.content))
    assert (upload.kind, len(reader.pages)) == (Attachment.Kind.PDF, 3)
    assert not reader.attachments
    for trace in (
        b"/JavaScript",
        b"/JS",
        b"app.alert",
        b"/Annots",
        b"/AA",
        b"/AF",
        b"enclosed",
        b"hidden",
        b"somebody",
    ):
        assert trace not in upload.content


def test_the_longest_pdf_and_one_page_more() -> None:
    assert len(PdfReader(BytesIO(reencoded(pdf(MOST_PAGES)).content)).pages) == MOST_PAGES
    assert "split it" in refused(pdf(MOST_PAGES + 1))


def test_a_locked_pdf_is_refused() -> None:
    assert "password" in refused(pdf(password="word"))  # noqa: S106 - of a test


@pytest.mark.parametrize("content", [b"MZ\x90\x00" * 9, b"<svg/>", b"GIF89a" + bytes(40), b"text"])
def test_other_kinds_are_refused(content: bytes) -> None:
    assert "only JPEG, PNG and WebP" in refused(content)


@pytest.mark.parametrize(
    "content", [picture()[:200], b"\x89PNG\r\n\x1a\n" + bytes(50), b"RIFF\x00\x00\x00\x00WEBPxxxx"]
)
def test_a_broken_picture_is_refused(content: bytes) -> None:
    assert "cannot be read" in refused(content)


def test_a_broken_pdf_is_refused() -> None:
    assert "cannot be read" in refused(b"%PDF-1.7\n" + bytes(300))


def test_an_empty_file_and_one_too_large_are_refused() -> None:
    assert "empty or larger" in refused(b"")
    assert "empty or larger" in refused(b"%PDF-" + bytes(MOST_BYTES))


def test_a_picture_of_too_many_pixels_is_refused_unread() -> None:
    side = int(MOST_PIXELS**0.5) + 10
    assert "million pixels" in refused(picture((side, side), "PNG"))
