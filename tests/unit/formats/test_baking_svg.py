"""A credential goes into an SVG and comes out the same, and the rest of the file stays as it was."""

from __future__ import annotations

import base64
import json
from io import BytesIO

import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st
from issued import png
from PIL import Image

from badgeservice.errors import MalformedError
from badgeservice.formats import baking_png
from badgeservice.formats.baking_svg import bake, svg_around_png
from badgeservice.formats.finding_svg import BakedSvg, find

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><circle r="4"/></svg>'
TOKEN = b"eyJhbGciOiJSUzI1NiJ9.eyJpZCI6InVybjphIn0.c2ln"
CREDENTIAL = '{"naam":"Zoë ]> & <b>","a":[[1]]}'.encode()
ASSERTION = b'{"id":"https://a.example/1?b=2&c=\'\\"3","naam":"Jo"}'
OB3 = 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'

# Letters that may stand in JSON of ours; the two that XML lacks stand in names all the same.
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff") | st.sampled_from("\ufffe\uffff")
TEXTS = st.text(st.sampled_from("]>&<\"'!-[CDATA\r\n\t") | LETTERS)
DOCUMENTS = st.dictionaries(TEXTS, st.recursive(TEXTS | st.booleans() | st.none(), st.lists, max_leaves=9))


def reason(svg: bytes, credential: bytes = CREDENTIAL, is_open_badge_2: bool = False) -> str:
    with pytest.raises(MalformedError) as caught:
        bake(svg, credential, is_open_badge_2=is_open_badge_2)
    return caught.value.reason


def test_json_stands_in_the_element_that_the_standard_names() -> None:
    assert bake(SVG, b'{"a":1}') == (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">'
        b'<openbadges:credential><![CDATA[{"a":1}]]></openbadges:credential><circle r="4"/></svg>'
    )


def test_a_token_stands_in_the_attribute_that_the_standard_names() -> None:
    assert f'<openbadges:credential verify="{TOKEN.decode()}"/><circle'.encode() in bake(SVG, TOKEN)


def test_a_hosted_assertion_of_2_0_has_its_address_beside_it() -> None:
    baked = bake(SVG, b'{"id":"https://a.example/1"}', is_open_badge_2=True)
    assert (
        b'viewBox="0 0 4 4" xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="https://a.' in baked
    )
    assert find(bake(SVG, ASSERTION, is_open_badge_2=True)) == BakedSvg(
        True, ASSERTION, b"https://a.example/1?b=2&c='\"3"
    )


def test_a_signed_badge_of_2_0_stands_alone_in_its_element() -> None:
    baked = bake(SVG, TOKEN, is_open_badge_2=True)
    assert f'<openbadges:assertion verify="{TOKEN.decode()}"/><circle'.encode() in baked
    assert find(baked) == BakedSvg(True, None, TOKEN)


@given(DOCUMENTS, st.booleans())
def test_any_json_comes_out_byte_for_byte_but_for_what_xml_cannot_hold(
    document: dict[str, object], is_open_badge_2: bool
) -> None:
    credential = json.dumps({**document, "id": "https://a.example/1"}, ensure_ascii=False).encode()
    verify = b"https://a.example/1" if is_open_badge_2 else None
    baked = bake(SVG, credential, is_open_badge_2=is_open_badge_2)
    written = credential.replace(b"]]>", rb"]]\u003e")
    for character, escape in (("\ufffe", rb"\ufffe"), ("\uffff", rb"\uffff")):
        written = written.replace(character.encode(), escape)
    assert find(baked) == BakedSvg(is_open_badge_2, written, verify)
    assert json.loads(written) == json.loads(credential)
    assert baked.count(b"<![CDATA[") - written.count(b"<![CDATA[") == baked.count(b"]]>") == 1


