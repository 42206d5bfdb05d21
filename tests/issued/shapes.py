"""Badges in the shapes that others give: the complete example of the standard, other issuers' habits, our keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.jsonld.contexts import CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES_3
from badgeservice.proofs import multikey
from issued import KEY, STRANGER, World
from issued.other_forms import proved

EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"
ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
STATUS = "https://www.w3.org/ns/credentials/status/v1"
STATUS_2021 = "https://w3id.org/vc/status-list/2021/v1"
OLDER_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"
SCHEMAS = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json"

SCHOOL = "https://school.example/issuers/565049"
REVOCATIONS = "https://school.example/credentials/3732/revocations"
ACCREDITER = "https://accrediter.example/issuers/1"
DID_KEY = f"did:key:{multikey.encode_public(KEY.public_key())}"
DID_KEY_METHOD = f"{DID_KEY}#{DID_KEY.removeprefix('did:key:')}"
LIST = "https://lists.example/status/3"
SUITE_2020 = "Ed25519Signature2020"


@dataclass
class Shape:
    """A badge that its issuer finds good, and what the addresses in it serve."""

    document: Mapping[str, Any] | bytes
    documents: dict[str, Any] = field(default_factory=dict)
    endorsements: bool = False

    def world(self) -> World:
        """The world in which it is checked."""
        return World(documents=dict(self.documents))


def profile(address: str, key: Ed25519PrivateKey, **members: Any) -> dict[str, Any]:
    """What the https address of an issuer serves."""
    method = {
        "id": f"{address}#key",
        "type": "Multikey",
        "controller": address,
        "publicKeyMultibase": multikey.encode_public(key.public_key()),
    }
    return {
        "id": address,
        "type": ["Profile"],
        "verificationMethod": [method],
        "assertionMethod": [method["id"]],
    } | members


def by_did_key(document: Mapping[str, Any], suite: str = "eddsa-rdfc-2022") -> dict[str, Any]:
    """The document signed by its did:key."""
    return proved(suite, KEY, document, verificationMethod=DID_KEY_METHOD)


def teamwork(contexts: list[str], **members: Any) -> dict[str, Any]:
    """The basic example of the standard."""
    return {
        "@context": contexts,
        "id": "http://example.com/credentials/3527",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": DID_KEY, "type": ["Profile"], "name": "Example Corp"},
        "validFrom": "2010-01-01T00:00:00Z",
        "name": "Teamwork Badge",
        "credentialSubject": {
            "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://example.com/achievements/teamwork",
                "type": ["Achievement"],
                "criteria": {"narrative": "Nominated by peers."},
                "description": "This badge recognizes the capacity to collaborate.",
                "name": "Teamwork",
            },
        },
    } | members


def first_version(contexts: list[str], **members: Any) -> dict[str, Any]:
    """The same in VCDM 1.1."""
    document = teamwork([CREDENTIALS_V1, *contexts], issuanceDate="2010-01-01T00:00:00Z", **members)
    return {name: value for name, value in document.items() if name != "validFrom"}


def degree(**members: Any) -> dict[str, Any]:
    """A degree as a university writes it: everything as text or as one object, no name of an array."""
    return {
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Taylor Tuna - Mock Bachelor of Science Degree in Biology",
        "issuer": {
            "url": "https://school.example/",
            "type": "Profile",
            "name": "School of Technology",
            "image": {"id": "https://school.example/logo", "type": "Image"},
            "id": DID_KEY,
        },
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "name": "Taylor Tuna",
            "achievement": {
                "id": "urn:uuid:951b475e-b795-43bc-ba8f-a2d01efd2eb1",
                "type": ["Achievement"],
                "name": "Mock Bachelor of Science in Biology",
                "criteria": {"type": "Criteria", "narrative": "In recognition of proficiency."},
                "description": "Mock Bachelor of Science",
                "fieldOfStudy": "Biology",
                "achievementType": "BachelorDegree",
            },
        },
        "id": "urn:uuid:677fe54fcacf98774d482bcc",
    } | members


def entry(type_: str = "BitstringStatusListEntry") -> dict[str, Any]:
    """A place in the list of the did:key."""
    return {
        "id": f"{LIST}#9",
        "type": type_,
        "statusPurpose": "revocation",
        "statusListCredential": LIST,
        "statusListIndex": "9",
    }


def bitstring_list(**members: Any) -> dict[str, Any]:
    """The list of the did:key as it is served, by the older suite."""
    unsigned = {
        "@context": [CREDENTIALS_V2, ED25519_2020],
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "credentialSubject": {
            "id": f"{LIST}#list",
            "type": "BitstringStatusList",
            "encodedList": "uH4sIAAAAAAAAA-3BMQEAAAwCoGUx6aLbwgvIHwAAAAAAAAAAAAAAwFwBZnztF9QwAAA",
            "statusPurpose": "revocation",
        },
        "issuer": DID_KEY,
        "validFrom": "2025-01-09T15:20:02.183Z",
    }
    return by_did_key({name: value for name, value in (unsigned | members).items() if value is not None}, SUITE_2020)


def list_2021() -> dict[str, Any]:
    """The same of StatusList2021, in VCDM 1.1."""
    unsigned = {
        "@context": [CREDENTIALS_V1, STATUS_2021, ED25519_2020],
        "id": LIST,
        "type": ["VerifiableCredential", "StatusList2021Credential"],
        "credentialSubject": {
            "id": f"{LIST}#list",
            "type": "StatusList2021",
            "encodedList": "H4sIAAAAAAAAA-3BMQEAAAwCoGUx6aLbwgvIHwAAAAAAAAAAAAAAwFwBZnztF9QwAAA",
            "statusPurpose": "revocation",
        },
        "issuer": DID_KEY,
        "issuanceDate": "2025-01-09T15:20:02Z",
    }
    return by_did_key(unsigned, SUITE_2020)


def _address() -> dict[str, Any]:
    return {
        "type": ["Address"],
        "addressCountry": "USA",
        "addressCountryCode": "US",
        "addressRegion": "TX",
        "addressLocality": "Austin",
        "streetAddress": "123 First St",
        "postOfficeBoxNumber": "1",
        "postalCode": "12345",
        "geo": {"type": "GeoCoordinates", "latitude": 1.0, "longitude": 1.0},
    }


def _identifiers() -> list[dict[str, Any]]:
    return [
        {"type": "IdentifierEntry", "identifier": "12345", "identifierType": "sourcedId"},
        {"type": "IdentifierEntry", "identifier": "67890", "identifierType": "nationalIdentityNumber"},
    ]


def _school(**members: Any) -> dict[str, Any]:
    return {
        "id": SCHOOL,
        "type": ["Profile"],
        "name": "1EdTech University",
        "url": "https://school.example",
        "phone": "1-222-333-4444",
        "description": "Online degree programs.",
        "image": _image("https://school.example/logo.png"),
        "email": "registrar@school.example",
        "address": _address(),
        "otherIdentifier": _identifiers(),
        "official": "Horace Mann",
        "parentOrg": {"id": "did:example:123456789", "type": ["Profile"], "name": "Universal Universities"},
    } | members


def _image(address: str) -> dict[str, Any]:
    return {"id": address, "type": "Image", "caption": "1EdTech University Degree"}


def _alignment(kind: str, address: str) -> dict[str, Any]:
    return {
        "type": ["Alignment"],
        "targetCode": "project",
        "targetDescription": "Project description",
        "targetName": "Final Project",
        "targetFramework": "1EdTech University Program and Course Catalog",
        "targetType": kind,
        "targetUrl": f"https://school.example/catalog/{address}",
    }


def endorsement(about: str = SCHOOL, number: int = 3732) -> dict[str, Any]:
    """An embedded endorsement, with a status and a refresh service of its own."""
    unsigned = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_3, EXTENSIONS, DATA_INTEGRITY],
        "id": f"http://school.example/endorsementcredential/{number}",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "SDE endorsement",
        "issuer": {"id": ACCREDITER, "type": ["Profile"], "name": "Example Accrediting Agency"},
        "validFrom": "2010-01-01T00:00:00Z",
        "validUntil": "2030-01-01T00:00:00Z",
        "credentialSubject": {
            "id": about,
            "type": ["EndorsementSubject"],
            "endorsementComment": "1EdTech University is in good standing",
        },
        "credentialSchema": [
            {"id": f"{SCHEMAS}/ob_v3p0_endorsementcredential_schema.json", "type": "1EdTechJsonSchemaValidator2019"},
            {"id": "https://accrediter.example/schema.json", "type": "1EdTechJsonSchemaValidator2019"},
        ],
        "credentialStatus": {"id": "https://accrediter.example/revocations", "type": "1EdTechRevocationList"},
        "refreshService": {"id": "http://accrediter.example/3732", "type": "1EdTechCredentialRefresh"},
    }
    if about != SCHOOL:
        del unsigned["credentialStatus"]
    return proved("eddsa-rdfc-2022", STRANGER, unsigned, verificationMethod=f"{ACCREDITER}#key")


def _level(name: str, identifier: str) -> dict[str, Any]:
    return {
        "id": identifier,
        "type": ["RubricCriterionLevel"],
        "alignment": [_alignment("CFRubricCriterionLevel", f"rubric/{name}")],
        "description": "The author demonstrated...",
        "level": name,
        "name": name,
        "points": "4",
    }


GRADE, RUBRIC, PROGRESS, MASTERED, BASIC = (f"urn:uuid:f6ab24cd-86e8-4eaf-b8c6-00000000000{n}" for n in range(1, 6))


def _result_descriptions() -> list[dict[str, Any]]:
    common = {"type": ["ResultDescription"], "alignment": [_alignment("CFItem", "project")]}
    common |= {"allowedValue": ["D", "C", "B", "A"], "name": "Final Project Grade"}
    rubric = [_level("Mastered", MASTERED), _level("Basic", BASIC)]
    return [
        {"id": GRADE, **common, "requiredValue": "C", "resultType": "LetterGrade"},
        {
            "id": RUBRIC,
            **common,
            "requiredLevel": MASTERED,
            "resultType": "RubricCriterionLevel",
            "rubricCriterionLevel": rubric,
        },
        {"id": PROGRESS, "type": ["ResultDescription"], "name": "Project Status", "resultType": "Status"},
    ]


def _results() -> list[dict[str, Any]]:
    reached = [_alignment("CFItem", "project/result/1")]
    return [
        {"type": ["Result"], "alignment": reached, "resultDescription": GRADE, "value": "A"},
        {"type": ["Result"], "alignment": reached, "resultDescription": RUBRIC, "achievedLevel": MASTERED},
        {"type": ["Result"], "resultDescription": PROGRESS, "status": "Completed"},
    ]


def _complete_achievement() -> dict[str, Any]:
    return {
        "id": "https://school.example/achievements/degree",
        "type": ["Achievement"],
        "alignment": [_alignment("CFItem", "degree"), _alignment("CTDL", "ce-98cb027b")],
        "achievementType": "Degree",
        "creator": _school(endorsement=[endorsement(number=3733)]),
        "creditsAvailable": 36.0,
        "criteria": {"id": "https://school.example/achievements/degree", "narrative": "# Degree Requirements\n..."},
        "description": "1EdTech University Degree Description",
        "endorsement": [endorsement("https://school.example/achievements/degree", 3734)],
        "fieldOfStudy": "Research",
        "humanCode": "R1",
        "image": _image("https://school.example/achievements/degree/image"),
        "name": "1EdTech University Degree",
        "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "abde", "identifierType": "identifier"}],
        "resultDescription": _result_descriptions(),
        "specialization": "Computer Science Research",
        "tag": ["research", "computer science"],
    }


def _complete_subject() -> dict[str, Any]:
    plain = {"type": "IdentityObject", "identityType": "emailAddress", "hashed": False, "salt": "not-used"}
    return {
        "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
        "type": ["AchievementSubject"],
        "activityEndDate": "2010-01-02T00:00:00Z",
        "activityStartDate": "2010-01-01T00:00:00Z",
        "creditsEarned": 42.0,
        "licenseNumber": "A-9320041",
        "role": "Major Domo",
        "source": {"id": "https://school.example/issuers/201234", "type": ["Profile"], "name": "College of Arts"},
        "term": "Fall",
        "identifier": [
            {**plain, "identityHash": "student@school.example"},
            {**plain, "identityHash": "somebody@mail.example"},
        ],
        "achievement": _complete_achievement(),
        "image": _image("https://school.example/credentials/3732/image"),
        "narrative": "There is a final project report and source code evidence.",
        "result": _results(),
    }


def complete(**members: Any) -> dict[str, Any]:
    """The complete example of Open Badges 3.0, unsigned."""
    evidence = {"type": ["Evidence"], "description": "The report.", "genre": "Research", "audience": "Department"}
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_3, EXTENSIONS],
        "id": "http://school.example/credentials/3732",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "1EdTech University Degree for Example Student",
        "description": "1EdTech University Degree Description",
        "image": _image("https://school.example/credentials/3732/image"),
        "credentialSubject": _complete_subject(),
        "endorsement": [endorsement("http://school.example/credentials/3732", 3735)],
        "evidence": [
            {"id": "https://school.example/evidence/1", **evidence, "narrative": "# Report\n...", "name": "Report"},
            {"id": "https://code.example/project", **evidence, "name": "Final Project Code"},
        ],
        "issuer": _school(endorsement=[endorsement(number=3736)]),
        "validFrom": "2010-01-01T00:00:00Z",
        "validUntil": "2030-01-01T00:00:00Z",
        "credentialSchema": [
            {"id": f"{SCHEMAS}/ob_v3p0_achievementcredential_schema.json", "type": "1EdTechJsonSchemaValidator2019"}
        ],
        "credentialStatus": {"id": REVOCATIONS, "type": "1EdTechRevocationList"},
        "refreshService": {"id": "http://school.example/credentials/3732", "type": "1EdTechCredentialRefresh"},
    } | members


def revocations(address: str = REVOCATIONS, issuer: str = SCHOOL) -> dict[str, Any]:
    """A 1EdTechRevocationList in which nothing of ours stands."""
    other = {"id": "http://school.example/credentials/1", "revoked": True, "revocationReason": "By mistake."}
    return {"id": address, "issuer": issuer, "revokedCredential": [other]}


def of_the_school() -> dict[str, Any]:
    """What the addresses of the complete example serve."""
    far = "https://accrediter.example/revocations"
    return {
        SCHOOL: profile(SCHOOL, KEY),
        ACCREDITER: profile(ACCREDITER, STRANGER),
        REVOCATIONS: revocations(),
        far: revocations(far, ACCREDITER),
    }


def by_the_school(document: Mapping[str, Any], suite: str = "eddsa-rdfc-2022") -> dict[str, Any]:
    """The document signed with the key that the https address of the school lists."""
    return proved(suite, KEY, document, verificationMethod=f"{SCHOOL}#key")


def endorsement_token() -> str:
    """An endorsement as a token."""
    unsigned = {name: value for name, value in endorsement().items() if name != "proof"}
    header = {"kid": f"{ACCREDITER}#key", "typ": "vc+jwt"}
    return jwt.encode(unsigned, STRANGER, "EdDSA", header)
