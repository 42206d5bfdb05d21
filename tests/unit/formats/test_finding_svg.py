"""A credential in an SVG is found by exact names, and nothing in it is expanded, drawn or fetched."""

from __future__ import annotations

import pytest

from badgeservice.errors import MalformedError
from badgeservice.formats.finding_svg import BakedSvg, find

OB3 = 'xmlns:ob="https://purl.imsglobal.org/ob/v3p0"'
OB2 = 'xmlns:ob="http://openbadges.org"'


def svg(inner: str, before: str = "", root: str = 'xmlns="http://www.w3.org/2000/svg"') -> bytes:
    return f"{before}<svg {root}><circle r='4'/>{inner}<g><!-- a comment --><path d='M0 0'/></g></svg>".encode()


def attributes(count: int) -> str:
    return " ".join(f'a{place}=""' for place in range(count))


def quoted(count: int) -> str:
    return ",".join(f'"a{place}":"<"' for place in range(count))


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (svg(f"<ob:credential {OB3}><![CDATA[ {{}} ]]></ob:credential>"), BakedSvg(False, b"{}", None)),
        (svg(f'<ob:credential {OB3} verify="eyJ.e.x"/>'), BakedSvg(False, None, b"eyJ.e.x")),
        (svg(f'<ob:assertion {OB2} verify="https://a.example/1">{{}}</ob:assertion>'),
         BakedSvg(True, b"{}", b"https://a.example/1")),
        (svg('<credential xmlns="https://purl.imsglobal.org/ob/v3p0">{"a":"&amp;"}</credential>'),
         BakedSvg(False, b'{"a":"&"}', None)),
        (svg(f"<ob:credential {OB3}>{{<![CDATA[}}]]></ob:credential>"), BakedSvg(False, b"{}", None)),
        (svg(f"<ob:credential {OB3}>{{}}</ob:credential>", '<?xml version="1.0" encoding="UTF-8"?><?x y?>'),
         BakedSvg(False, b"{}", None)),
        (svg(f'<g xmlns="{"x" * 256}" {attributes(1_999)}/><ob:credential {OB3}>{{}}</ob:credential>'),
         BakedSvg(False, b"{}", None)),
        (svg(f"<ob:credential {OB3}><![CDATA[{{{quoted(3_000)}}}]]></ob:credential>"),
         BakedSvg(False, f"{{{quoted(3_000)}}}".encode(), None)),
        (b"\xef\xbb\xbf" + svg(f"<ob:credential {OB3}>{{}}</ob:credential>"), BakedSvg(False, b"{}", None)),
    ],
)  # fmt: skip
def test_the_credential_is_found(document: bytes, expected: BakedSvg) -> None:
    assert find(document) == expected


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
CREDENTIAL = f"<ob:credential {OB3}>{{}}</ob:credential>"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (svg(""), "image.no_credential"),
        (
            svg('<ob:credential xmlns:ob="https://purl.imsglobal.org/ob/v3p0/">{}</ob:credential>'),
            "image.no_credential",
        ),
        (svg('<ob:credential xmlns:ob="http://purl.imsglobal.org/ob/v3p0">{}</ob:credential>'), "image.no_credential"),
        (svg(f"<ob:Credential {OB3}>{{}}</ob:Credential>"), "image.no_credential"),
        (svg(f"<ob:assertion {OB3}>{{}}</ob:assertion>"), "image.no_credential"),
        (svg(CREDENTIAL * 2), "image.multiple_credentials"),
        (svg(CREDENTIAL + f'<ob:assertion {OB2} verify="x"/>'), "image.multiple_credentials"),
        (svg(CREDENTIAL, BOMB), "svg.dtd_forbidden"),
        (svg(CREDENTIAL, OUTSIDE), "svg.dtd_forbidden"),
        (svg(CREDENTIAL, "<!DOCTYPE svg>"), "svg.dtd_forbidden"),
        (svg(CREDENTIAL, root='xmlns="http://www.w3.org/2000/SVG"'), "svg.malformed"),
        (svg(CREDENTIAL, root=""), "svg.malformed"),
        (svg(CREDENTIAL)[:-3], "svg.malformed"),
        (svg(CREDENTIAL) + b"<svg/>", "svg.malformed"),
        (svg(f"<ob:credential {OB3}>{{}}<b/></ob:credential>"), "svg.malformed"),
        (svg(f"<ob:credential {OB3}>{{}}<!-- x --></ob:credential>"), "svg.malformed"),
        (svg(f"<ob:credential {OB3}>{{}}<?x y?></ob:credential>"), "svg.malformed"),
        (svg(f"<ob:credential {OB3}>&unknown;</ob:credential>"), "svg.malformed"),
        (svg(CREDENTIAL).decode().encode("utf-16"), "svg.malformed"),
        (svg(CREDENTIAL, '<?xml version="1.0" encoding="ISO-8859-1"?>'), "svg.malformed"),
        (svg(f"<ob:credential {OB3}>{'x' * 2_000_001}</ob:credential>"), "image.chunk_too_large"),
        (svg(f'<ob:credential {OB3} verify="{"x" * 2_000_001}"/>'), "image.chunk_too_large"),
        (svg("<g>" * 300 + CREDENTIAL + "</g>" * 300), "image.too_large"),
        (svg("<g>" + "<a/>" * 200_000 + "</g>" + CREDENTIAL), "image.too_large"),
        (svg(f'<g xmlns="{"x" * 257}"/>{CREDENTIAL}'), "image.too_large"),
        (svg(f"<g xmlns:long\n =\t'{'x' * 257}'/>{CREDENTIAL}"), "image.too_large"),
        (svg(f"<g {attributes(2_001)}/>{CREDENTIAL}"), "image.too_large"),
        (svg(f"<g {attributes(2_000)}/>" * 151 + CREDENTIAL), "image.too_large"),
        (svg(f"<ob:credential {OB3}>{'é' * 1_000_001}</ob:credential>"), "image.chunk_too_large"),
        (svg(CREDENTIAL, '<?xml version="1.0" encoding="cp037"?>'), "svg.malformed"),
        (svg(CREDENTIAL, '<?xml version="1.0" encoding="UTF-16"?>'), "svg.malformed"),
        (b"<html/>", "svg.malformed"),
    ],
)
def test_what_is_no_sound_image_with_one_credential_is_refused(document: bytes, reason: str) -> None:
    with pytest.raises(MalformedError) as caught:
        find(document)
    assert caught.value.reason == reason