@pytest.mark.parametrize(
    "svg",
    [
        SVG,
        b"\xef\xbb\xbf" + SVG,
        b'<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- <svg> or "\' --><?x <svg>?>\n' + SVG + b"\r\n<!-- end -->",
        b"<svg xmlns='http://www.w3.org/2000/svg' aria-label='1 > 0'\r\n\tid=\"a'>b\" ><g/></svg >",
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/></s:svg>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {OB3}><g/></svg>'.encode(),
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="urn:other"><openbadges:credential/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" aria-label="é"><text>Zoë</text></svg>'.encode(),
        f'<!--{"é" * 70_000}--><svg xmlns="http://www.w3.org/2000/svg" id="{"é" * 70_000}"><g/></svg>'.encode(),
    ],
)
@pytest.mark.parametrize("credential", [CREDENTIAL, TOKEN])
def test_nothing_but_the_credential_is_added(svg: bytes, credential: bytes) -> None:
    baked = bake(svg, credential)
    found = find(baked)
    assert credential in (found.body, found.verify)
    start = baked.index(b"<openbadges:credential")
    last = b"</openbadges:credential>" if credential == CREDENTIAL else b"/>"
    rest = baked[:start] + baked[baked.index(last, start) + len(last) :]
    assert rest.replace(f" {OB3}".encode(), b"") == svg.replace(f" {OB3}".encode(), b"")


def test_a_root_that_closes_itself_is_opened() -> None:
    baked = bake(b'<svg xmlns="http://www.w3.org/2000/svg" />', TOKEN)
    assert baked.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"  xmlns:openbadges=')
    assert baked.endswith(b'"/></svg>')
    assert find(baked).verify == TOKEN


@pytest.mark.parametrize("first", [CREDENTIAL, TOKEN])
@pytest.mark.parametrize("is_open_badge_2", [True, False])
def test_a_second_credential_is_not_baked_beside_the_first(first: bytes, is_open_badge_2: bool) -> None:
    assert reason(bake(SVG, first), ASSERTION, is_open_badge_2) == "image.multiple_credentials"
    assert reason(bake(SVG, TOKEN, is_open_badge_2=True), CREDENTIAL) == "image.multiple_credentials"


@pytest.mark.parametrize(
    ("svg", "expected"),
    [
        (b"<!DOCTYPE svg>" + SVG, "svg.dtd_forbidden"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "svg.dtd_forbidden"),
        (SVG[:-1], "svg.malformed"),
        (b"<html><svg/></html>", "svg.malformed"),
        (b'<svg viewBox="0 0 4 4"/>', "svg.malformed"),
        (png(), "svg.malformed"),
        (b"", "svg.malformed"),
        (SVG.decode().encode("utf-16"), "svg.malformed"),
    ],
)
def test_what_is_no_safe_svg_is_not_baked_into(svg: bytes, expected: str) -> None:
    assert reason(svg) == expected


@pytest.mark.parametrize(
    ("credential", "is_open_badge_2", "expected"),
    [
        (b'{"a":\r\n1}', False, "image.malformed"),
        (b"", False, "image.malformed"),
        (b"https://a.example/1", True, "image.malformed"),
        (TOKEN + b'" x="', False, "image.malformed"),
        (b'{"a":1}', True, "image.malformed"),
        (b'{"id":1}', True, "image.malformed"),
        (b'{"id":"a\\tb"', True, "parse.json_invalid"),
        (b'{"a":"\x01"}', False, "svg.malformed"),
        (b'{"a":"\xff"}', False, "svg.malformed"),
        (b"{" + b" " * 2_000_000 + b"}", False, "image.chunk_too_large"),
    ],
)
def test_what_would_not_come_out_the_same_is_not_baked(credential: bytes, is_open_badge_2: bool, expected: str) -> None:
    assert reason(SVG, credential, is_open_badge_2) == expected


def test_an_svg_around_a_png_shows_that_png() -> None:
    wrapped = svg_around_png(png(40))
    drawn = Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=wrapped.decode()))))
    assert drawn.size == (40, 40)
    assert drawn.convert("RGBA").getcolors() == [(1600, (90, 35, 80, 255))]
    assert base64.b64encode(png(40)) in wrapped


def test_an_svg_around_a_png_can_be_baked_into() -> None:
    assert find(bake(svg_around_png(png()), CREDENTIAL)).body == CREDENTIAL


def test_a_png_that_holds_a_credential_or_is_broken_gets_no_svg_around_it() -> None:
    for image, expected in (
        (baking_png.bake(png(), CREDENTIAL), "image.multiple_credentials"),
        (baking_png.bake(png(), TOKEN, baking_png.OPEN_BADGES_2_KEYWORD), "image.multiple_credentials"),
        (png()[:-1], "image.malformed"),
    ):
        with pytest.raises(MalformedError) as caught:
            svg_around_png(image)
        assert caught.value.reason == expected
