"""One who asks the VC-API as a test suite does: with the test client of the app, and loopback lists of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from badgeservice.app import create_conformance_app
from badgeservice.errors import UnavailableError
from badgeservice.model.fetched import Fetched, Limits
from badgeservice.settings import read_settings

V2 = "https://www.w3.org/ns/credentials/v2"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
Answer = tuple[int, dict[str, Any]]


@dataclass
class Suite:
    """The app and what addresses serve; `served` maps an address to a document."""

    served: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    app: Flask = field(init=False)
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.app = create_conformance_app(read_settings(self.settings), lambda: NOW, self._fetch)
        self.app.testing = True
        self.client = self.app.test_client()

    @property
    def issuer(self) -> str:
        """Who signs."""
        return str(self.app.config["CONFORMANCE_ISSUER"])

    def credential(self, **changes: Any) -> dict[str, Any]:
        """A credential to be signed."""
        plain = {
            "@context": [V2],
            "type": ["VerifiableCredential"],
            "issuer": self.issuer,
            "credentialSubject": {"id": "did:example:subject"},
        }
        return {**plain, **changes}

    def post(self, place: str, body: Any, **headers: str) -> Answer:
        """What a door of the VC-API answers."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = self.client.post(f"/vc-api/{place}", data=data, headers=headers)
        return answer.status_code, answer.get_json()

    def issue(self, credential: dict[str, Any], **options: Any) -> Answer:
        """What comes of asking to sign it."""
        return self.post("credentials/issue", {"credential": credential, "options": options})

    def issued(self, credential: dict[str, Any] | None = None, **options: Any) -> dict[str, Any]:
        """A credential that was signed."""
        status, said = self.issue(credential or self.credential(), **options)
        assert status == 201, said
        found: dict[str, Any] = said["verifiableCredential"]
        return found

    def verify(self, credential: Any, **options: Any) -> Answer:
        """What comes of asking whether it holds."""
        return self.post("credentials/verify", {"verifiableCredential": credential, "options": options})

    def present(self, presentation: Any, **options: Any) -> Answer:
        """What comes of asking whether a presentation holds."""
        return self.post("presentations/verify", {"verifiablePresentation": presentation, "options": options})

    def _fetch(self, address: str, _limits: Limits) -> Fetched:
        if address not in self.served:
            raise UnavailableError("fetch.unreachable", address)
        found = self.served[address]
        body = found if isinstance(found, bytes) else json.dumps(found).encode()
        return Fetched(body, "application/json", 200)
