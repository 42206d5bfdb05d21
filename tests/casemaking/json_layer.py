"""Text that two readers would read in two ways, or that is too large: the layer below the badge."""

from __future__ import annotations

import json
from typing import Any

from casemaking.badges import badge, changed, generic, plain
from casemaking.cast import Signer, zon
from casemaking.shelf import Shelf, as_bytes

ENCODING, INVALID, DUPLICATE, RANGE = (
    "parse.encoding",
    "parse.json_invalid",
    "parse.duplicate_key",
    "parse.number_range",
)
NOT_A_BADGE, LARGE, DEEP = "parse.not_a_badge", "parse.too_large", "parse.too_deep"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "json-layer"
    issuer = zon(shelf)
    text = as_bytes(issuer.prove(badge(issuer))).decode()
    _duplicates(shelf, text)
    _numbers(shelf, issuer)
    _letters(shelf, issuer, text)
    _encodings(shelf, text)
    _wholes(shelf, issuer, text)
    _sizes(shelf, issuer)


def _duplicates(shelf: Shelf, text: str) -> None:
    for name, before, after in (
        ("at-the-top", '"name":"Gasten ontvangen"', '"name":"Directeur","name":"Gasten ontvangen"'),
        ("same-value", '"name":"Gasten ontvangen"', '"name":"Gasten ontvangen","name":"Gasten ontvangen"'),
        ("spelled-with-an-escape", '"name":"Gasten ontvangen"', '"n\\u0061me":"Directeur","name":"Gasten ontvangen"'),
        ("in-the-subject", '"licenseNumber":', '"licenseNumber":"PV-1","licenseNumber":'),
        ("of-the-proof", '"proof":', '"proof":[],"proof":'),
        ("of-the-context", '"@context":', '"@context":[],"@context":'),
        ("in-the-proof", '"cryptosuite":', '"cryptosuite":"none","cryptosuite":'),
        ("of-the-issuer", '"issuer":', '"issuer":"did:web:maan.example","issuer":'),
    ):
        shelf.bad(f"duplicate-{name}", f"A name twice: {name}.", text.replace(before, after, 1), DUPLICATE)
    ended = text[:-1] + ',"validUntil":"2099-01-01T00:00:00Z"}'
    shelf.bad("duplicate-at-the-end", "A second validUntil after the proof.", ended, DUPLICATE)


def _numbers(shelf: Shelf, issuer: Signer) -> None:
    document = badge(issuer)
    document["credentialSubject"]["creditsEarned"] = 12345
    text = as_bytes(issuer.prove(document, "eddsa-jcs-2022")).decode()
    for name, number in (
        ("two-to-the-53", "9007199254740993"),
        ("forty-digits", "1" + "0" * 40),
        ("400-digits", "9" * 400),
        ("5000-digits", "9" * 5000),
        ("exponent-400", "1e400"),
        ("minus-exponent-400", "-1e400"),
        ("exponent-of-ten-digits", "1e9999999999"),
        ("eighteen-digits-of-fraction", "0.123456789012345678901234567890"),
    ):
        shelf.bad(f"number-{name}", f"A number outside I-JSON: {name}.", text.replace("12345", number), RANGE)
    for name, number in (
        ("nan", "NaN"),
        ("infinity", "Infinity"),
        ("minus-infinity", "-Infinity"),
        ("leading-zero", "012345"),
        ("plus", "+12345"),
        ("hexadecimal", "0x3039"),
        ("no-digit-before-the-point", ".5"),
        ("no-digit-after-the-point", "5."),
        ("underscores", "12_345"),
    ):
        shelf.bad(f"number-{name}", f"No number of JSON: {number}.", text.replace("12345", number), RANGE, INVALID)


