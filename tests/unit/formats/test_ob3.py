"""An award becomes the credential that the design describes."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from issued import ACHIEVEMENT, AWARD, CLASS, DEELCERTIFICAAT, DID, ISSUER, LIST_ADDRESS, SKILLSBADGE

from badgeservice.formats import ob3
from badgeservice.formats.ob3_achievement import achievement_document, achievement_type
from badgeservice.formats.read_ob3 import read
from badgeservice.model.achievement import Alignment, Behaviour, Kind

DOCUMENT = ob3.credential_for(AWARD)
SUBJECT = DOCUMENT["credentialSubject"]


def test_contexts_types_and_dates_are_those_of_the_contract() -> None:
    assert DOCUMENT["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert DOCUMENT["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert (DOCUMENT["validFrom"], DOCUMENT["validUntil"]) == ("2026-11-22T10:00:00Z", "2028-11-22T22:59:59Z")


def test_the_status_is_one_object_with_an_id() -> None:
    assert DOCUMENT["credentialStatus"] == {
        "id": f"{LIST_ADDRESS}#94567",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": LIST_ADDRESS,
    }


def test_the_learner_is_a_plain_name_and_a_salted_hash() -> None:
    name, email = SUBJECT["identifier"]
    assert (name["identityType"], name["hashed"], name["identityHash"]) == ("name", False, "Sanne de Boer")
    digest = hashlib.sha256(b"sanne@post.example" + b"0f" * 16).hexdigest()
    assert (email["identityHash"], email["salt"], email["hashed"]) == (f"sha256${digest}", "0f" * 16, True)


def test_without_an_email_there_is_only_the_name() -> None:
    assert len(ob3.credential_for(SKILLSBADGE)["credentialSubject"]["identifier"]) == 1


def test_levels_are_pointed_at_by_absolute_addresses() -> None:
    assert [item["achievedLevel"] for item in SUBJECT["result"]] == [f"{CLASS}#b1-zelf", f"{CLASS}#b2-met-hulp"]
    levels = SUBJECT["achievement"]["resultDescription"][0]["rubricCriterionLevel"]
    assert [level["name"] for level in levels] == ["met hulp", "zelf"]


def test_a_kind_without_levels_says_completed() -> None:
    document = ob3.credential_for(SKILLSBADGE)
    assert document["credentialSubject"]["result"][0]["status"] == "Completed"
    description = document["credentialSubject"]["achievement"]["resultDescription"][0]
    assert description["resultType"] == "Status"
    assert "rubricCriterionLevel" not in description


def test_the_organisation_and_its_official_judged() -> None:
    assert (SUBJECT["source"]["name"], SUBJECT["source"]["official"]) == ("Hotel Zon", "P. Jansen")


def test_the_source_does_not_share_the_node_of_the_issuer() -> None:
    assert SUBJECT["source"]["id"] != DID


def test_identifiers_of_the_issuer_and_a_school_have_their_place() -> None:
    school = ob3.credential_for(replace(AWARD, issuer=replace(ISSUER, school_brin="25PV")))["issuer"]
    assert school["otherIdentifier"][0] == {
        "type": "IdentifierEntry",
        "identifier": "01234567",
        "identifierType": "ext:KvK",
    }
    assert school["parentOrg"]["otherIdentifier"][0]["identifierType"] == "ext:BRIN"


@pytest.mark.parametrize(
    ("achievement", "expected"),
    [
        (ACHIEVEMENT, "ext:Praktijkverklaring"),
        (DEELCERTIFICAAT.achievement, "Certificate"),
        (replace(DEELCERTIFICAAT.achievement, expires=True), "Certification"),
        (SKILLSBADGE.achievement, "Badge"),
        (replace(SKILLSBADGE.achievement, behaviours=(Behaviour("b1", "Je groet"),)), "Competency"),
        (
            replace(
                SKILLSBADGE.achievement,
                alignments=(Alignment("ext:ESCOSkill", "x", "http://data.europa.eu/esco/skill/1"),),
            ),
            "Competency",
        ),
    ],
)
def test_each_kind_has_its_achievement_type(achievement: object, expected: str) -> None:
    assert achievement_type(achievement) == expected


def test_the_page_of_a_class_says_the_same_as_the_badge() -> None:
    page = achievement_document(ACHIEVEMENT, ISSUER)
    assert {name: page[name] for name in SUBJECT["achievement"]} == SUBJECT["achievement"]
    assert page["creator"]["id"] == DID


def test_reading_gives_back_what_a_person_wants_to_see() -> None:
    credential = read(DOCUMENT)
    assert credential.issuer.name == "Hotel Zon"
    assert credential.recipient_name == "Sanne de Boer"
    assert [(item.text, item.level) for item in credential.behaviours] == [
        ("Je ontvangt gasten", "zelf"),
        ('Je zegt "welkom", ook in het Engels', "met hulp"),
    ]
    assert credential.achievement is not None
    assert credential.achievement.identifiers == (("ext:CREBO", "25168"),)
    assert (credential.assessor, credential.assessor_organisation) == ("P. Jansen", "Hotel Zon")
    assert credential.evidence[0].narrative == "Zag ik drie weken lang aan de balie."
    assert Kind.PRAKTIJKVERKLARING.has_levels


@pytest.mark.parametrize("junk", [None, 5, "x", [], [[]], {}, {"id": []}, [None, 5]])
def test_reading_never_stumbles_over_what_was_not_judged(junk: object) -> None:
    for name in DOCUMENT:
        read({**DOCUMENT, name: junk})
    for name in SUBJECT:
        read({**DOCUMENT, "credentialSubject": {**SUBJECT, name: junk}})
    for name in SUBJECT["achievement"]:
        read({**DOCUMENT, "credentialSubject": {**SUBJECT, "achievement": {**SUBJECT["achievement"], name: junk}}})
