"""Pictures: upright, of a size that a person can read, without anything but what is seen."""

import datetime as dt
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from casework.cases.attachments.upload import Upload
from casework.cases.models import Attachment
from zige.errors import RequestRefused

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2400
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")
TAKEN = "%Y:%m:%d %H:%M:%S"


def retaken_photo(content: bytes) -> Upload:
    """The picture as JPEG of at most LONGEST_SIDE pixels. Raises RequestRefused where it cannot be read."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            _check_size(picture)
            exif = picture.getexif()
            taken, place = _taken(exif.get_ifd(ExifTags.IFD.Exif)), _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
            return Upload(Attachment.Kind.PHOTO, _as_jpeg(picture), taken, place)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise RequestRefused(
            "照片无法读取；请重新拍摄或另存为 JPEG 再上传",
            "the picture cannot be read; take it again or save it as JPEG and upload it again",
        ) from None


def _check_size(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise RequestRefused(
            f"照片超过 {MOST_PIXELS // 1_000_000} 百万像素；请缩小后上传",
            f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels; make it smaller and upload it again",
        )


def _as_jpeg(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(
        upright, mask=upright.getchannel("A") if upright.has_transparency_data and "A" in upright.mode else None
    )
    buffer = BytesIO()
    plain.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()


def _taken(exif: Mapping[int, Any]) -> dt.datetime | None:
    """By the camera's own clock, in the time zone of the office."""
    said = str(exif.get(ExifTags.Base.DateTimeOriginal, ""))
    try:
        return timezone.make_aware(dt.datetime.strptime(said, TAKEN))  # noqa: DTZ007 - a camera knows no zone
    except ValueError:
        return None


def _place(gps: Mapping[int, Any]) -> str:
    """Latitude and longitude in degrees, to some ten metres."""
    try:
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef])
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    return f"{latitude:.4f}, {longitude:.4f}"


def _degrees(parts: Any, side: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if side in ("S", "W") else value