def _letters(shelf: Shelf, issuer: Signer, text: str) -> None:
    for name, letters in (
        ("lone-high-surrogate", "\\ud83d"),
        ("lone-low-surrogate", "\\ude00"),
        ("turned-surrogates", "\\ude00\\ud83d"),
        ("null", "\\u0000"),
        ("escape", "\\u001b[31m"),
        ("vertical-tab", "\\u000b"),
        ("backspace", "\\b"),
        ("form-feed", "\\f"),
        ("delete", "\\u007f"),
        ("raw-delete", "\x7f"),
    ):
        forged = text.replace("Gasten ontvangen", f"Gasten{letters} ontvangen", 1)
        shelf.bad(f"letter-{name}", f"A character that is refused: {name}.", forged, ENCODING)
    signed = as_bytes(issuer.prove(badge(issuer, name="Gasten\x01"), "eddsa-jcs-2022"))
    shelf.bad("letter-signed-control", "A control character under a signature that holds.", signed, ENCODING)
    key = text.replace('"licenseNumber"', '"license\\u0000Number"')
    shelf.bad("letter-null-in-a-name", "A control character in a name.", key, ENCODING)
    raw = text.replace("Gasten ontvangen", "Gasten\nontvangen", 1)
    shelf.bad("letter-raw-new-line", "A line feed inside a string must be escaped.", raw, INVALID, ENCODING)
    tab = text.replace("Gasten ontvangen", "Gasten\tontvangen", 1)
    shelf.bad("letter-raw-tab", "A tab inside a string must be escaped.", tab, INVALID, ENCODING)
    unknown = text.replace("Gasten ontvangen", "Gasten\\x20ontvangen", 1)
    shelf.bad("letter-unknown-escape", "An escape that JSON has not.", unknown, INVALID)


def _encodings(shelf: Shelf, text: str) -> None:
    data = text.encode()
    for name, forged in (
        ("byte-order-mark", b"\xef\xbb\xbf" + data),
        ("latin-1", text.replace("Een bel", "Één bel").encode("latin-1")),
        ("overlong", data.replace(b"Een bel", b"Een\xc0\xa0bel")),
        ("surrogates-as-utf-8", data.replace(b"Een bel", b"Een \xed\xa0\xbd\xed\xb8\x80")),
        ("cut-in-a-letter", data.replace(b"Een bel", b"Een b\xe2\x82")),
        ("null-at-the-end", data + b"\0"),
    ):
        shelf.bad(f"encoding-{name}", f"Not plain UTF-8: {name}.", forged, ENCODING, INVALID, NOT_A_BADGE, ext="json")
    for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        shelf.bad(f"encoding-{name}", f"In {name}.", text.encode(name), ENCODING, NOT_A_BADGE, INVALID, ext="json")
    shelf.bad("encoding-utf-7", "In UTF-7.", b"+AHs-" + data[1:], ENCODING, NOT_A_BADGE, INVALID, ext="json")


