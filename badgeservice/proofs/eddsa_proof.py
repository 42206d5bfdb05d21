"""How is a proof of an EdDSA suite made, of its own or on top of earlier ones? (VC-DI-EDDSA §3.2.1, §3.3.1)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.proofs import base58
from badgeservice.proofs.data_integrity import Proof, signed_by
from badgeservice.proofs.forms import JCS, Forms
from badgeservice.proofs.suites import SUITES

EDDSA_SUITES = ("eddsa-rdfc-2022", "eddsa-jcs-2022")


def prove(
    forms: Forms, private_key: Ed25519PrivateKey, options: Mapping[str, Any], previous: Sequence[Proof] = ()
) -> dict[str, Any]:
    """The proof with these options, whose `cryptosuite` is one of `EDDSA_SUITES`, made after the `previous` ones.

    Raises MalformedError when a part of the document or of the options would fall outside the signature.
    """
    suite = SUITES[options["cryptosuite"]]
    contexts = {"@context": forms.document["@context"]} if suite.form == JCS and "@context" in forms.document else {}
    said = {**contexts, **options}
    signature = private_key.sign(signed_by(forms, said, suite, "sha256", previous=previous).data)
    return {**said, "proofValue": "z" + base58.encode(signature)}
