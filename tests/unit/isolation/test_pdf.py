"""Is the badge inside a PDF found, and does a hostile file lead to nothing worse than a sentence?"""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from certificates import certificate, document
from pypdf import PdfWriter

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.isolation.pdf import badge_in, is_pdf


def refusal(pdf: bytes) -> str:
    with pytest.raises((MalformedError, UnavailableError)) as refused:
        badge_in(pdf)
    return refused.value.reason


def with_attachments(**files: bytes) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    for name, content in files.items():
        writer.add_attachment(f"{name}.json", content)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def by_hand(packed: bytes) -> bytes:
    """A PDF with one attachment of which the stream is packed."""
    return (
        b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 4 0 R/Names<</EmbeddedFiles<</Names[(b.json)2 0 R]>>>>>>endobj\n"
        b"2 0 obj<</Type/Filespec/F(b.json)/EF<</F 3 0 R>>>>endobj\n4 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%%%EOF" % (len(packed), packed)
    )


def test_the_badge_in_our_own_sheet_is_found_byte_for_byte() -> None:
    pdf = certificate()
    assert is_pdf(pdf)
    assert badge_in(pdf) == document()


def test_other_attachments_are_passed_over_and_one_badge_twice_is_one() -> None:
    assert badge_in(with_attachments(letter=b"Beste Sanne", badge=document(), again=document())) == document()


def test_two_badges_in_one_file_are_refused() -> None:
    assert refusal(with_attachments(one=b'{"id": 1}', other=b'{"id": 2}')) == "parse.ambiguous_input"


def test_a_pdf_without_a_badge_is_no_badge() -> None:
    assert refusal(with_attachments()) == "parse.not_a_badge"
    assert refusal(with_attachments(letter=b"Beste Sanne")) == "parse.not_a_badge"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_half_a_file_says_nothing_about_a_badge(share: float) -> None:
    pdf = certificate()
    assert refusal(pdf[: int(len(pdf) * share)]) in {"parse.unsupported_format", "parse.not_a_badge"}


@pytest.mark.parametrize(
    "pdf",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"[" * 200_000,
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Names 1 0 R>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF",
        (
            b"%PDF-1.7\n1 0 obj<</Type/Catalog/Names<</EmbeddedFiles<</Kids[2 0 R]>>>>>>endobj\n"
            b"2 0 obj<</Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"
        ),
    ],
)
def test_a_hostile_file_leads_to_a_sentence(pdf: bytes) -> None:
    assert refusal(pdf) in {"parse.unsupported_format", "parse.not_a_badge"}


def test_an_attachment_that_swells_does_not_fill_the_machine() -> None:
    """A stream of 400 kB that unpacks to 400 MB stays within the child, and is no badge."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"{") + b"".join(packer.compress(b" " * 10_000_000) for _ in range(40)) + packer.flush()
    assert len(packed) < 500_000
    assert refusal(by_hand(packed)) in {"parse.unsupported_format", "parse.not_a_badge"}
    assert badge_in(by_hand(zlib.compress(b"{}"))) == b"{}", "the same file with something small is read"


def test_what_only_mentions_a_pdf_is_not_one() -> None:
    assert not is_pdf(b'{"name": "%PDF-1.7"}')
    assert not is_pdf(b"<svg>%PDF-</svg>")
    assert not is_pdf(b"x" * 2000 + b"%PDF-1.7")
