"""A signed badge reads the same as Open Badges 2.0, with no word that 2.0 does not know."""

from __future__ import annotations

from dataclasses import replace

import pytest
from issued import AWARD, KINDS, badge
from issued import CLASS as PAGE
from issued.derived_ob2 import (
    ASSERTION,
    ASSERTIONS,
    CLASS,
    IDENTIFIER,
    IMAGE,
    ISSUER,
    KEY,
    LASTING,
    PREVIOUS,
    REVOKED,
    assertion_to_sign,
    hosted,
    served,
    token,
    world,
)
from issued.other_forms import as_text

from badgeservice.errors import ConflictError
from badgeservice.formats import ob2, ob2_issuer
from badgeservice.formats.ob2_badge_class import badge_class_of
from badgeservice.formats.ob3_achievement import achievement_document, profile
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms
from badgeservice.verification.context import Fetched

OB2 = "https://w3id.org/openbadges/v2"
every_kind = pytest.mark.parametrize("kind", LASTING)


def test_the_hosted_assertion_says_what_was_signed() -> None:
    credential = badge()
    identity = credential["credentialSubject"]["identifier"][1]
    assert ob2.assertion_of(credential, ASSERTION, CLASS, IMAGE) == {
        "@context": OB2,
        "id": ASSERTION,
        "type": "Assertion",
        "recipient": {"type": "email", "hashed": True, "identity": identity["identityHash"], "salt": "0f" * 16},
        "badge": CLASS,
        "verification": {"type": "HostedBadge"},
        "issuedOn": "2026-11-22T10:00:00Z",
        "expires": "2028-11-22T22:59:59Z",
        "image": IMAGE,
        "narrative": '- Je ontvangt gasten (zelf)\n- Je zegt "welkom", ook in het Engels (met hulp)',
        "evidence": [
            {
                "id": "https://badges.example/bewijs/1",
                "type": "Evidence",
                "name": "Waarneming",
                "narrative": "Zag ik drie weken lang aan de balie.",
            }
        ],
    }


def test_the_signed_assertion_differs_in_its_id_and_how_it_is_verified_only() -> None:
    signed = assertion_to_sign()
    assert (signed["id"], signed["verification"]) == (IDENTIFIER, {"type": "SignedBadge", "creator": KEY})
    assert {**signed, "id": ASSERTION, "verification": {"type": "HostedBadge"}} == hosted()


def test_what_the_badge_does_not_say_is_left_out() -> None:
    bare = replace(LASTING["skillsbadge"], results=())
    assertion = ob2.assertion_of(badge(bare), ASSERTION, CLASS, None)
    assert set(assertion) == {"@context", "id", "type", "recipient", "badge", "verification", "issuedOn"}


def test_a_behaviour_without_a_level_is_told_without_one() -> None:
    assert hosted(LASTING["skillsbadge"])["narrative"] == "- Je ontvangt gasten"


def test_without_an_email_there_is_no_form_in_2_0() -> None:
    nameless = badge(KINDS["skillsbadge"])
    assert (ob2.names_an_email(nameless), ob2.names_an_email(badge())) == (False, True)
    with pytest.raises(ConflictError, match="geen e-mailadres"):
        ob2.assertion_of(nameless, ASSERTION, CLASS, IMAGE)
    with pytest.raises(ConflictError):
        ob2.signed_assertion_of(nameless, IDENTIFIER, CLASS, KEY)


@pytest.mark.parametrize(
    "identity",
    [
        {"hashed": False, "identityHash": "sanne@post.example"},
        {"hashed": True, "identityHash": "sanne@post.example"},
        {"hashed": True, "identityHash": "md5$" + "0" * 32},
        {"hashed": True},
    ],
)
def test_an_email_that_is_not_hashed_is_never_shown(identity: dict[str, object]) -> None:
    subject = {"identifier": [{"type": "IdentityObject", "identityType": "emailAddress", **identity}]}
    assert not ob2.names_an_email({"credentialSubject": subject})


def test_the_signed_id_is_always_the_same_and_does_not_give_the_badge_away() -> None:
    assert ob2.signed_identifier(AWARD.id) == IDENTIFIER != ob2.signed_identifier(AWARD.id + "0")
    assert IDENTIFIER.startswith("urn:uuid:")
    assert IDENTIFIER.removeprefix("urn:uuid:") not in AWARD.id