def _wholes(shelf: Shelf, issuer: Signer, text: str) -> None:
    other = as_bytes(issuer.prove(badge(issuer, 2))).decode()
    wrong: dict[str, tuple[str, str]] = {
        "trailing-brace": ("A brace after the badge.", text + "}"),
        "trailing-words": ("Words after the badge.", text + " en meer"),
        "two-badges": ("Two badges after each other.", text + "\n" + other),
        "comment": ("A comment before the end.", text[:-1] + "/* klaar */}"),
        "trailing-comma": ("A comma before the end.", text[:-1] + ",}"),
        "cut-off": ("The badge ends halfway.", text[: len(text) // 2]),
        "single-quotes": ("Names in single quotes.", text.replace('"name"', "'name'", 1)),
        "names-without-quotes": ("A name without quotes.", text.replace('"name"', "name", 1)),
        "words-before": ("Words before the badge.", "badge = " + text),
        "jsonp": ("The badge as an argument.", f"badge({text})"),
        "array": ("The badge in an array.", f"[{text}]"),
        "array-of-two": ("Two badges in an array.", f"[{text},{other}]"),
        "text-in-text": ("The badge in a JSON string.", json.dumps(text)),
        "text-in-text-twice": ("The badge in a JSON string in a JSON string.", json.dumps(json.dumps(text))),
        "percent-encoded": ("The badge as percent-encoded text.", text.replace("{", "%7B")),
        "data-address": ("The badge as a data: address.", "data:application/json," + text),
        "no-break-space-before": ("A no-break space before the badge.", "\u00a0" + text),
    }
    for name, (says, forged) in wrong.items():
        shelf.bad(name, says, forged, INVALID, NOT_A_BADGE, ENCODING, "parse.ambiguous_input", ext="txt")
    inside: dict[str, tuple[str, Any]] = {
        "in-a-member": ("The badge under a member.", {"badge": json.loads(text)}),
        "as-a-string-in-a-member": ("The badge as a string under a member.", {"verifiableCredential": text}),
        "empty-object": ("An empty object.", {}),
        "other-json": ("JSON that is no badge.", {"hallo": "wereld", "getallen": [1, 2, 3]}),
        "did-document": (
            "A DID document.",
            json.loads(shelf.files[shelf.addresses["https://badges.example/orgs/zon/did.json"]["file"]]),
        ),
        "profile": ("Only an issuer.", {"id": "https://zon.example", "type": "Profile", "name": "Hotel Zon"}),
    }
    for name, (says, document) in inside.items():
        shelf.never(
            name,
            says,
            document,
            NOT_A_BADGE,
            "parse.unsupported_format",
            "type.missing",
            "schema.invalid",
            "context.unknown",
        )
    for name, bare in (
        ("empty", ""),
        ("spaces", " \n\t "),
        ("null", "null"),
        ("true", "true"),
        ("number", "42"),
        ("word", "badge"),
        ("html", "<!doctype html><p>badge</p>"),
        ("pdf", "%PDF-1.7\n"),
    ):
        shelf.bad(
            f"only-{name}",
            f"The input is {name}.",
            bare,
            NOT_A_BADGE,
            INVALID,
            "svg.malformed",
            "image.no_credential",
            "svg.dtd_forbidden",
            "parse.unsupported_format",
            not_valid_only=name in ("html", "pdf"),
            ext="txt",
        )


def _sizes(shelf: Shelf, issuer: Signer) -> None:
    def deep(levels: int) -> dict[str, Any]:
        value: Any = "bodem"
        for _ in range(levels):
            value = [value]
        return issuer.prove(generic(issuer, termsOfUse=value), "eddsa-jcs-2022")

    shelf.bad("depth-65", "One level too deep, and signed.", deep(64), DEEP)
    shelf.bad("depth-100", "A hundred levels deep.", deep(99), DEEP)
    shelf.add_recipe("depth-100000", "A hundred thousand levels.", "deep 100000", "invalid", DEEP, LARGE)
    shelf.add_recipe(
        "open-brackets", "A million open brackets.", "repeated 1000000 [", "invalid", DEEP, NOT_A_BADGE, INVALID
    )
    shelf.add_recipe("open-braces", "Many open braces.", 'repeated 300000 {"a":', "invalid", DEEP, INVALID, LARGE)
    nodes = changed(plain(issuer), "credentialSubject.achievement.tag", ["a"] * 10_001)
    shelf.bad("nodes-10001", "More than ten thousand values.", issuer.prove(nodes, "eddsa-jcs-2022"), LARGE)
    empties = {**issuer.prove(plain(issuer)), "evidence": [{}] * 12_000}
    shelf.bad("nodes-empty-objects", "Twelve thousand empty objects.", empties, LARGE)
    good = "good-proofs/proof-in-an-array.json"
    shelf.add_recipe("bytes-2-mb", "A badge of just over 2 MB.", f"padded {good} 2000000", "invalid", LARGE)
    shelf.add_recipe("bytes-9-mb", "A badge of 9 MB.", f"padded {good} 9000000", "invalid", LARGE)
    shelf.add_recipe("bytes-11-mb", "An input of 11 MB.", f"padded {good} 11000000", "invalid", LARGE)
    shelf.add_recipe("spaces-11-mb", "White space of 11 MB.", "repeated 11000000 \t", "invalid", LARGE)
    contexts = changed(issuer.prove(plain(issuer)), "@context", [plain(issuer)["@context"][0]] * 9)
    shelf.bad("nine-contexts", "Nine contexts.", contexts, LARGE, "context.order")
