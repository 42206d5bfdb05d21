"""Everything a report can say is a sentence somebody understands."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from issued import DID, World, badge, status_list

import badgeservice
from badgeservice.exact_words import IN_DETAIL
from badgeservice.formats import archive, pictures
from badgeservice.isolation import photo
from badgeservice.verification import mandate
from badgeservice.verification.report import CHECK_IDS, Check, Outcome
from badgeservice.web import bulk
from badgeservice.wording import (
    NOT_MADE,
    PASSED,
    REASONS,
    VERDICTS,
    sentence_for,
    translator,
    verdict_key,
    verdict_sentences,
)

CORE = ("formats", "jsonld", "proofs", "status", "verification", "network")
FAMILIES = "parse schema type context proof jws issuer time status fetch image svg ob2 recipient endorsement content"
REASON = re.compile(rf"(?:{FAMILIES.replace(' ', '|')})\.[a-z0-9_]+")
# Written as a reason code would be, but members of a document.
NOT_REASONS = {"context.json", "status.py"}

# Stable identifiers that others write in their scripts: the list of the public contract.
PUBLISHED = """
parse.json_invalid parse.duplicate_key parse.too_large parse.too_deep parse.number_range parse.encoding
parse.not_a_badge parse.ambiguous_input parse.unsupported_format
schema.invalid
type.missing
context.unknown context.order context.redefinition context.dropped_terms context.too_complex
proof.missing proof.signature_invalid proof.value_malformed proof.cryptosuite_unknown proof.purpose_invalid
proof.vm_not_authorized proof.vm_controller_mismatch proof.key_weak proof.expired proof.created_invalid
proof.context_mismatch proof.set_incomplete
jws.alg_not_allowed jws.malformed jws.crit_unknown jws.b64_unsupported jws.key_from_header jws.kid_invalid
jws.typ_invalid jws.claims_conflict
issuer.mismatch issuer.key_unbound issuer.unresolvable issuer.untrusted issuer.name_confusable
time.expired time.not_yet_valid time.malformed time.inverted
status.revoked status.suspended status.message status.unreachable status.unsupported status.stale
status.list_invalid status.list_issuer_mismatch status.list_too_short status.list_too_large
status.purpose_mismatch status.index_out_of_range
fetch.blocked fetch.scheme fetch.redirect_blocked fetch.too_large fetch.timeout fetch.unreachable
image.malformed image.too_large image.chunk_too_large image.multiple_credentials image.no_credential
svg.dtd_forbidden svg.malformed
ob2.hosted_scope ob2.id_mismatch ob2.key_not_declared ob2.revoked
recipient.mismatch recipient.weak_hash
endorsement.invalid
content.url_unsafe
not_checked
"""

SENTENCES = [*PASSED.values(), *NOT_MADE.values(), *REASONS.values()]


def reasons_in_the_code() -> set[str]:
    folder = Path(badgeservice.__file__).parent
    files = [file for name in CORE for file in (folder / name).rglob("*.py")]
    constants = (
        node.value for file in files for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Constant)
    )
    return {text for text in constants if isinstance(text, str) and REASON.fullmatch(text)} - NOT_REASONS


def test_every_reason_in_the_code_has_its_sentence() -> None:
    assert reasons_in_the_code() - set(REASONS) == set()


def test_the_reasons_with_a_sentence_are_the_published_ones() -> None:
    assert set(REASONS) | {"not_checked"} == set(PUBLISHED.split())


def test_every_check_has_a_sentence_for_when_it_passes() -> None:
    assert tuple(PASSED) == CHECK_IDS


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_a_sentence_without_jargon(sentence: str) -> None:
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert not re.search(r"\b(DID|proof|hash|issuer|credential|JSON-LD|context|schema)\b", sentence, re.IGNORECASE)
    assert all(len(part.split()) <= 20 for part in sentence.split("."))


def test_a_check_that_was_not_made_says_why() -> None:
    for_proof = sentence_for(Check("status", Outcome.UNKNOWN, "not_checked", {"because": "proof"}), str)
    for_nobody = sentence_for(Check("recipient", Outcome.UNKNOWN, "not_checked"), str)
    assert "handtekening" in for_proof
    assert "e-mailadres" in for_nobody
    assert sentence_for(Check("status", Outcome.UNKNOWN, "not_checked"), str) == NOT_MADE[""]


def test_dutch_needs_no_catalogue() -> None:
    assert translator("nl")("Deze badge is echt.") == "Deze badge is echt."


@pytest.mark.parametrize(
    ("world", "document", "key"),
    [
        (World(), badge(), "valid"),
        (World(known={}), badge(), "untrusted"),
        (World(), badge(issuer={"id": DID, "type": ["Profile"], "url": "http://a.example"}), "warning"),
        (World(), badge(validUntil="2026-11-22T12:00:00Z"), "expired"),
        (World(), {**badge(), "name": "x"}, "invalid"),
        (World(documents={}), badge(), "unknown"),
        (World(), b"hallo", "no_badge"),
        (World(), b"{", "invalid"),
    ],
)
def test_each_verdict_has_its_own_heading(world: World, document: dict[str, object] | bytes, key: str) -> None:
    report = world.check(document)
    assert verdict_key(report) == key
    assert verdict_sentences(report, str) == VERDICTS[key]


def test_revoked_is_said_in_words_of_its_own() -> None:
    world = World()
    world.documents["https://badges.example/status/1"] = status_list(94567)
    assert verdict_key(world.check(badge())) == "revoked"


def test_a_detail_that_is_said_more_exactly_is_one_that_is_given() -> None:
    given = {
        value
        for module in (archive, pictures, photo, bulk, mandate)
        for value in vars(module).values()
        if isinstance(value, str)
    }
    assert {detail for _reason, detail in IN_DETAIL} <= given | set(REASONS)
    assert {reason for reason, _detail in IN_DETAIL} <= set(REASONS)
    assert (
        sentence_for(Check("structure", Outcome.UNKNOWN, "parse.unsupported_format", {"detail": "HEIC"}), str)
        == (IN_DETAIL["parse.unsupported_format", "HEIC"])
    )
