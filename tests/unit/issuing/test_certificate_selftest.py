"""The self-test takes the badge out of a certificate that it drew, and sees when it is not in there."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from time import perf_counter

import pytest
from pypdf import PdfReader

from badgeservice.drawing.certificate_pdf import certificate_pdf
from badgeservice.errors import MalformedError
from badgeservice.issuing.certificate_selftest import CERTIFICATE, CODE, attached
from badgeservice.issuing.certificate_sheet import certificate_sheet
from badgeservice.selftest.giver import ADDRESSES, fresh_giver
from badgeservice.selftest.giving import gives

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def test_the_badge_in_the_certificate_is_sound_and_refused_once_withdrawn() -> None:
    lines = {line.fixture: line for line in gives(NOW, perf_counter, (CERTIFICATE,))}
    assert {name: line.found.verdict for name, line in lines.items()} == {
        "sound": "valid",
        "other-key": "invalid",
        "revoked": "invalid",
    }
    assert all(line.holds for line in lines.values())


def test_what_is_taken_out_is_what_another_reader_finds() -> None:
    giver = fresh_giver(NOW)
    pdf = certificate_pdf(certificate_sheet(giver.signed, ADDRESSES.check(CODE), CODE), giver.signed)
    (found,) = PdfReader(BytesIO(pdf)).attachments.values()
    assert attached(pdf) == found[0] == giver.signed


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"<</Type/EmbeddedFile/Length 3>>\nstream\nxyz\nendstream"])
def test_a_certificate_without_its_badge_is_seen(pdf: bytes) -> None:
    with pytest.raises(MalformedError):
        attached(pdf)
