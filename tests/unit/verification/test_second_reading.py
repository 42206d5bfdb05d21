"""What the page shows of a badge is what was signed: other JSON with the same signed graph is refused."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from issued import World, badge, signed

from badgeservice.verification.report import Report, Verdict

BADGE = badge()
OPEN_BADGE = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"

SUBJECTS = [{"id": f"urn:uuid:8e1d0e4e-0b5c-4d7e-9d2f-00000000000{n}", "name": f"Persoon {n}"} for n in (1, 2)]


def credential(**members: Any) -> dict[str, Any]:
    """A signed credential of W3C only."""
    return signed({"@context": BADGE["@context"][:1], "id": BADGE["id"], "issuer": BADGE["issuer"]["id"], **members})


def changed() -> tuple[dict[str, Any], dict[str, Any]]:
    """A copy of the badge, and the badge class in it."""
    document = copy.deepcopy(BADGE)
    return document, document["credentialSubject"]["achievement"]


def check(document: dict[str, Any]) -> Report:
    return World().check(document)


def reason(document: dict[str, Any]) -> str | None:
    return check(document).check("structure").reason


def test_with_help_cannot_be_hidden_by_describing_a_behaviour_twice() -> None:
    document, badge_class = changed()
    described = badge_class["resultDescription"][1]
    badge_class["resultDescription"].append({k: v for k, v in described.items() if k != "rubricCriterionLevel"})
    assert reason(document) == "parse.ambiguous_input"


def test_evidence_cannot_be_split_in_two() -> None:
    document, _ = changed()
    evidence = document["evidence"][0]
    document["evidence"] = [{k: v for k, v in evidence.items() if k != left_out} for left_out in ("name", "narrative")]
    assert reason(document) == "parse.ambiguous_input"


def test_the_same_thing_cannot_be_shown_twice() -> None:
    document, _ = changed()
    document["evidence"] *= 2
    assert reason(document) == "parse.ambiguous_input"


def test_names_cannot_be_swapped_between_two_nodes_with_one_id() -> None:
    badge_class = BADGE["credentialSubject"]["achievement"]
    evidence = {"id": badge_class["id"], "type": ["Evidence"], "name": "Meester", "narrative": "Zelf geschreven."}
    assert reason(badge(evidence=[evidence])) == "parse.ambiguous_input"


def test_a_badge_cannot_pass_as_another_credential_by_the_address_of_its_type() -> None:
    document, _ = changed()
    document["type"] = ["VerifiableCredential", OPEN_BADGE]
    assert reason(document) == "context.redefinition"


def test_a_type_of_ones_own_may_be_an_address() -> None:
    types = ["VerifiableCredential", "https://a.example/Pass"]
    assert check(credential(type=types, credentialSubject=SUBJECTS[0])).verdict is Verdict.VALID


def test_a_member_cannot_go_by_the_name_of_a_type() -> None:
    document, badge_class = changed()
    badge_class["Image"] = badge_class.pop("image")
    assert reason(document) == "context.redefinition"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.w3.org/ns/did/v1",
        "https://w3id.org/security/suites/ed25519-2020/v1",
        "https://w3id.org/security/multikey/v1",
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
        "https://w3id.org/vc/status-list/2021/v1",
    ],
)
def test_a_context_appended_after_signing_is_refused(address: str) -> None:
    document, _ = changed()
    document["@context"].append(address)
    assert reason(document) == "context.redefinition"


def test_an_issuer_may_be_described_again_as_the_maker_of_the_badge_class() -> None:
    subject = copy.deepcopy(BADGE["credentialSubject"])
    subject["achievement"]["creator"] = {k: BADGE["issuer"][k] for k in ("id", "type", "name")}
    assert check(badge(credentialSubject=subject)).verdict is Verdict.VALID


@pytest.mark.parametrize("about", ["badge", "class", "issuer"])
def test_an_endorsement_may_be_about_the_badge_its_class_or_its_issuer(about: str) -> None:
    endorsed = {
        "badge": BADGE["id"],
        "class": BADGE["credentialSubject"]["achievement"]["id"],
        "issuer": BADGE["issuer"]["id"],
    }
    endorsement = {
        "@context": BADGE["@context"],
        "id": "https://branche.example/aanbevelingen/1",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Aanbeveling",
        "issuer": {"id": "https://branche.example/", "type": ["Profile"], "name": "Branche"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": endorsed[about],
            "type": ["EndorsementSubject"],
            "endorsementComment": "Dit klopt.",
        },
    }
    report = check(badge(endorsement=[endorsement]))
    assert report.verdict is Verdict.VALID
    assert report.check("endorsements").evidence == {"endorsements": "1", "detail": "proof.missing: "}
    assert report.warnings == ("endorsement.invalid",)


def test_of_several_subjects_none_is_shown() -> None:
    report = check(credential(type=["VerifiableCredential"], credentialSubject=SUBJECTS))
    assert report.verdict is Verdict.VALID
    assert report.credential is not None
    assert report.credential.recipient_name is None


def test_a_giver_who_gives_a_badge_to_themselves_is_of_two_types() -> None:
    subject = BADGE["credentialSubject"]
    own = badge(
        issuer={**BADGE["issuer"], "type": "Profile"},
        credentialSubject={**subject, "id": BADGE["issuer"]["id"], "type": "AchievementSubject"},
    )
    assert check(own).verdict is Verdict.VALID
