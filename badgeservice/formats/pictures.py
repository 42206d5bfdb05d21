"""Is there a picture in these bytes that may show a QR code, rather than hold a badge?"""

from __future__ import annotations

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import baking_png

HEIC = "HEIC"

_JPEG = b"\xff\xd8\xff"
_GIF = (b"GIF87a", b"GIF89a")
# ISO 14496-12 §4.3: a box "ftyp", and behind it the kind of file; these are the ones that phones write.
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"})


def is_photo(data: bytes) -> bool:
    """A JPEG, WebP or GIF, or a PNG without a credential in it: only its pixels can lead to a badge.

    Raises UnavailableError(parse.unsupported_format) for the kind of photo that is not read here (HEIC, AVIF).
    """
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        raise UnavailableError("parse.unsupported_format", HEIC)
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return is_webp or data.startswith((_JPEG, *_GIF)) or _is_bare_png(data)


def _is_bare_png(data: bytes) -> bool:
    if not data.startswith(baking_png.SIGNATURE):
        return False
    try:
        baking_png.find(data)
    except MalformedError as problem:
        return problem.reason == "image.no_credential"
    return False
