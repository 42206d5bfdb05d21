"""What does a program say of itself when it registers, and what of it is believed? (RFC 7591)"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from authlib.oauth2.rfc7591 import ClientRegistrationEndpoint
from authlib.oauth2.rfc7591.errors import InvalidClientMetadataError, InvalidRedirectURIError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from badgeservice.errors import MalformedError
from badgeservice.formats import strict_json
from badgeservice.portfolio import letting_in
from badgeservice.portfolio.letting_in import LONGEST_NAME, OFFLINE, READ_CREDENTIALS, READ_PROFILE, SCOPES
from badgeservice.web import database
from badgeservice.web.api.bodies import whole_body
from badgeservice.web.collaborators import now

MOST = 20_000
NO_SECRET = "none"  # noqa: S105 - the name of a way
LONGEST_ADDRESS = 1000
LOOPBACK_NAMES = frozenset({"localhost"})
_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9.\-_\[\]:]+(/[A-Za-z0-9\-._~%!$&()*+,;=:@/]*)?(\?[A-Za-z0-9\-._~%!$&()*+,;=:@/?]*)?"
)
# Letters that change how the text around them is shown, or are not seen at all.
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def redirect_problem(address: str) -> str | None:
    """Why codes may not be sent here: only https, or http to the learner's own machine, will do (RFC 8252 §7.3)."""
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        return "Use a whole https address without a fragment, of at most 1000 characters."
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return "This address cannot be read."
    if not host or (parts.scheme == "http" and not _is_loopback(host)):
        return "Use https; http is for loopback addresses only."
    return None


def _is_loopback(host: str) -> bool:
    try:
        return host in LOOPBACK_NAMES or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _shown_name(name: str) -> str:
    if any(unicodedata.category(letter) in _HIDDEN for letter in name) or not name.strip():
        raise ValueError("unseen letters")
    return " ".join(name.split())


def _https_address(address: str) -> str:
    if redirect_problem(address) is not None:
        raise ValueError("no https address")
    return address


Address = Annotated[str, AfterValidator(_https_address)]
Short = Annotated[str, Field(max_length=200)]
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(_shown_name)]


class Metadata(BaseModel):
    """What is kept; all else is ignored (RFC 7591 §2)."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    redirect_uris: Annotated[list[str], Field(min_length=1, max_length=10)]
    client_name: Name | None = None
    client_uri: Address | None = None
    logo_uri: Address | None = None
    tos_uri: Address | None = None
    policy_uri: Address | None = None
    software_id: Short | None = None
    software_version: Short | None = None
    token_endpoint_auth_method: Literal["client_secret_basic", "client_secret_post", "none"] = "client_secret_basic"  # noqa: S105 - the name of a way
    grant_types: Annotated[list[Literal["authorization_code", "refresh_token"]], Field(min_length=1, max_length=2)] = [
        "authorization_code",
        "refresh_token",
    ]
    response_types: Annotated[list[Literal["code"]], Field(min_length=1, max_length=1)] = ["code"]
    scope: Annotated[str, Field(max_length=1000)] = f"{READ_CREDENTIALS} {READ_PROFILE}"


class Registration(ClientRegistrationEndpoint):  # type: ignore[misc]  # the library has no types
    """Anybody may register a program: the learner decides, and sees where it comes from."""

    def authenticate_token(self, request: Any) -> bool:  # noqa: ARG002 - as the library calls it
        """Open registration (RFC 7591 §3)."""
        return True

    def extract_client_metadata(self, request: Any) -> dict[str, Any]:  # noqa: ARG002 - read by ourselves, strictly
        """What the program says of itself, or an error of RFC 7591 §3.2.2."""
        metadata = _read(whole_body(MOST))
        wrong = next((problem for uri in metadata.redirect_uris if (problem := redirect_problem(uri))), None)
        if wrong is not None:
            raise InvalidRedirectURIError(wrong)
        wanted = metadata.scope.split()
        allowed = [one for one in (*SCOPES, OFFLINE) if one in wanted]
        if not set(allowed) - {OFFLINE}:
            raise InvalidClientMetadataError("None of these scopes exists here.")
        host = urlsplit(metadata.redirect_uris[0]).hostname or ""
        named = {"client_name": metadata.client_name or host[:LONGEST_NAME], "scope": " ".join(allowed)}
        return metadata.model_dump(exclude_none=True) | named

    def generate_client_info(self, request: Any) -> dict[str, Any]:  # noqa: ARG002 - as the library calls it
        """Nothing yet: the use case makes the id and the secret."""
        return {}

    def save_client(
        self, _client_info: dict[str, Any], client_metadata: dict[str, Any], _request: Any
    ) -> dict[str, Any]:
        """Keep the program."""
        registration = letting_in.Registration(
            client_metadata["client_name"], client_metadata["redirect_uris"], client_metadata["scope"], client_metadata
        )
        with_secret = client_metadata["token_endpoint_auth_method"] != NO_SECRET
        client_id, secret = letting_in.register(database.writing(), registration, with_secret, now())
        told = {"client_id": client_id, "client_id_issued_at": int(now().timestamp())}
        return told | ({"client_secret": secret, "client_secret_expires_at": 0} if secret is not None else {})

    def generate_client_registration_info(self, client: dict[str, Any], _request: Any) -> dict[str, Any]:
        """The id and the secret, told once."""
        return client


def _read(body: bytes) -> Metadata:
    try:
        strict_json.loads(body)
        return Metadata.model_validate_json(body)
    except MalformedError as problem:
        raise InvalidClientMetadataError("Send one JSON object.") from problem
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_context=False, include_input=False)[0]["loc"]
        name = str(first[0]) if first else "body"
        if name == "redirect_uris":
            raise InvalidRedirectURIError("Name 1 to 10 addresses.") from problem
        raise InvalidClientMetadataError(f"'{name}' has a value that cannot be used here.") from problem
