"""Broken ZIPs and photos, for as long as FUZZ_SECONDS says: every one gets an answer of ours, within its limits."""

from __future__ import annotations

import random
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import count

import pytest
from issued import badge, png
from photos import photo_of
from test_fuzz import SECONDS, SEED, damaged

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import archive, baking_png, strict_json
from badgeservice.isolation.photo import text_on

pytestmark = pytest.mark.fuzz

# Of the time, for each of the tests here; those of test_fuzz take the rest.
SHARE = 0.05
ADDRESS = b"https://badges.example/v/7K3M9QXV2HTR5WBD"


def cases() -> Iterator[tuple[str, random.Random]]:
    end = time.monotonic() + SECONDS * SHARE
    for number in count(1):
        if time.monotonic() > end:
            return
        yield f"FUZZ_SEED={SEED}, case {number}", random.Random(f"files-{SEED}-{number}")


def packed() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        made.writestr("a.json", strict_json.dumps(badge()), zipfile.ZIP_DEFLATED)
        made.writestr("map/b.png", baking_png.bake(png(), strict_json.dumps(badge())))
        made.writestr("c.txt", b"hallo", zipfile.ZIP_DEFLATED)
    return written.getvalue()


def test_every_damaged_zip_gives_files_or_a_refusal() -> None:
    whole = packed()
    for case, choose in cases():
        began = time.perf_counter()
        try:
            found = list(archive.members(damaged(whole, choose)))
        except (MalformedError, UnavailableError):
            found = []
        assert time.perf_counter() - began < 3, case
        assert all(member.problem is None or not member.data for member in found), case
        assert sum(len(member.data) for member in found) <= archive.MAX_TOGETHER, case


def test_every_damaged_photo_says_what_it_said_or_nothing() -> None:
    photos = [photo_of(ADDRESS.decode(), size=(480, 360), kind=kind) for kind in ("JPEG", "PNG", "WEBP", "GIF")]
    for case, choose in cases():
        began = time.perf_counter()
        try:
            text = text_on(damaged(choose.choice(photos), choose))
        except (MalformedError, UnavailableError):
            text = ADDRESS
        assert text == ADDRESS, case
        assert time.perf_counter() - began < 12, case
