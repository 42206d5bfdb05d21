"""Badges of others: one whose giver cannot be reached, one by a key that nobody knows, one that was changed."""

from __future__ import annotations

import json
from dataclasses import replace

from issued import AWARD, ISSUER, KEY, badge, signed

from badgeservice.formats import ob3
from badgeservice.proofs import did_key


def out_of_reach() -> str:
    """Its giver's website does not exist."""
    return json.dumps(badge(), ensure_ascii=False)


def of_a_stranger() -> str:
    """Sound, but anybody can make such a key."""
    did = did_key.did_key(KEY.public_key())
    credential = ob3.credential_for(replace(AWARD, issuer=replace(ISSUER, id=did)))
    del credential["credentialStatus"]
    return json.dumps(signed(credential, KEY, did_key.verification_method(did)), ensure_ascii=False)


def changed() -> str:
    """Somebody wrote another name in it."""
    return of_a_stranger().replace("Sanne", "Sjaan")
