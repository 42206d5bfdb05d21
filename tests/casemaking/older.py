"""How is an Open Badges 2.0 badge made: issuer, badge class, assertion, key document, revocation list?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from casemaking import keys
from casemaking.canonical import OB2
from casemaking.shelf import Shelf
from casemaking.signing import algorithm, jwt

EMAIL = "sanne@post.example"
FORMAT_HOSTED, FORMAT_SIGNED = "ob2-hosted", "ob2-signed"


@dataclass(frozen=True)
class House:
    """An issuer of Open Badges 2.0 with all its documents under one host."""

    shelf: Shelf
    host: str
    key: Any

    def at(self, path: str) -> str:
        """An address at the host."""
        return f"https://{self.host}/{path}"

    def serve(self, path: str, document: Any, status: int = 200) -> str:
        """Serve a document at the host, and say where."""
        self.shelf.serve(self.at(path), document, "application/ld+json", status)
        return self.at(path)

    def issuer(self, path: str = "issuer", **changes: Any) -> str:
        """Serve an issuer profile."""
        profile = {
            "@context": OB2,
            "type": "Issuer",
            "id": self.at(path),
            "name": "Bakkerij Bries",
            "url": self.at(""),
            "email": f"info@{self.host}",
            "publicKey": self.at("key"),
        }
        return self.serve(path, filled({**profile, **changes}))

    def badge_class(self, path: str = "badge", **changes: Any) -> str:
        """Serve a badge class."""
        return self.serve(path, self.badge_document(path, **changes))

    def badge_document(self, path: str = "badge", **changes: Any) -> dict[str, Any]:
        """A badge class."""
        document = {
            "@context": OB2,
            "type": "BadgeClass",
            "id": self.at(path),
            "name": "Brood bakken",
            "description": "Je bakt brood.",
            "image": self.at("badge.png"),
            "criteria": {"narrative": "Je bakt zelf een brood."},
            "issuer": self.at("issuer"),
        }
        return filled({**document, **changes})

    def key_document(self, path: str = "key", **changes: Any) -> str:
        """Serve the public key."""
        document = {
            "@context": OB2,
            "type": "CryptographicKey",
            "id": self.at(path),
            "owner": self.at("issuer"),
            "publicKeyPem": keys.pem(self.key),
        }
        return self.serve(path, filled({**document, **changes}))

    def assertion(self, path: str, **changes: Any) -> dict[str, Any]:
        """A hosted assertion."""
        document = {
            "@context": OB2,
            "type": "Assertion",
            "id": self.at(path),
            "recipient": recipient(),
            "badge": self.at("badge"),
            "issuedOn": "2026-11-22T10:00:00Z",
            "verification": {"type": "hosted"},
        }
        return filled({**document, **changes})

    def hosted(self, path: str, **changes: Any) -> dict[str, Any]:
        """A hosted assertion that is served at its own address."""
        document = self.assertion(path, **changes)
        self.serve(path, document)
        return document

    def signed(self, number: int = 1, key: Any = None, header: dict[str, Any] | None = None, **changes: Any) -> str:
        """A signed assertion (JWS)."""
        creator = {"type": "signed", "creator": self.at("key")}
        name = f"urn:uuid:7d3f1c52-0000-4000-8000-{number:012d}"
        payload = self.assertion("x", **{"id": name, "verification": creator, **changes})
        signer = key or self.key
        return jwt(payload, signer, {"alg": algorithm(signer), **(header or {})})


def house(shelf: Shelf, host: str, key: Any = None, **issuer: Any) -> House:
    """An issuer with its profile, badge class and key served."""
    built = House(shelf, host, key or keys.rsa_key("bries"))
    built.issuer(**issuer)
    built.badge_class()
    built.key_document()
    return built


def recipient(email: str = EMAIL, salt: str | None = "deeg", algorithm_name: str = "sha256") -> dict[str, Any]:
    """The recipient, hashed."""
    digest = hashlib.new(algorithm_name, (email + (salt or "")).encode(), usedforsecurity=False).hexdigest()
    whole = {"type": "email", "hashed": True, "salt": salt, "identity": f"{algorithm_name}${digest}"}
    return filled(whole)


def filled(document: dict[str, Any]) -> dict[str, Any]:
    """Without what is None."""
    return {name: value for name, value in document.items() if value is not None}
