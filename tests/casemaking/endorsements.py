"""Badges with endorsements: what does not hold only warns."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import CLASS, GIVEN, changed, plain
from casemaking.canonical import OB303, VC2
from casemaking.cast import Signer, did_key, did_web, the_signer, zon
from casemaking.lists import INDEX, bits, encoded, entry, serve_list
from casemaking.shelf import Shelf

ENDORSEMENT = "endorsement.invalid"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "endorsements"
    _endorsements(shelf, zon(shelf))


def endorsement(endorser: Signer, about: str, **changes: Any) -> dict[str, Any]:
    """An EndorsementCredential before it is signed."""
    document = {
        "@context": [VC2, OB303],
        "id": "urn:uuid:44444444-0000-4000-8000-000000000001",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Aanbeveling",
        "issuer": endorser.profile(),
        "validFrom": GIVEN,
        "credentialSubject": {"id": about, "type": ["EndorsementSubject"], "endorsementComment": "Goed werk."},
        **changes,
    }
    return {name: value for name, value in document.items() if value is not None}


def _endorsements(shelf: Shelf, issuer: Signer) -> None:
    branch = did_web(shelf, "branche.example", keys.ed25519("branche"), "Branche Gastvrij")
    about = plain(issuer)["id"]
    good = branch.prove(endorsement(branch, about))

    def on_top(inner: Any) -> dict[str, Any]:
        return issuer.prove(plain(issuer, endorsement=[inner]))

    shelf.good("sound", "A sound endorsement of the badge.", on_top(good))
    jcs = branch.prove(endorsement(branch, about), "eddsa-jcs-2022")
    shelf.good(
        "sound-jcs",
        "A sound endorsement with eddsa-jcs-2022.",
        issuer.prove(plain(issuer, endorsement=[jcs]), "eddsa-jcs-2022"),
    )
    token = branch.jwt(endorsement(branch, about))
    shelf.good("sound-jwt", "A sound endorsement as JWT.", issuer.prove(plain(issuer, endorsementJwt=[token])))
    of_class = branch.prove(endorsement(branch, CLASS))
    whole = changed(plain(issuer), "credentialSubject.achievement.endorsement", [of_class])
    shelf.good("sound-of-the-class", "A sound endorsement of the badge class.", issuer.prove(whole))
    of_issuer = branch.prove(endorsement(branch, issuer.id))
    whole = changed(plain(issuer), "issuer.endorsement", [of_issuer])
    shelf.good("sound-of-the-issuer", "A sound endorsement of the issuer.", issuer.prove(whole))
    key = did_key(keys.ed25519("bries"))
    shelf.good("sound-did-key", "An endorser with a did:key.", on_top(key.prove(endorsement(key, about))))
    withdrawn = serve_list(shelf, branch, "branche-set", encoded(bits(INDEX)))
    lost = the_signer(keys.ed25519("forms"), "did:web:nergens.example")
    bad: dict[str, Any] = {
        "tampered": changed(good, "credentialSubject.endorsementComment", "Slecht werk."),
        "unsigned": endorsement(branch, about),
        "key-of-another": branch.with_key(keys.ed25519("stranger")).prove(endorsement(branch, about)),
        "issuer-of-another": key.prove(endorsement(branch, about)),
        "expired": branch.prove(endorsement(branch, about, validUntil="2026-11-22T11:00:00Z")),
        "not-yet": branch.prove(endorsement(branch, about, validFrom="2026-12-22T11:00:00Z")),
        "withdrawn": branch.prove(endorsement(branch, about, credentialStatus=entry(withdrawn))),
        "about-another": branch.prove(endorsement(branch, "https://elders.example/badges/1")),
    }
    away = lost.prove(endorsement(lost, about))
    shelf.good("unresolvable", "An endorser that can't be found.", on_top(away), more_warnings=True)
    for name, inner in bad.items():
        shelf.good(
            f"bad-{name}",
            f"An endorsement that does not hold ({name}): it only warns.",
            on_top(inner),
            warnings=[ENDORSEMENT],
        )
    for name, text in (
        ("forged", token[:-10] + "A" * 10),
        ("unsigned", branch.jwt(endorsement(branch, about), alg="none")),
        ("nonsense", "a.b.c"),
    ):
        shelf.good(
            f"bad-jwt-{name}",
            f"An endorsement as JWT that does not hold ({name}): it only warns.",
            issuer.prove(plain(issuer, endorsementJwt=[text])),
            warnings=[ENDORSEMENT],
        )
    mixed = issuer.prove(
        plain(issuer, endorsement=[good, {**bad["tampered"], "id": "urn:uuid:44444444-0000-4000-8000-000000000002"}])
    )
    shelf.good("bad-one-of-two", "One of two endorsements does not hold.", mixed, warnings=[ENDORSEMENT])
    after = {**issuer.prove(plain(issuer)), "endorsement": [good]}
    shelf.bad("added-after-signing", "A sound endorsement was added after signing.", after, "proof.signature_invalid")
    unknown = endorsement(branch, about, **{"@context": [VC2, "https://contexts.example/rich.json"]})
    shelf.bad(
        "context-unknown",
        "An endorsement with an unknown context.",
        issuer.prove(plain(issuer, endorsement=[unknown]), "eddsa-jcs-2022"),
        "context.unknown",
        "context.order",
        "schema.invalid",
    )
    inline = endorsement(branch, about, **{"@context": [VC2, OB303, {"geheim": "https://x.example/"}]})
    shelf.bad(
        "context-inline",
        "An endorsement with an inline context.",
        issuer.prove(plain(issuer, endorsement=[inline]), "eddsa-jcs-2022"),
        "context.unknown",
        "context.redefinition",
        "schema.invalid",
    )
