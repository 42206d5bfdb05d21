"""How does an endorsement read as an Open Badges 3.0 credential? (OB 3.0 §B.1.6 `EndorsementCredential`)"""

from __future__ import annotations

from typing import Any

from badgeservice.formats.ob3 import status_entry
from badgeservice.formats.ob3_achievement import CONTEXT, profile
from badgeservice.jsonld.moment import write_moment
from badgeservice.model.endorsement import MANDATE, Endorsement

JsonObject = dict[str, Any]


def endorsement_credential(endorsement: Endorsement) -> JsonObject:
    """The unsigned EndorsementCredential; a mandate says in its terms of use which badge class it is for."""
    credential: JsonObject = {
        "@context": list(CONTEXT),
        "id": endorsement.id,
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": endorsement.name,
        "issuer": profile(endorsement.endorser),
        "validFrom": write_moment(endorsement.valid_from),
    }
    if endorsement.valid_until is not None:
        credential["validUntil"] = write_moment(endorsement.valid_until)
    credential["credentialSubject"] = {
        "id": endorsement.subject_id,
        "type": ["EndorsementSubject"],
        "endorsementComment": endorsement.comment,
    }
    credential["credentialStatus"] = status_entry(endorsement.status)
    if endorsement.mandate_for is not None:
        credential["termsOfUse"] = [{"id": endorsement.mandate_for, "type": MANDATE}]
    return credential
