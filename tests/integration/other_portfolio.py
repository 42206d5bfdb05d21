"""Another portfolio, which reads a learner's badges: Authlib's own OAuth client, over the app."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from flask import Flask
from flask.testing import FlaskClient
from issued import AWARD, ISSUER, KEY, signed
from requests.adapters import BaseAdapter
from urllib3.response import HTTPResponse
from werkzeug.test import TestResponse

from badgeservice.formats import ob3
from badgeservice.organisations.one_time_links import KEEP, make_link
from badgeservice.portfolio.letting_in import SCOPES
from badgeservice.proofs import did_key

SITE = "http://localhost:8000"
BASE = f"{SITE}/ims/ob/v3p0"
CALLBACK = "https://portfolio.voorbeeld.nl/terug?van=badges"
ALL = " ".join(SCOPES)


class _OverTheApp(BaseAdapter):
    """Answers what is asked of the site from the app itself; it has no cookies."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.app = app

    def send(self, request: requests.PreparedRequest, **_options: Any) -> requests.Response:
        parts = urlsplit(request.url)
        headers = {name: value for name, value in request.headers.items() if name.lower() != "content-length"}
        answer = self.app.test_client(use_cookies=False).open(
            parts.path, query_string=parts.query, method=request.method, data=request.body, headers=headers
        )
        response = requests.Response()
        response.status_code, response.url, response.request = answer.status_code, request.url, request
        response.headers.update(dict(answer.headers))
        response.raw = HTTPResponse(io.BytesIO(answer.data), preload_content=False)
        return response

    def close(self) -> None:
        """There is nothing to close."""


def over_the_app(session: requests.Session, app: Flask) -> Any:
    """The session, which finds the site in the app."""
    session.mount(SITE, _OverTheApp(app))
    return session


@dataclass
class Portfolio:
    """A program that registered itself."""

    world: Any
    scope: str = ALL
    metadata: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(init=False)
    session: Any = field(init=False)
    verifier: str = field(init=False)

    def __post_init__(self) -> None:
        wanted = {"client_name": "Mijn portfolio", "redirect_uris": [CALLBACK], "scope": self.scope, **self.metadata}
        answer = over_the_app(requests.Session(), self.world.app).post(f"{BASE}/oauth/register", json=wanted)
        assert answer.status_code == 201, answer.text
        self.told = answer.json()
        self.session = self.fresh_session()
        self.verifier = generate_token(64)

    def fresh_session(self, **options: Any) -> Any:
        made = OAuth2Session(
            self.told["client_id"],
            self.told.get("client_secret"),
            token_endpoint_auth_method=self.told["token_endpoint_auth_method"],
            scope=self.scope,
            redirect_uri=CALLBACK,
            code_challenge_method="S256",
            **options,
        )
        return over_the_app(made, self.world.app)

    def question(self, **changes: Any) -> str:
        """The address, at this service, that the learner is sent to."""
        address, _state = self.session.create_authorization_url(
            f"{BASE}/oauth/authorize", code_verifier=self.verifier, state="s t/1", **changes
        )
        return address.removeprefix(SITE)

    def asked(self, browser: FlaskClient, answer: str = "ja", **changes: Any) -> TestResponse:
        return self.world.post(browser, self.question(**changes), {"answer": answer})

    def code(self, browser: FlaskClient) -> str:
        """The learner says yes; the code that comes back."""
        answer = self.asked(browser)
        assert answer.status_code == 302, answer.text
        back = parse_qs(urlsplit(answer.location).query)
        assert back["state"] == ["s t/1"]
        return back["code"][0]

    def exchange(self, code: str, /, **changes: Any) -> requests.Response:
        """The raw answer to an exchange."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK,
                "code_verifier": self.verifier, **changes}  # fmt: skip
        return self.plain("token", form)

    def renew(self, refresh: str) -> requests.Response:
        return self.plain("token", {"grant_type": "refresh_token", "refresh_token": refresh})

    def plain(self, place: str, form: dict[str, Any]) -> requests.Response:
        secret = self.told.get("client_secret")
        auth = (self.told["client_id"], secret) if secret else None
        form = form if secret else form | {"client_id": self.told["client_id"]}
        return over_the_app(requests.Session(), self.world.app).post(f"{BASE}/oauth/{place}", data=form, auth=auth)

    def let_in(self, browser: FlaskClient) -> dict[str, Any]:
        """A working token, and a session that uses it."""
        answer = self.exchange(self.code(browser))
        assert answer.status_code == 200, answer.text
        self.session.token = answer.json()
        return dict(answer.json())

    def get(self, path: str) -> requests.Response:
        return self.session.get(BASE + path)

    def hand_in(self, badge: bytes | str, kind: str = "application/json") -> requests.Response:
        return self.session.post(f"{BASE}/credentials", data=badge, headers={"Content-Type": kind})


def learner_browser(world: Any, award: Any) -> FlaskClient:
    """A browser in which a badge was kept by mail."""
    with world.database.writing() as session:
        token = make_link(session, KEEP, award.id, world.clock())
    browser = world.app.test_client()
    assert world.post(browser, f"/bewaren/{token}").status_code == 303
    return browser


def foreign_badge(
    license_number: str = "PV-2026-0042",
    id_: str = "urn:uuid:9b3c1f8e-52a1-4c50-8a0e-6f5d2c1b0a99",
    status: dict[str, str] | None = None,
) -> bytes:
    """A sound badge of a giver elsewhere, by a key that stands in its own name."""
    did = did_key.did_key(KEY.public_key())
    credential = ob3.credential_for(replace(AWARD, issuer=replace(ISSUER, id=did), license_number=license_number))
    del credential["credentialStatus"]
    credential["id"] = id_
    if status is not None:
        credential["credentialStatus"] = status
    return json.dumps(signed(credential, KEY, did_key.verification_method(did)), ensure_ascii=False).encode()