def test_the_badge_class_says_what_the_achievement_says() -> None:
    achievement = achievement_document(AWARD.achievement, AWARD.issuer)
    assert badge_class_of({**achievement, "tag": ["horeca"]}, CLASS, ISSUER, PREVIOUS) == {
        "@context": OB2,
        "id": CLASS,
        "type": "BadgeClass",
        "name": "Gasten ontvangen",
        "description": "Je helpt gasten aan de balie van een hotel.",
        "image": {"id": f"{PAGE}/image.png", "caption": "Een werkkaart met een bel"},
        "criteria": {"id": PAGE, "narrative": '- Je ontvangt gasten\n- Je zegt "welkom", ook in het Engels'},
        "issuer": ISSUER,
        "alignment": [
            {
                "type": "AlignmentObject",
                "targetName": "Ontvangt gasten",
                "targetUrl": "https://kwalificaties.example/25168/B1-K1-W1",
                "targetCode": "25168/B1-K1-W1",
            },
            {
                "type": "AlignmentObject",
                "targetName": "gasten begroeten",
                "targetUrl": "http://data.europa.eu/esco/skill/9c2a-1",
                "targetFramework": "ESCO",
            },
        ],
        "tags": ["horeca"],
        "related": [{"id": PREVIOUS, "type": "BadgeClass", "@language": "nl", "version": "1"}],
        "@language": "nl",
        "version": "2",
    }


def test_a_first_version_is_related_to_nothing() -> None:
    achievement = achievement_document(replace(AWARD.achievement, alignments=(), previous=None), AWARD.issuer)
    assert {"related", "alignment", "tags"}.isdisjoint(badge_class_of(achievement, CLASS, ISSUER, PREVIOUS))
    whole = achievement_document(AWARD.achievement, AWARD.issuer)
    assert "related" not in badge_class_of(whole, CLASS, ISSUER)


def test_the_issuer_names_its_scope_its_key_and_its_list() -> None:
    assert served()[ISSUER] == {
        "@context": OB2,
        "id": ISSUER,
        "type": "Issuer",
        "name": "Hotel Zon",
        "url": "https://badges.example/orgs/hotel-zon",
        "email": "badges@hotel.example",
        "verification": {"type": "VerificationObject", "startsWith": ASSERTIONS},
        "revocationList": REVOKED,
        "publicKey": KEY,
    }


@pytest.mark.parametrize(("keys", "listed"), [([], None), ([KEY], KEY), ([KEY, "https://k2"], [KEY, "https://k2"])])
def test_every_key_of_the_issuer_is_listed(keys: list[str], listed: object) -> None:
    made = ob2_issuer.issuer_of(
        profile(AWARD.issuer), ISSUER, email="a@b.example", keys=keys, revocation_list=REVOKED, starts_with=ASSERTIONS
    )
    assert made.get("publicKey") == listed


@every_kind
def test_no_document_holds_a_word_that_2_0_does_not_know(kind: str) -> None:
    documents = [*served(LASTING[kind]).values(), assertion_to_sign(LASTING[kind]), ob2.revoked_assertion("urn:a", "b")]
    for document in documents:
        # `@language` beside other members is the standard's own, and no word that a context would have to know.
        kept = {name: value for name, value in document.items() if name not in ("@language", "related")}
        refuse_dropped_terms(kept)


@every_kind
def test_our_own_verifier_accepts_both_forms_of_every_kind(kind: str) -> None:
    award = LASTING[kind]
    for data, format_ in ((as_text(hosted(award)), "ob2-hosted"), (token(assertion_to_sign(award)), "ob2-signed")):
        report = world(served(award)).check(data)
        assert (report.verdict, report.format, report.warnings) == ("valid", format_, ())
        assert report.check("recipient").outcome == "passed"


@pytest.mark.parametrize("others", [(), ((ob2.signed_identifier("urn:b"), None),)])
def test_a_signed_badge_on_the_list_is_revoked_with_its_reason(others: tuple[tuple[str, str | None], ...]) -> None:
    report = world(served(AWARD, (IDENTIFIER, "Fout"), *others)).check(token(assertion_to_sign()))
    assert (report.verdict, report.check("status").reason) == ("invalid", "ob2.revoked")
    assert report.check("status").evidence["message"] == "Fout"


def test_a_signed_badge_that_is_not_on_the_list_of_others_is_valid() -> None:
    report = world(served(AWARD, (ob2.signed_identifier("urn:b"), "Fout"))).check(token(assertion_to_sign()))
    assert report.verdict == "valid"


def test_the_list_is_empty_lone_or_as_long_as_what_was_revoked() -> None:
    def listed(*entries: tuple[str, str | None]) -> object:
        return ob2_issuer.revocation_list_of(REVOKED, ISSUER, entries)["revokedAssertions"]

    assert listed() == []
    assert listed(("urn:a", "Fout")) == [{"id": "urn:a", "revocationReason": "Fout"}, "urn:a"]
    assert listed(("urn:a", None), ("urn:b", "Weg")) == [{"id": "urn:a"}, {"id": "urn:b", "revocationReason": "Weg"}]


@pytest.mark.parametrize("reason", ["Fout", None])
def test_a_revoked_hosted_badge_says_so_with_its_reason(reason: str | None) -> None:
    gone = ob2.revoked_assertion(ASSERTION, reason)
    report = world({**served(), ASSERTION: Fetched(as_text(gone), "application/json", 410)}).check(hosted())
    assert (report.verdict, report.check("proof").reason) == ("invalid", "ob2.revoked")
    assert report.check("proof").evidence.get("detail") == reason
