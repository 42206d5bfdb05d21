"""Which forms of a badge are there, and which clause of which standard asks for each?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from badgeservice.wording import N_

GROUPS: Mapping[str, str] = {
    "proofs": N_("Badges met een handtekening in het bestand"),
    "tokens": N_("Badges als token (JWT)"),
    "open-badges-2": N_("Badges van Open Badges 2.0"),
    "images": N_("Badges in een plaatje"),
    "status": N_("Lijsten met ingetrokken badges"),
    "issuers": N_("Sleutels van gevers (DID)"),
}

_W3C, _OB3 = "https://www.w3.org/TR/", "https://www.imsglobal.org/spec/ob/v3p0/"
_OB2 = "https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/"


@dataclass(frozen=True)
class Clause:
    """Where a standard asks for it: the standard, the heading, the address of that heading."""

    standard: str
    section: str
    address: str


@dataclass(frozen=True)
class Form:
    """A form of a badge; `group` is one of GROUPS, `name` a message id."""

    id: str
    group: str
    name: str
    clause: Clause


_EDDSA = Clause("Data Integrity EdDSA", "eddsa-rdfc-2022", f"{_W3C}vc-di-eddsa/#eddsa-rdfc-2022")
_ECDSA = Clause("Data Integrity ECDSA", "ecdsa-rdfc-2019", f"{_W3C}vc-di-ecdsa/#ecdsa-rdfc-2019")
_JOSE = Clause("VC-JOSE-COSE", "Securing VCs with JOSE", f"{_W3C}vc-jose-cose/#securing-vcs-with-jose")
_BAKED = Clause("Open Badges 2.0", "Baking", f"{_OB2}baking/index.html")

FORMS = (
    Form("ob3-proof-array", "proofs", N_("Open Badge 3.0, handtekening in een lijst"), _EDDSA),
    Form(
        "ob3-proof-object",
        "proofs",
        N_("Open Badge 3.0, handtekening zonder lijst"),
        Clause("Data Integrity", "Proofs", f"{_W3C}vc-data-integrity/#proofs"),
    ),
    Form(
        "vc-2-0",
        "proofs",
        N_("Bewijs volgens W3C dat geen badge is"),
        Clause("Verifiable Credentials 2.0", "Verifiable Credentials", f"{_W3C}vc-data-model-2.0/#credentials"),
    ),
    Form(
        "eddsa-jcs-2022",
        "proofs",
        N_("Handtekening over de tekst zelf (JCS)"),
        Clause("Data Integrity EdDSA", "eddsa-jcs-2022", f"{_W3C}vc-di-eddsa/#eddsa-jcs-2022"),
    ),
    Form(
        "vc-1-1",
        "proofs",
        N_("Open Badge in het oudere model 1.1"),
        Clause("Verifiable Credentials 1.1", "Credentials", f"{_W3C}vc-data-model-1.1/#credentials"),
    ),
    Form(
        "ed25519-signature-2020",
        "proofs",
        N_("Oudere handtekening Ed25519Signature2020"),
        Clause("Data Integrity EdDSA", "Ed25519Signature2020", f"{_W3C}vc-di-eddsa/#ed25519signature2020"),
    ),
    Form("ecdsa-rdfc-2019-p256", "proofs", N_("Handtekening met een sleutel P-256"), _ECDSA),
    Form("ecdsa-rdfc-2019-p384", "proofs", N_("Handtekening met een sleutel P-384"), _ECDSA),
    Form("vc-jwt", "tokens", N_("Open Badge 3.0 als token (vc+jwt)"), _JOSE),
    Form(
        "ob3-jwt-rs256",
        "tokens",
        N_("Open Badge 3.0 als token (RS256)"),
        Clause("Open Badges 3.0", "JSON Web Token Proof Format", f"{_OB3}#jwt-proof"),
    ),
    Form(
        "vc-claim",
        "tokens",
        N_("Ouder token met de badge in het veld vc"),
        Clause("Verifiable Credentials 1.1", "JSON Web Token", f"{_W3C}vc-data-model-1.1/#json-web-token"),
    ),
    Form("jwt-es256", "tokens", N_("Token met een sleutel P-256 (ES256)"), _JOSE),
    Form(
        "enveloped",
        "tokens",
        N_("Token in een envelop"),
        Clause(
            "Verifiable Credentials 2.0",
            "Enveloped Verifiable Credentials",
            f"{_W3C}vc-data-model-2.0/#enveloped-verifiable-credentials",
        ),
    ),
    Form(
        "ob2-hosted",
        "open-badges-2",
        N_("Open Badge 2.0 op de website van de gever"),
        Clause("Open Badges 2.0", "HostedBadge", f"{_OB2}index.html#HostedBadge"),
    ),
    Form(
        "ob2-signed",
        "open-badges-2",
        N_("Open Badge 2.0 met een handtekening"),
        Clause("Open Badges 2.0", "SignedBadge", f"{_OB2}index.html#SignedBadge"),
    ),
    Form("ob3-png", "images", N_("Open Badge 3.0 in een PNG"), Clause("Open Badges 3.0", "Baked Badge", _OB3)),
    Form("ob3-svg", "images", N_("Open Badge 3.0 in een SVG"), Clause("Open Badges 3.0", "Baked Badge", _OB3)),
    Form("ob2-png", "images", N_("Open Badge 2.0 in een PNG"), _BAKED),
    Form("ob2-svg", "images", N_("Open Badge 2.0 in een SVG"), _BAKED),
    Form(
        "bitstring-status-list",
        "status",
        N_("Lijst van W3C"),
        Clause(
            "Bitstring Status List",
            "BitstringStatusListEntry",
            f"{_W3C}vc-bitstring-status-list/#bitstringstatuslistentry",
        ),
    ),
    Form(
        "status-list-2021",
        "status",
        N_("Oudere lijst van W3C"),
        Clause("Status List 2021", "Data model", "https://www.w3.org/TR/2023/WD-vc-status-list-20230427/"),
    ),
    Form(
        "1edtech-revocation-list",
        "status",
        N_("Lijst van 1EdTech"),
        Clause("1EdTech Revocation List", "Status Method", "https://www.imsglobal.org/spec/vcrl/v1p0/"),
    ),
    Form(
        "did-key",
        "issuers",
        N_("De sleutel is de naam (did:key)"),
        Clause("did:key", "Method", "https://w3c-ccg.github.io/did-key-spec/"),
    ),
    Form(
        "did-web",
        "issuers",
        N_("De sleutel staat op de website van de gever (did:web)"),
        Clause("did:web", "Method", "https://w3c-ccg.github.io/did-method-web/"),
    ),
    Form(
        "did-jwk",
        "issuers",
        N_("De sleutel is de naam, als JWK (did:jwk)"),
        Clause("did:jwk", "Method", "https://github.com/quartzjer/did-jwk/blob/main/spec.md"),
    ),
)

FORM: Mapping[str, Form] = {form.id: form for form in FORMS}
