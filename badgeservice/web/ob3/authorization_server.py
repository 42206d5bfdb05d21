"""How does Authlib hand out codes and tokens, over our own use cases? (RFC 6749, 7009, 7591, 7636)"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.integrations.flask_oauth2.requests import FlaskOAuth2Payload, FlaskOAuth2Request
from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from flask import request as flask_request

from badgeservice.portfolio import letting_in
from badgeservice.portfolio.letting_in import ACCESS_LASTS, OFFLINE, SCOPES, CodeAsked, NewToken
from badgeservice.storage import oauth
from badgeservice.web import database
from badgeservice.web.collaborators import now, tools
from badgeservice.web.ob3.clients import AUTH_METHODS, GRANT_TYPES, Client, Code, Token, find_client
from badgeservice.web.ob3.registration import Registration

ONE_HOUR = int(ACCESS_LASTS.total_seconds())
CONFIGURATION = {
    "OAUTH2_REFRESH_TOKEN_GENERATOR": True,
    "OAUTH2_TOKEN_EXPIRES_IN": dict.fromkeys(GRANT_TYPES, ONE_HOUR),
    "OAUTH2_SCOPES_SUPPORTED": [*SCOPES, OFFLINE],
}


class _Request(FlaskOAuth2Request):  # type: ignore[misc]  # the library has no types
    """A request at our own address: the settings see to it that this is https, or this machine itself."""

    def __init__(self) -> None:
        uri = tools().addresses.base_url + flask_request.full_path
        OAuth2Request.__init__(self, flask_request.method, uri, headers=flask_request.headers)
        self._request = flask_request
        self.payload = FlaskOAuth2Payload(flask_request)


class _Server(AuthorizationServer):  # type: ignore[misc]  # the library has no types
    def create_oauth2_request(self, request: Any) -> Any:
        return request if isinstance(request, OAuth2Request) else _Request()


class _Codes(AuthorizationCodeGrant):  # type: ignore[misc]  # the library has no types
    TOKEN_ENDPOINT_AUTH_METHODS = AUTH_METHODS

    def save_authorization_code(self, code: str, request: Any) -> None:
        data, client = request.payload.data, request.client
        redirect_uri = request.payload.redirect_uri or client.get_default_redirect_uri()
        asked = CodeAsked(
            client.get_client_id(), redirect_uri, request.scope, data["code_challenge"], data["code_challenge_method"]
        )
        letting_in.keep_code(database.writing(), request.user, code, asked, now())

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        row = letting_in.usable_code(database.writing(), code, client.get_client_id(), now())
        return Code(row) if row is not None else None

    def authenticate_user(self, authorization_code: Code) -> UUID | None:
        return letting_in.learner_of(database.writing(), authorization_code.row)

    def delete_authorization_code(self, authorization_code: Code) -> None:
        """Nothing: keeping the token used it up, and it stays to be known again."""


class _Renewing(RefreshTokenGrant):  # type: ignore[misc]  # the library has no types
    TOKEN_ENDPOINT_AUTH_METHODS = AUTH_METHODS
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> Token | None:
        client_id = self.request.client.get_client_id()
        row = letting_in.usable_refresh(database.writing(), refresh_token, client_id, now())
        return Token(row) if row is not None else None

    def authenticate_user(self, refresh_token: Token) -> UUID | None:
        return letting_in.learner_of(database.writing(), refresh_token.row)

    def revoke_old_credential(self, refresh_token: Token) -> None:
        """Nothing: keeping the new token ended this one."""


class _Revocation(RevocationEndpoint):  # type: ignore[misc]  # the library has no types
    CLIENT_AUTH_METHODS = AUTH_METHODS

    def query_token(self, token_string: str, token_type_hint: str | None) -> Token | None:  # noqa: ARG002 - a hint only
        row = oauth.by_either(database.writing(), letting_in.hash_of(token_string))
        return Token(row) if row is not None else None

    def revoke_token(self, token: Token, request: Any) -> None:  # noqa: ARG002 - as the library calls it
        letting_in.end_token(database.writing(), token.row, now())


class _Proof(CodeChallenge):  # type: ignore[misc]  # the library has no types
    """PKCE, of every program and by S256 only (RFC 9700 §2.1.1)."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        data = grant.request.payload.data
        if not data.get("code_challenge") or data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("Send a 'code_challenge' with 'code_challenge_method=S256'.")
        super().validate_code_challenge(grant, redirect_uri)


def authorization_server() -> Any:
    """The server that answers this request."""
    server = _Server(query_client=find_client, save_token=_save_token)
    server.load_config(CONFIGURATION)
    server.register_grant(_Codes, [_Proof(required=True)])
    server.register_grant(_Renewing)
    server.register_endpoint(_Revocation)
    server.register_endpoint(Registration)
    return server


def _save_token(token: dict[str, Any], request: Any) -> None:
    of = (request.authorization_code or request.refresh_token).row
    made = NewToken(token["access_token"], token.get("refresh_token"), token["scope"])
    letting_in.keep_token(database.writing(), of, made, now())
