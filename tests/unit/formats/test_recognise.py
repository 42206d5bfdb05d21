"""The kind of input is read from its bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from issued import badge, png, status_list

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import baking_png
from badgeservice.formats.recognise import lone_address, recognise

V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"


def encoded(document: Any) -> bytes:
    return json.dumps(document).encode()


def test_a_json_badge_and_a_baked_one_are_the_same_document() -> None:
    document = badge()
    found = recognise(b"\n " + encoded(document) + b"\r\n")
    baked = recognise(baking_png.bake(png(), encoded(document)))
    assert found == baked
    assert (found.document, found.format) == (document, "ob3-data-integrity")


def test_another_credential_is_recognised_as_one() -> None:
    assert recognise(encoded(status_list())).format == "vc-data-integrity"


def test_a_credential_that_speaks_open_badges_but_lost_its_type_is_still_judged() -> None:
    document = {name: value for name, value in badge().items() if name != "type"}
    assert recognise(encoded(document)).format == "ob3-data-integrity"


@pytest.mark.parametrize(
    "data",
    [
        b"eyJhbGciOiJFZERTQSJ9.e30.c2ln~disclosure~",
        b"eyJhbGciOiJFZERTQSJ9.a.b.c.d",
        encoded({"@context": V2, "type": "EnvelopedVerifiableCredential", "id": "data:application/vc+sd-jwt,x"}),
        encoded({"@context": [V2], "type": ["VerifiablePresentation"]}),
        encoded({"payload": "e30", "signatures": []}),
        encoded({"uid": "1", "recipient": {}, "badge": "https://a.example", "verify": {}}),
    ],
)
def test_later_formats_are_not_read_and_nothing_is_said_of_them(data: bytes) -> None:
    with pytest.raises(UnavailableError) as caught:
        recognise(data)
    assert caught.value.reason == "parse.unsupported_format"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "parse.not_a_badge"),
        (b"   \n", "parse.not_a_badge"),
        (b"hallo", "parse.not_a_badge"),
        (b"https://badges.example/badges/1", "parse.not_a_badge"),
        (b"%PDF-1.7", "parse.not_a_badge"),
        (b"<html></html>", "parse.not_a_badge"),
        (b"eyJhbGciOiJFZERTQSJ9.e30.c2ln", "parse.not_a_badge"),
        (b"eyJhbGciOiJFZERTQSJ9.e30=.c2ln", "jws.malformed"),
        (b"eyJhbGciOiJFZERTQSJ9 .e30.c2ln", "jws.malformed"),
        (b"eyJhbGciOiJFZERTQSJ9.e30", "jws.malformed"),
        (b"eyJhIjoxLCJhIjoyfQ.e30.c2ln", "parse.duplicate_key"),
        (baking_png.bake(png(), b"eyJhbGciOiJFZERTQSJ9.e30.c2ln"), "parse.not_a_badge"),
        (b"{}", "parse.not_a_badge"),
        (b'{"type":"Person"}', "parse.not_a_badge"),
        (b"[" + encoded(badge()) + b"]", "parse.not_a_badge"),
        (json.dumps(json.dumps(badge())).encode(), "parse.not_a_badge"),
        (b"{", "parse.json_invalid"),
        (b"\xef\xbb\xbf" + encoded(badge()), "parse.encoding"),
        (b"{" + b" " * 10_000_000, "parse.too_large"),
        (png(), "image.no_credential"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image.no_credential"),
        (b"<?xml version='1.0'?><s:svg xmlns:s='http://www.w3.org/2000/svg'></s:svg>", "image.no_credential"),
        (baking_png.bake(png(), b"hallo"), "parse.not_a_badge"),
        (baking_png.bake(png(), png()), "parse.not_a_badge"),
    ],
)
def test_what_is_no_badge_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(MalformedError) as caught:
        recognise(data)
    assert caught.value.reason == reason


def test_a_text_that_holds_only_an_address_is_that_address() -> None:
    assert lone_address(b" https://badges.example/badges/1\r\n") == "https://badges.example/badges/1"


@pytest.mark.parametrize("data", [b"zie https://a.example", b"https://a.example b", b"ftp://a.example", b"{}", b""])
def test_a_text_with_more_than_an_address_is_not(data: bytes) -> None:
    assert lone_address(data) is None
