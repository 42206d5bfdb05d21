"""PNG images that hold a badge, or seem to."""

from __future__ import annotations

import struct
import zlib

from casemaking.badges import badge, changed
from casemaking.cast import Signer, zon
from casemaking.older import house
from casemaking.shelf import Shelf, as_bytes

START = b"\x89PNG\r\n\x1a\n"
OB3, OB2 = b"openbadgecredential", b"openbadges"
MALFORMED, NONE, SEVERAL = "image.malformed", "image.no_credential", "image.multiple_credentials"
CHUNK, LARGE, PARSE_LARGE = "image.chunk_too_large", "image.too_large", "parse.too_large"


def chunk(kind: bytes, data: bytes, crc: int | None = None) -> bytes:
    """One chunk (PNG §5.3)."""
    check = zlib.crc32(kind + data) if crc is None else crc
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def header(width: int = 2, height: int = 2) -> bytes:
    """IHDR of an RGB picture."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


def itxt(text: bytes, keyword: bytes = OB3, compressed: bool = False) -> bytes:
    """An iTXt chunk (PNG §11.3.3.4)."""
    body = zlib.compress(text, 9) if compressed else text
    return chunk(b"iTXt", keyword + b"\0" + bytes([compressed, 0]) + b"\0\0" + body)


PIXELS = chunk(b"IDAT", zlib.compress(b"\0\xb4\x23\x50\x5a\x23\x50" * 2, 9))
END = chunk(b"IEND", b"")


def png(*chunks: bytes) -> bytes:
    """A picture with these chunks before its pixels."""
    return START + header() + b"".join(chunks) + PIXELS + END


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "png"
    issuer = zon(shelf)
    text = as_bytes(issuer.prove(badge(issuer)))
    _good(shelf, issuer, text)
    _texts(shelf, issuer, text)
    _chunks(shelf, text)
    _frame(shelf, text)


def _good(shelf: Shelf, issuer: Signer, text: bytes) -> None:
    shelf.good("json", "A badge in an iTXt chunk.", png(itxt(text)), format="ob3-data-integrity")
    shelf.good("json-compressed", "In a compressed iTXt chunk.", png(itxt(text, compressed=True)))
    shelf.good("jwt", "A token in an iTXt chunk.", png(itxt(issuer.jwt(badge(issuer)).encode())), format="ob3-jwt")
    shelf.good("after-the-pixels", "The chunk after the pixels.", START + header() + PIXELS + itxt(text) + END)
    language = chunk(b"iTXt", OB3 + b"\0\0\0nl\0badge\0" + text)
    shelf.good("with-a-language", "The chunk names a language.", png(language))
    other = chunk(b"tEXt", b"Software\0Badgemaker") + itxt(b"x", b"Comment")
    shelf.good("other-texts-too", "Other texts beside the badge.", png(other, itxt(text)))
    bries = house(shelf, "bries.example")
    shelf.good(
        "open-badges-2-address",
        "The address of a hosted badge.",
        png(itxt(bries.hosted("assertions/1")["id"].encode(), OB2)),
        format="ob2-hosted",
    )
    shelf.good(
        "open-badges-2-json",
        "A hosted badge as JSON.",
        png(itxt(as_bytes(bries.hosted("assertions/1")), OB2)),
        format="ob2-hosted",
    )
    shelf.good("open-badges-2-signed", "A signed badge.", png(itxt(bries.signed().encode(), OB2)), format="ob2-signed")


def _texts(shelf: Shelf, issuer: Signer, text: bytes) -> None:
    other = as_bytes(issuer.prove(badge(issuer, 2)))
    bries = house(shelf, "bries.example")
    old = as_bytes(bries.hosted("assertions/1"))
    shelf.bad("two-badges", "Two badges in one image.", png(itxt(text), itxt(other)), SEVERAL)
    shelf.bad("the-same-twice", "The same badge twice.", png(itxt(text), itxt(text)), SEVERAL)
    shelf.bad("two-formats", "An OB 2.0 and an OB 3.0 badge.", png(itxt(old, OB2), itxt(text)), SEVERAL)
    shelf.bad(
        "second-after-the-pixels",
        "A second badge after the pixels.",
        START + header() + itxt(text) + PIXELS + itxt(other) + END,
        SEVERAL,
    )
    shelf.bad("empty-and-a-badge", "An empty chunk and a badge.", png(itxt(b""), itxt(text)), SEVERAL)
    shelf.bad("no-badge", "A picture without a badge.", png(), NONE)
    for name, keyword in (
        ("capitals", b"OpenBadgeCredential"),
        ("with-a-space", b"openbadgecredential "),
        ("plural", b"openbadgecredentials"),
        ("shorter", b"openbadge"),
        ("other-word", b"badge"),
        ("spaced", b"open badge credential"),
    ):
        shelf.bad(f"keyword-{name}", f"The keyword is '{keyword.decode()}'.", png(itxt(text, keyword)), NONE, MALFORMED)
    forged = as_bytes(changed(issuer.prove(badge(issuer)), "name", "Directeur"))
    shelf.bad("forged", "The badge in the image was changed.", png(itxt(forged)), "proof.signature_invalid")
    for name, content in (
        ("words", b"geen badge"),
        ("empty", b""),
        ("cut-off", text[:200]),
        ("png-in-png", png(itxt(text))),
        ("svg-in-png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ):
        shelf.bad(
            f"content-{name}",
            f"The chunk holds {name}.",
            png(itxt(content)),
            "parse.not_a_badge",
            "parse.json_invalid",
            NONE,
            MALFORMED,
            "parse.encoding",
            "parse.unsupported_format",
        )
    shelf.never(
        "open-badges-3-under-the-older-keyword",
        "An OB 3.0 badge that is forged, under the older keyword.",
        png(itxt(forged, OB2)),
    )
    away = png(itxt(b"http://bries.example/assertions/1", OB2))
    shelf.never("open-badges-2-http-address", "An address without TLS.", away, "fetch.scheme")
    loop = png(itxt(b"https://127.0.0.1/assertions/1", OB2))
    shelf.never("open-badges-2-loopback", "An address on loopback.", loop, "fetch.blocked")


def _chunks(shelf: Shelf, text: bytes) -> None:
    head = OB3 + b"\0"
    packed = zlib.compress(text, 9)
    bodies: dict[str, tuple[bytes, bytes, tuple[str, ...]]] = {
        "itxt-without-end-of-keyword": (b"iTXt", OB3, (MALFORMED, NONE)),
        "itxt-without-language": (b"iTXt", head + b"\0\0", (MALFORMED, NONE)),
        "itxt-without-translation": (b"iTXt", head + b"\0\0nl", (MALFORMED, NONE)),
        "itxt-compression-flag-2": (b"iTXt", head + b"\2\0\0\0" + text, (MALFORMED,)),
        "itxt-compression-method-1": (b"iTXt", head + b"\1\1\0\0" + packed, (MALFORMED,)),
        "itxt-compressed-but-plain": (b"iTXt", head + b"\1\0\0\0" + text, (MALFORMED,)),
        "itxt-compressed-cut-off": (b"iTXt", head + b"\1\0\0\0" + packed[:-5], (MALFORMED,)),
        "itxt-compressed-checksum": (b"iTXt", head + b"\1\0\0\0" + packed[:-4] + bytes(4), (MALFORMED,)),
        "itxt-compressed-trailing-data": (b"iTXt", head + b"\1\0\0\0" + packed + b"meer", (MALFORMED,)),
        "itxt-compressed-twice": (b"iTXt", head + b"\1\0\0\0" + packed + packed, (MALFORMED,)),
        "itxt-not-utf-8": (
            b"iTXt",
            head + b"\0\0\0\0" + b"\xff\xfe" + text,
            (MALFORMED, "parse.encoding", "parse.not_a_badge"),
        ),
        "itxt-bomb": (
            b"iTXt",
            head + b"\1\0\0\0" + zlib.compress(bytes(60_000_000), 9),
            (CHUNK, PARSE_LARGE, MALFORMED),
        ),
        "ztxt-bomb": (
            b"zTXt",
            head + b"\0" + zlib.compress(bytes(60_000_000), 9),
            (CHUNK, PARSE_LARGE, MALFORMED, NONE),
        ),
        "ztxt-method-1": (b"zTXt", head + b"\1" + packed, (MALFORMED, NONE)),
        "ztxt-cut-off": (b"zTXt", head + b"\0" + packed[:-9], (MALFORMED, NONE)),
    }
    for name, (kind, body, reasons) in bodies.items():
        shelf.bad(name, f"The text chunk: {name}.", png(chunk(kind, body)), *reasons)
    shelf.add_recipe(
        "chunk-over-2-mb", "A text chunk of more than 2 MB.", "large-chunk 2100000", "invalid", CHUNK, PARSE_LARGE
    )
    shelf.add_recipe(
        "upload-over-10-mb", "An image of more than 10 MB.", "large-chunk 10500000", "invalid", CHUNK, PARSE_LARGE
    )


def _frame(shelf: Shelf, text: bytes) -> None:
    good = png(itxt(text))
    badge_ = itxt(text)
    shelf.bad(
        "huge-dimensions",
        "A picture of 65,535 by 65,535.",
        START + header(65_535, 65_535) + badge_ + PIXELS + END,
        LARGE,
    )
    shelf.bad("wide", "A picture of 2^31 - 1 by 1.", START + header(2**31 - 1, 1) + badge_ + PIXELS + END, LARGE)
    frames: dict[str, bytes] = {
        "no-width": START + header(0, 2) + badge_ + PIXELS + END,
        "width-beyond-31-bits": START + header(2**31, 2) + badge_ + PIXELS + END,
        "ihdr-not-first": START + badge_ + header() + PIXELS + END,
        "ihdr-twice": START + header() + header() + badge_ + PIXELS + END,
        "ihdr-too-short": START + chunk(b"IHDR", b"\0\0\0\2\0\0\0\2") + badge_ + PIXELS + END,
        "no-ihdr": START + badge_ + PIXELS + END,
        "no-iend": START + header() + badge_ + PIXELS,
        "iend-with-data": START + header() + badge_ + PIXELS + chunk(b"IEND", b"x"),
        "data-after-iend": good + b"meer",
        "badge-after-iend": png() + badge_,
        "two-pictures": good + good,
        "cut-in-the-chunk": good[: len(good) // 2],
        "cut-in-the-signature": good[:6],
        "only-the-signature": START,
        "wrong-crc": START + header() + chunk(b"iTXt", badge_[8:-4], crc=1) + PIXELS + END,
        "wrong-crc-of-the-pixels": START + header() + badge_ + chunk(b"IDAT", b"xxxx", crc=7) + END,
        "wrong-crc-of-iend": good[:-4] + bytes(4),
        "length-too-long": START + header() + struct.pack(">I", 2**31 - 1) + badge_[4:] + PIXELS + END,
        "length-beyond-31-bits": START + header() + struct.pack(">I", 2**32 - 1) + badge_[4:] + PIXELS + END,
        "kind-not-letters": START + header() + badge_ + chunk(b"iT\0t", b"x") + PIXELS + END,
        "new-lines-converted": good.replace(b"\r\n", b"\n", 1),
        "signature-of-jng": b"\x8bJNG" + good[4:],
    }
    for name, content in frames.items():
        shelf.bad(
            name,
            f"The image: {name}.",
            content,
            MALFORMED,
            LARGE,
            NONE,
            "parse.not_a_badge",
            "image.chunk_too_large",
            ext="png",
        )
