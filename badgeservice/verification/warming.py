"""How is what every check needs read beforehand, so that the first visitor does not wait for it?"""

from __future__ import annotations

from badgeservice.formats import schema
from badgeservice.jsonld.canonical import canonicalise
from badgeservice.jsonld.contexts import CREDENTIALS_V2, OPEN_BADGES_3


def read_contexts_and_schemas() -> None:
    """Read and process the contexts and schemas of a badge of today; older ones are read when they are met."""
    badge = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_3],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "credentialSubject": {"type": ["AchievementSubject"], "achievement": {"type": ["Achievement"]}},
        "credentialStatus": {"type": "BitstringStatusListEntry", "statusPurpose": "revocation"},
    }
    proof = {"@context": badge["@context"], "type": "DataIntegrityProof", "proofPurpose": "assertionMethod"}
    canonicalise(badge)
    canonicalise(proof)
    for name in (schema.OPEN_BADGE, schema.CREDENTIAL, schema.STATUS_LIST, schema.DID_DOCUMENT):
        schema.prepare(name)
